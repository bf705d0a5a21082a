package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.CommandFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Tests the empty values that a shell or a workflow makes from unset variables, in a job that has
 * both a token and keys. No run may use another identity, and no guard may be skipped.
 */
class BlankTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";
  private static final String POLICY =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}";

  @TempDir private Path folder;
  private FakeAws aws;
  private Map<String, String> environment;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void aJobWithKeys() {
    aws = FakeAws.start();
    environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("AWS_REGION", "eu-central-1");
    keys();
  }

  private void keys() {
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private Host host() {
    return TestHost.of(environment, folder, folder, new PrintStream(out, true, UTF_8));
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return Main.run(arguments, host(), new PrintStream(err, true, UTF_8));
  }

  private String said() {
    return err.toString(UTF_8).replaceFirst("^rolecall: ", "");
  }

  // Options

  /** Every name of every option with a value, of every command. */
  static Stream<Arguments> options() {
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    Host host = TestHost.of(Map.of(), Path.of("/"), Path.of("/"), nowhere);
    return RolecallCommand.line(host, nowhere).getSubcommands().entrySet().stream()
        .flatMap(
            command ->
                command.getValue().getCommandSpec().options().stream()
                    .filter(option -> option.arity().max() > 0)
                    .flatMap(
                        option ->
                            Stream.of(option.names())
                                .map(name -> Arguments.of(command.getKey(), option, name))));
  }

  @ParameterizedTest
  @MethodSource("options")
  void isRefusedByTheNameThatTheUserWrote(String command, OptionSpec option, String name) {
    for (List<String> blank :
        List.of(
            List.of(name + "="), List.of(name, ""), List.of(name, " \t\n"), List.of(name + "= "))) {
      var words = new ArrayList<>(List.of(command));
      words.addAll(blank);
      if (command.equals("import") && !name.equals("--csv")) {
        words.addAll(List.of("--csv", "keys.csv"));
      }
      if (command.equals("migrate")) {
        words.add(".");
      }
      if (List.of("exec", "serve").contains(command)) {
        // Options after the command belong to the command, not to Rolecall.
        words.addAll(List.of("--", "touch", "it-ran", "--role-to-assume="));
      }
      int exit = run(words.toArray(String[]::new));
      String said = said();
      assertTrue(said.startsWith(name + " is empty: "), words + ": " + said);
      assertTrue(said.contains("(input-blank)"), said);
      assertEquals(2, exit);
      assertFalse(Files.exists(folder.resolve("it-ran")));
      // A shell may evaluate the output of a blank format.
      boolean evaluated =
          List.of("assume", "ecr-login").contains(command)
              || (command.equals("export") && name.equals("--format"));
      assertEquals(evaluated ? "false\n" : "", out.toString(UTF_8));
    }
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void everyCommandThatAssumesHasTheGuardsAndIsLookedAt() {
    List<String> seen =
        options()
            .filter(each -> each.get()[2].equals("--allowed-account-ids"))
            .map(each -> (String) each.get()[0])
            .toList();
    assertEquals(
        List.of(
            "assume",
            "whoami",
            "explain",
            "claims",
            "export",
            "credential-process",
            "exec",
            "serve",
            "codeartifact-token",
            "codeartifact-login",
            "ecr-login",
            "docker-credential"),
        seen);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "fish", "powershell"})
  void theShellThatEvaluatesStops(String shell) {
    run("assume", "--role-to-assume", "", "--shell", shell);
    String text = out.toString(UTF_8);
    assertTrue(text.startsWith(shell.equals("powershell") ? "throw " : "false"), text);
  }

  @ParameterizedTest
  @CsvSource({"env, false", "fish, false", "powershell, throw"})
  void theShellThatEvaluatesAnExportStops(String format, String expected) {
    assertEquals(2, run("export", "--format", format, "--source-profile", ""));
    assertTrue(out.toString(UTF_8).startsWith(expected), out.toString(UTF_8));
  }

  /** A shell drops an unset variable without quotes, as in {@code --role-to-assume $ROLE}. */
  @Test
  void anOptionWithoutItsValueTakesNoOther() {
    assertEquals(2, run("exec", "--role-to-assume", "--aws-region", "eu-west-1", "--", "true"));
    assertEquals(2, run("assume", "--role-to-assume"));
    assertTrue(run("exec", "--role-to-assume", "--", "touch", "it-ran") != 0);
    assertFalse(Files.exists(folder.resolve("it-ran")));
    assertEquals(List.of(), aws.calls());
  }

  @ParameterizedTest
  @ValueSource(strings = {"111122223333,", ",111122223333", ",", "111122223333,,444455556666"})
  void aGuardHasNoBlankEntry(String guard) {
    for (String name : List.of("--allowed-account-ids", "--forbidden-account-ids")) {
      for (String command : List.of("assume", "whoami", "export")) {
        assertEquals(2, run(command, name, guard));
        String said = said();
        assertTrue(said.matches("(?s)entry [12] of " + name + " is empty: .*"), said);
      }
    }
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void aFileForAUrlIsNamed() {
    assertEquals(2, run("import", "--csv", "file://"));
    assertTrue(said().startsWith("--csv is empty"), err::toString);
  }

  // Environment variables

  @ParameterizedTest
  @ValueSource(strings = {"ROLE_TO_ASSUME", "INLINE_SESSION_POLICY", "MANAGED_SESSION_POLICIES"})
  void aBlankVariableOfOurOwnIsRefused(String name) {
    environment.put(name, " ");
    if (!name.startsWith("ROLE")) {
      environment.put("ROLE_TO_ASSUME", ROLE);
    }
    for (String command : List.of("assume", "export")) {
      assertEquals(2, run(command));
      assertTrue(said().startsWith(name + " is empty"), err::toString);
    }
    assertEquals(List.of(), aws.calls());
    // Options override the blank variables.
    assertEquals(
        0,
        run(
            "assume",
            "--role-to-assume",
            ROLE,
            "--inline-session-policy",
            POLICY,
            "--managed-session-policies",
            "arn:aws:iam::aws:policy/ReadOnlyAccess"),
        err::toString);
  }

  // Several roles and files

  @Test
  void exportTakesNoneOfSeveralRoles() throws IOException {
    Files.writeString(
        folder.resolve("roles.yaml"),
        "roles:\n  - {name: a, role-to-assume: '" + ROLE + "', environment-prefix: A_}\n");
    assertEquals(2, run("export", "--config", "roles.yaml"));
    assertTrue(said().startsWith("--config must be a file with one role"), err::toString);
    assertEquals(List.of(), aws.calls());
  }

  // The action

  private int action(Map<String, String> inputs) throws IOException {
    environment = new HashMap<>(aws.gitHubJob().environment());
    keys();
    for (String name : List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE")) {
      environment.put(name, Files.writeString(folder.resolve(name), "").toString());
    }
    // The runner passes all inputs; those that the workflow does not set are empty.
    for (Input input : Input.values()) {
      if (input.frontEnds().contains(FrontEnd.ACTION)) {
        environment.put("INPUT_" + input.key().toUpperCase(Locale.ROOT), "");
      }
    }
    environment.put("INPUT_AWS-REGION", "eu-central-1");
    inputs.forEach((key, value) -> environment.put("INPUT_" + key.toUpperCase(Locale.ROOT), value));
    return run("action");
  }

  private Map<String, String> exported() throws IOException {
    return CommandFiles.parse(Files.readString(folder.resolve("GITHUB_ENV")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void inAWorkflowABlankRoleIsNone(String blank) throws IOException {
    assertEquals(0, action(Map.of("role-to-assume", blank)), out::toString);
    assertFalse(out.toString(UTF_8).contains("::warning"), out::toString);
    assertEquals(1, aws.calls("GetCallerIdentity").size());
  }

  @Test
  void inAWorkflowOptionsOfARoleThatIsBlankAreAWarning() throws IOException {
    int exit =
        action(
            Map.of(
                "role-to-assume", "",
                "role-session-name", "x-1",
                "role-duration-seconds", "900",
                "role-external-id", "partner"));
    assertEquals(0, exit, out::toString);
    String warning =
        out.toString(UTF_8)
            .lines()
            .filter(line -> line.startsWith("::warning") && line.contains("role-to-assume"))
            .reduce("", String::concat);
    for (String name : List.of("role-session-name", "role-duration-seconds", "role-external-id")) {
      assertTrue(warning.contains(name), out::toString);
    }
  }

  @ParameterizedTest
  @CsvSource({"inline-session-policy", "managed-session-policies"})
  void inAWorkflowASessionPolicyOfARoleThatIsBlankFailsTheStep(String name) throws IOException {
    String value = name.startsWith("inline") ? POLICY : "arn:aws:iam::aws:policy/ReadOnlyAccess";
    assertEquals(1, action(Map.of("role-to-assume", "", name, value)));
    String said = out.toString(UTF_8);
    assertTrue(said.contains(name + " is set, but role-to-assume is not"), said);
    assertEquals(List.of(), aws.calls());
    assertEquals(Map.of(), exported());
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "999988887777,", ",111122223333"})
  void inAWorkflowAGuardHasNoBlankEntry(String guard) throws IOException {
    assertEquals(1, action(Map.of("role-to-assume", ROLE, "allowed-account-ids", guard)));
    assertTrue(out.toString(UTF_8).contains(" of allowed-account-ids is empty"), out::toString);
    assertEquals(Map.of(), exported());
  }

  @Test
  void inAWorkflowTheGuardHoldsWithoutARoleToo() throws IOException {
    assertEquals(1, action(Map.of("role-to-assume", "", "allowed-account-ids", "999988887777")));
    assertTrue(out.toString(UTF_8).contains("(account-not-allowed)"), out::toString);
    assertEquals(Map.of(), exported());
  }

  @Test
  void aFileOfAWorkflowIsRefusedWhereItIsBlank() throws IOException {
    Files.writeString(folder.resolve("r.yaml"), "allowed-account-ids: ''\n");
    assertEquals(1, action(Map.of("role-to-assume", ROLE, "config", "r.yaml")));
    assertTrue(
        out.toString(UTF_8).contains("allowed-account-ids in r.yaml, line 1 is empty"),
        out::toString);
    String roles = "- name: a\n  role-to-assume: " + ROLE + "\n  allowed-account-ids: \n";
    assertEquals(1, action(Map.of("roles", roles)));
    assertTrue(
        out.toString(UTF_8).contains("[0].allowed-account-ids in roles, line 3 is empty"),
        out::toString);
  }
}
