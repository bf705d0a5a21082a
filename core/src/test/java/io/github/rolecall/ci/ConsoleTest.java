package io.github.rolecall.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.console.Console;
import io.github.rolecall.console.PlainConsole;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.testkit.ci.RunnerLog;
import io.github.rolecall.text.PlainText;
import io.github.rolecall.text.Secrets;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that the runner finds no command in the output, whatever AWS, a claim or a branch name
 * says.
 */
class ConsoleTest {

  /** Texts that someone else could make Rolecall print. */
  static Stream<String> hostile() {
    return Stream.of(
            "::set-env name=A::b",
            "##[add-mask]x",
            "x ##[error]y",
            "###[error]y",
            "##[##[error]y",
            "\n::error::x",
            "%0A::warning::x",
            "\r::error::x",
            "\r\n::error::x",
            "\u2028::error::x",
            "\u2029::error::x",
            "\u0085::error::x",
            "\u000b::error::x",
            "\u000c::error::x",
            "a\u0085::error::x",
            "a\u000b::error::x",
            " \t::error::x",
            "\u00a0::error::x",
            "\u3000::error::x",
            "\u2003\u00a0::error::x",
            "\ufeff::error::x",
            "\u200b::error::x",
            ":::error::x",
            "::::error::x",
            "::stop-commands::pause",
            "::add-matcher::/etc/passwd",
            "\n\n \n::error::x\n::debug::y",
            "::ERROR::x",
            "%25%0A::error::x")
        .flatMap(text -> Stream.of(text, "before\n" + text));
  }

  private static RunnerLog log(Consumer<Console> talk, boolean gitHub) {
    RunnerLog log = RunnerLog.debugging();
    try (var stream = new PrintStream(log.stream(), false, UTF_8)) {
      talk.accept(
          gitHub
              ? new GitHubConsole(stream, FrontEnd.ACTION, new Secrets())
              : new PlainConsole(stream, FrontEnd.COMMAND, new Secrets()));
    }
    return log;
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void informationIsNoCommand(String text) {
    for (boolean gitHub : List.of(true, false)) {
      RunnerLog log = log(console -> console.info(text), gitHub);
      assertEquals(List.of(), log.executed(), log.visible());
      assertFalse(log.failed());
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void warningsAndDebugTextsAreOneCommandEach(String text) {
    RunnerLog log =
        log(
            console -> {
              console.warn(text);
              console.debug(text);
            },
            true);
    assertEquals(List.of("warning", "debug"), log.executed());
    assertEquals(List.of(text), log.warnings());
    assertEquals("Rolecall", log.commands().get(0).properties().get("title"));
    assertEquals(text, log.commands().get(1).data());
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void aFailureIsOneAnnotation(String text) {
    var problem = new InputProblem.Invalid(text, text, text);
    RunnerLog log = log(console -> console.failed(problem), true);
    assertEquals(List.of("error"), log.executed());
    assertEquals(List.of(problem.message(FrontEnd.ACTION)), log.errors());
    assertEquals("Rolecall (input-invalid)", log.commands().get(0).properties().get("title"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void plainConsolesPrintNoCommands(String text) {
    RunnerLog log =
        log(
            console -> {
              console.warn(text);
              console.failed(new InputProblem.Invalid(text, text, text));
              console.mask(text);
              console.debug(text);
            },
            false);
    assertEquals(List.of(), log.executed(), log.visible());
  }

  @Test
  void harmlessTextsStayAsTheyAre() {
    for (String text :
        List.of("arn:aws:iam::111122223333:role/x", "a :: b", "# #[", "[x]", "ä\nö", "a\tb", "")) {
      assertEquals(text, PlainText.harmless(text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b", "\r", "\b", "\u0000", "\u007f", "\u009b", "\u0085"})
  void charactersThatCouldHideTextOnATerminalAreShown(String control) {
    assertEquals("a?[2Kb", PlainText.harmless("a" + control + "[2Kb"));
  }

  @Test
  void aMaskHidesTheWholeSecretAndEachOfItsLines() {
    String secret = "first 100%\nsecond::x\r\nthird%0A";
    RunnerLog log =
        log(
            console -> {
              console.mask(secret);
              console.info("it is second::x, and first 100%");
            },
            true);
    assertEquals(List.of("add-mask"), log.executed());
    assertEquals(secret, log.commands().get(0).data());
    assertTrue(log.masks().containsAll(Set.of("first 100%", "second::x", "third%0A")));
    assertFalse(log.shows(secret), log.visible());
  }

  @Test
  void blankSecretsAreNotMasked() {
    RunnerLog log =
        log(
            console -> {
              console.mask("");
              console.mask(" \n");
            },
            true);
    assertEquals(List.of(), log.executed());
  }

  @Test
  void aTerminalGetsPlainLines() {
    RunnerLog log =
        log(
            console -> {
              console.info("a");
              console.warn("b");
              console.debug("c");
              console.mask("d");
            },
            false);
    assertEquals("rolecall: a\nrolecall: warning: b\n", log.visible());
  }

  @Test
  void eachPlatformHasItsConsole() {
    var stream = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    Map<String, Class<?>> consoles =
        Map.of(
            "GITHUB_ACTIONS", GitHubConsole.class,
            "GITLAB_CI", PlainConsole.class,
            "NONE", PlainConsole.class);
    consoles.forEach(
        (variable, type) ->
            assertEquals(
                type,
                CiPlatform.detect(TestHost.of(Map.of(variable, "true")))
                    .console(stream, FrontEnd.MAVEN, new Secrets())
                    .getClass()));
  }
}
