package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.host.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/** Tests that the command behaves as users of gh, kubectl and the AWS CLI expect. */
class ConventionsTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";

  @TempDir Path home;

  /** The exit code and the output of a run. */
  record Ran(int exit, String out, String err) {}

  private Ran run(Map<String, String> environment, Terminal terminal, String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Host host =
        TestHost.of(environment, home, home, new PrintStream(out, true, UTF_8)).with(terminal);
    int exit = Main.run(args, host, new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  private Ran run(String... args) {
    return run(Map.of(), Terminal.NONE, args);
  }

  /** A terminal with 100 columns. */
  private static final class Seen implements Terminal {
    @Override
    public Optional<String> ask(String question) {
      return Optional.empty();
    }

    @Override
    public OptionalInt columns() {
      return OptionalInt.of(100);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "asume, Unknown command: asume. Did you mean assume?",
    "tust-policy, Unknown command: tust-policy. Did you mean trust-policy?",
    "conf, Unknown command: conf. Did you mean configure?",
    "login, Unknown command: login",
    "assume --rol x, Unknown option: --rol",
    "assume --role-to-asume x, Unknown option: --role-to-asume. Did you mean --role-to-assume?",
    "assume --aws-regoin x, Unknown option: --aws-regoin. Did you mean --aws-region?",
    "whoami -x, Unknown option: -x",
    "configure lst, Unknown command: lst. Did you mean list?",
    "AKIAIOSFODNN7EXAMPLE, Unknown command (not shown: it may be a secret)",
    "assume S3cret, Unexpected argument (not shown: it may be a secret). rolecall assume takes options only.",
    "assume --role-to-assume, Missing: value of --role-to-assume",
    "exec, Missing: COMMAND",
    "assume --aws-region a --aws-region b, Option given twice: --aws-region"
  })
  void wrongUsageIsNamedWithWhatMayBeMeant(String line, String message) {
    Ran ran = run(line.split(" ", -1));
    assertEquals(2, ran.exit());
    String command = line.replaceFirst(" ?-.*", "").replaceFirst("^(assume|configure) .*", "$1");
    String known =
        List.of("assume", "whoami", "configure", "exec").contains(command) ? " " + command : "";
    assertEquals(
        message + "\nRun `rolecall" + known + " --help` for usage.\n", ran.err(), ran::toString);
    assertFalse((ran.err() + ran.out()).matches("(?s).*(AKIA|S3cret).*"), ran::toString);
  }

  @Test
  void helpAndVersionAreWordsToo() {
    assertEquals(run("assume", "--help"), run("help", "assume"));
    assertEquals(run("sso", "login", "--help"), run("help", "sso", "login"));
    assertEquals(run("--help"), run("help"));
    assertEquals(run("--version"), run("version"));
    assertTrue(run("version").out().startsWith("rolecall "), run("version")::toString);
    for (String wrong : List.of("help asume", "asume --help", "help configure lst")) {
      Ran ran = run(wrong.split(" ", -1));
      assertEquals(2, ran.exit(), wrong);
      assertTrue(ran.err().startsWith("Unknown command: "), ran::toString);
    }
  }

  static Stream<String> commands() {
    return CommandReference.specs().map(CommandSpec::qualifiedName);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theHelpHasEveryOptionOnceAndFitsTheTerminal(String command) {
    CommandSpec spec =
        CommandReference.specs()
            .filter(one -> one.qualifiedName().equals(command))
            .findFirst()
            .orElseThrow();
    for (int width : List.of(60, 100)) {
      var args = new ArrayList<>(List.of(command.split(" ", -1)));
      args.remove(0);
      args.add("--help");
      Ran ran =
          run(
              Map.of("COLUMNS", Integer.toString(width)),
              Terminal.NONE,
              args.toArray(String[]::new));
      assertEquals(0, ran.exit());
      List<String> lines = ran.out().lines().toList();
      spec.options()
          .forEach(
              option ->
                  assertEquals(
                      1,
                      lines.stream()
                          .filter(line -> line.matches(" {2,6}-.*"))
                          .map(line -> line.strip().split(" {2,}", 2)[0])
                          .filter(
                              names -> names.matches(".*" + option.longestName() + "(?![\\w-]).*"))
                          .count(),
                      option.longestName()));
      List<String> examples = List.of(spec.usageMessage().footer());
      examples.forEach(
          line -> assertTrue(lines.contains(line.replace("%%", "%")), () -> line + ran.out()));
      lines.stream()
          .filter(line -> examples.stream().noneMatch(one -> one.replace("%%", "%").equals(line)))
          .forEach(line -> assertTrue(line.length() <= width, line));
    }
  }

  @Test
  void theTerminalIsAskedForItsWidthForAPageOnly() {
    var asked = new ArrayList<String>();
    var terminal =
        new Terminal() {
          @Override
          public Optional<String> ask(String question) {
            return Optional.empty();
          }

          @Override
          public OptionalInt columns() {
            asked.add("columns");
            return OptionalInt.of(100);
          }
        };
    run(Map.of(), terminal, "whoami");
    assertEquals(List.of(), asked);
    run(Map.of(), terminal, "whoami", "--help");
    assertEquals(List.of("columns"), asked);
  }

  @Test
  void theHelpIsGrouped() {
    List<String> headings =
        run("assume", "--help").out().lines().filter(line -> line.matches("[A-Z].*:")).toList();
    assertEquals(
        List.of(
            "Common options:",
            "Role session:",
            "Source of the identity:",
            "Guards:",
            "Network and time limits:",
            "Output:",
            "General options:",
            "Examples:"),
        headings);
    String help = run("assume", "--help").out();
    assertTrue(help.indexOf("--role-to-assume") < help.indexOf("--role-session-name"), help);
  }

  @Test
  void whatExplainsAnAssumeTakesTheSameNames() {
    for (String command : List.of("assume", "explain", "claims", "exec", "export")) {
      var args = new ArrayList<>(List.of(command, "--role-arn", ROLE, "--region", "no region"));
      if (command.equals("exec")) {
        args.addAll(List.of("--", "true"));
      }
      Ran ran =
          run(Map.of("PATH", System.getenv("PATH")), Terminal.NONE, args.toArray(String[]::new));
      assertTrue(ran.err().startsWith("rolecall: --region must be "), () -> command + ran);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--duration-seconds, 5",
    "--role-duration-seconds, 5",
    "--region, no region",
    "--role-arn, ''",
    "--source-identity, ?"
  })
  void messagesNameWhatWasTyped(String option, String value) {
    var args = new ArrayList<>(List.of("assume"));
    if (!option.equals("--role-arn")) {
      args.addAll(List.of("--role-arn", ROLE));
    }
    args.addAll(List.of(option, value));
    Ran ran = run(Map.of("AWS_REGION", "eu-central-1"), Terminal.NONE, args.toArray(String[]::new));
    assertEquals(2, ran.exit(), ran::toString);
    assertTrue(ran.err().matches("(?s)rolecall: " + option + "\\b.*"), ran::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "assume, false",
    "assume --shell pwsh, throw 'rolecall failed'",
    "assume --format powershell, throw 'rolecall failed'",
    "assume --shell cmd, exit /b 1",
    "assume --format windows-cmd, exit /b 1",
    "assume --format dotenv, false",
    "assume --format json, ''",
    "assume --shell csh, false",
    "assume --no-such-option, false",
    "assume --no-such-option --shell=cmd, exit /b 1",
    "export, ''",
    "export --format env --no-such-option, false",
    "export --format shell --source-profile none, false",
    "whoami, ''",
    "whoami --no-such-option, ''"
  })
  void whoeverEvaluatesItStopsAndWhoReadsItSeesNothing(String line, String printed) {
    String[] args = line.split(" ", -1);
    Ran evaluated = run(args);
    assertTrue(evaluated.exit() > 0);
    assertEquals(printed, evaluated.out().strip());
    Ran seen = run(Map.of(), new Seen(), args);
    assertEquals(evaluated.exit(), seen.exit());
    assertEquals("", seen.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"assume", "whoami", "explain", "claims", "trust-policy", "export", "exec"})
  void invalidInputsHaveTheExitCodeOfWrongUsage(String command) {
    var args = new ArrayList<>(List.of(command, "--config", "there-is-none.yaml"));
    if (command.equals("exec")) {
      args.addAll(List.of("--", "true"));
    }
    Ran ran = run(args.toArray(String[]::new));
    assertEquals(2, ran.exit(), ran::toString);
  }

  @Test
  void quietAndVerboseExcludeEachOther() {
    Ran ran = run("whoami", "-q", "-v");
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("--quiet and --verbose"), ran::toString);
  }

  @Test
  void aScriptCompletesEveryCommandAndOption() {
    var options = new TreeSet<String>();
    CommandReference.specs()
        .forEach(
            command ->
                command.options().forEach(option -> options.addAll(List.of(option.names()))));
    String bash = run("completion", "bash").out();
    String fish = run("completion", "fish").out();
    String page = run("man").out();
    assertEquals(run("completion", "bash"), run("completion", "zsh"));
    assertEquals(2, run("completion", "csh").exit());
    for (String option : options) {
      assertTrue(bash.contains("'" + option + "'"), option);
      String fishes =
          option.startsWith("--") ? " -l " + option.substring(2) : " -s " + option.charAt(1);
      assertTrue(fish.lines().anyMatch(line -> (line + " ").contains(fishes + " ")), option);
      assertTrue(page.contains(option.replace("-", "\\-")), option);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bash|rolecall ass|assume",
        "bash|rolecall assume --role-to|--role-to-assume",
        "bash|rolecall configure li|list",
        "fish|rolecall tru|trust-policy",
        "fish|rolecall assume --role-to|--role-to-assume",
        "fish|rolecall configure li|list",
        "fish|rolecall configure list --pro|--profile"
      })
  void shellsCompleteWithIt(String shell, String typed, String completed) throws Exception {
    Path script = home.resolve("completion." + shell);
    Files.writeString(script, run("completion", shell).out());
    String words =
        "("
            + Stream.of(typed.split(" ", -1))
                .map(w -> "'" + w + "'")
                .collect(Collectors.joining(" "))
            + ")";
    String ask =
        shell.equals("fish")
            ? "source " + script + "; complete -C '" + typed + "'"
            : ". "
                + script
                + "; COMP_WORDS="
                + words
                + "; COMP_CWORD=$((${#COMP_WORDS[@]}-1)); COMP_LINE='"
                + typed
                + "'; _complete_rolecall; printf '%s\\n' \"${COMPREPLY[@]}\"";
    Process process =
        new ProcessBuilder(shell, "-c", ask)
            .redirectErrorStream(true)
            .directory(home.toFile())
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.lines().anyMatch(line -> line.split("\t", -1)[0].equals(completed)), said);
  }

  @Test
  void manReadsThePage() throws Exception {
    Path page = home.resolve("rolecall.1");
    Files.writeString(page, run("man").out());
    for (String line : Files.readAllLines(page)) {
      // A line of text that begins with a dot would be a command.
      assertTrue(line.matches("(?!\\.)(?!').*|\\.(TH|SH|TP|PP|B|I|nf|fi)\\b.*"), line);
    }
  }

  @Test
  void aPersonSeesWhatASlowCommandWaitsFor() throws Exception {
    try (var deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      AtTheTerminal.Seen seen =
          new AtTheTerminal(
                  home,
                  Map.of(
                      "HOME", home.toString(),
                      "PATH", System.getenv("PATH"),
                      "AWS_REGION", "eu-central-1",
                      "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                      "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
                  List.of())
              .run(
                  ConfigureSsoTest.java(
                      List.of(
                          "whoami",
                          "--action-timeout-s=10",
                          "--sts-endpoint=http://127.0.0.1:" + deaf.getLocalPort())));
      assertEquals(1, seen.exit(), seen.text());
      assertTrue(
          seen.text().matches("(?s).*rolecall: sts:GetCallerIdentity \\(\\d+ s\\)\\s.*"),
          seen.text());
    }
  }
}
