package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.host.Terminal;
import io.github.rolecall.host.Time;
import io.github.rolecall.testkit.ci.CommandFiles;
import io.github.rolecall.testkit.ci.RunnerLog;
import io.github.rolecall.testkit.scenario.Scenario;
import io.github.rolecall.testkit.scenario.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every scenario through the action, or through the command if the job is not on GitHub.
 * Compares the output with golden files; {@code -Dgolden.update} writes them.
 */
class ScenarioTest {
  private static final Path SOURCES = Path.of("../testkit/src/main/resources/scenarios");

  static Stream<Scenario> scenarios() {
    return Scenario.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void showsWhatIsExpected(Scenario scenario) {
    try (Stage stage = scenario.start()) {
      boolean gitHub = stage.environment().containsKey("GITHUB_ACTIONS");
      Shown shown = gitHub ? action(stage) : command(stage);
      assertAll(
          () -> compare(scenario, "log", stage.normalized(shown.log())),
          () -> compare(scenario, "result", "exit " + shown.exit() + "\n" + shown.result()),
          () -> compare(scenario, "calls", stage.calls()),
          () -> assertNoSecretIsVisible(stage, shown, gitHub));
    }
  }

  /**
   * @param log the log as a person reads it
   * @param result the exported values, with secrets as {@code ***}
   */
  private record Shown(int exit, String log, String result) {}

  private static Shown action(Stage stage) {
    var environment = new TreeMap<>(stage.environment());
    stage
        .inputs()
        .forEach((key, value) -> environment.put("INPUT_" + key.toUpperCase(Locale.ROOT), value));
    var log = new ByteArrayOutputStream();
    int exit = run(new String[] {"action"}, environment, stage, log, log);
    String result =
        handedOn("env", stage.runnerFile("GITHUB_ENV"), stage)
            + handedOn("output", stage.runnerFile("GITHUB_OUTPUT"), stage);
    return new Shown(exit, log.toString(UTF_8), result);
  }

  private static String handedOn(String kind, String file, Stage stage) {
    return CommandFiles.parse(file).entrySet().stream()
        .map(e -> stage.normalized(kind + " " + e.getKey() + "=" + e.getValue() + "\n"))
        .collect(Collectors.joining());
  }

  private static Shown command(Stage stage) {
    String[] arguments =
        Stream.concat(
                Stream.of("assume"),
                new TreeMap<>(stage.inputs())
                    .entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue()))
            .toArray(String[]::new);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit = run(arguments, stage.environment(), stage, out, err);
    return new Shown(exit, err.toString(UTF_8), stage.normalized(out.toString(UTF_8)));
  }

  /** Runs without waits, so that an unexpected retry costs no time, but shows in the calls. */
  private static int run(
      String[] arguments,
      Map<String, String> environment,
      Stage stage,
      ByteArrayOutputStream out,
      ByteArrayOutputStream err) {
    Host real =
        TestHost.of(environment, stage.home(), stage.work(), new PrintStream(out, true, UTF_8));
    Host host =
        real.with(Terminal.NONE).with(new Time(real.time().clock(), duration -> {}, () -> 0.5));
    return Main.run(arguments, host, new PrintStream(err, true, UTF_8));
  }

  private static void compare(Scenario scenario, String file, String actual) {
    if (System.getProperty("golden.update") != null) {
      scenario.update(SOURCES, file, actual);
      return;
    }
    assertTrue(
        scenario.expected(file).isPresent(),
        () -> "expected/" + file + " is missing; -Dgolden.update writes it:\n" + actual);
    assertEquals(scenario.expected(file).get(), actual, file);
  }

  private static void assertNoSecretIsVisible(Stage stage, Shown shown, boolean gitHub) {
    var runner = new RunnerLog();
    runner.feed(shown.log());
    for (String secret : stage.secrets()) {
      assertFalse(
          gitHub ? runner.shows(secret) : shown.log().contains(secret), "a secret is visible");
    }
  }
}
