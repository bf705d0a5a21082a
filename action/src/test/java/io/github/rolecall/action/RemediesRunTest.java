package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that the first remedy of a message helps: the run then succeeds, or fails with another
 * problem. It runs each situation, reads the first remedy, and sets or removes what the remedy
 * names.
 *
 * <p>Excludes remedies that change something outside the run: trust policies, providers and roles
 * in IAM, networks, certificates, proxies and clocks. Also excludes those that say to run the job
 * again.
 */
class RemediesRunTest {
  private static final String DEPLOY = "arn:aws:iam::111122223333:role/Deploy";
  private static final String KEY = "AKIAIOSFODNN7ROLECAL";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY";

  /** Where a run takes place. */
  private enum Place {
    GITHUB,
    GITLAB,
    LAPTOP
  }

  /** The inputs, variables and files of one run. */
  private static final class Run {
    private final String command;
    private final Map<Input, String> inputs = new EnumMap<>(Input.class);
    private final Map<String, String> variables = new LinkedHashMap<>();

    private Run(String command) {
      this.command = command;
    }

    private FrontEnd frontEnd() {
      return command.equals("action") ? FrontEnd.ACTION : FrontEnd.COMMAND;
    }
  }

  /**
   * A situation that fails.
   *
   * @param commands the commands that fail in it
   * @param code the code of the problem
   * @param cure what the user knows: values for the names in the first remedy
   */
  private record Situation(
      String name,
      List<String> commands,
      Place place,
      Map<Input, String> inputs,
      Map<String, String> variables,
      Map<String, String> files,
      String code,
      Map<String, String> cure) {

    private Situation in(Map<String, String> more) {
      return new Situation(name, commands, place, inputs, more, files, code, cure);
    }

    private Situation with(String file, String text) {
      return new Situation(
          name, commands, place, inputs, variables, Map.of(file, text), code, cure);
    }

    private Situation knowing(String what, String value) {
      var known = new HashMap<>(cure);
      known.put(what, value);
      return new Situation(name, commands, place, inputs, variables, files, code, known);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Situation at(
      Place place, String name, String commands, String code, Map<Input, String> inputs) {
    return new Situation(
        name, List.of(commands.split(" ", -1)), place, inputs, Map.of(), Map.of(), code, Map.of());
  }

  private static final Map<String, String> KEYS =
      Map.of("AWS_ACCESS_KEY_ID", KEY, "AWS_SECRET_ACCESS_KEY", SECRET);

  private static final String FORK =
      "{\"pull_request\": {\"head\": {\"repo\": {\"full_name\": \"stranger/x\"}}, \"base\":"
          + " {\"repo\": {\"full_name\": \"octo-org/octo-repo\"}}}}";

  static Stream<Situation> situations() {
    Input role = Input.ROLE_TO_ASSUME;
    return Stream.of(
        at(Place.LAPTOP, "no Region", "assume exec whoami", "input-missing", Map.of())
            .in(KEYS)
            .knowing("aws-region", "eu-central-1"),
        at(Place.GITHUB, "no Region in a step", "action", "input-missing", Map.of(role, DEPLOY))
            .in(Map.of("AWS_REGION", ""))
            .knowing("aws-region", "eu-central-1"),
        at(
                Place.GITHUB,
                "the role of another account",
                "action assume exec export",
                "account-not-allowed",
                Map.of(role, DEPLOY, Input.ALLOWED_ACCOUNT_IDS, "444455556666"))
            .knowing("role-to-assume", "arn:aws:iam::444455556666:role/Partner"),
        at(
                Place.GITHUB,
                "the role of a forbidden account",
                "action assume",
                "account-forbidden",
                Map.of(role, DEPLOY, Input.FORBIDDEN_ACCOUNT_IDS, "111122223333"))
            .knowing("role-to-assume", "arn:aws:iam::444455556666:role/Partner"),
        at(
                Place.LAPTOP,
                "keys of another account",
                "assume exec export whoami",
                "account-not-allowed",
                Map.of(Input.AWS_REGION, "us-east-2", Input.ALLOWED_ACCOUNT_IDS, "999999999999"))
            .in(KEYS)
            .knowing("AWS_ACCESS_KEY_ID", "AKIAOTHEROTHEROTHER0"),
        at(Place.GITHUB, "act", "action", "act-run", Map.of(role, DEPLOY))
            .in(Map.of("ACT", "true", "ACTIONS_ID_TOKEN_REQUEST_URL", ""))
            .knowing("AWS_ACCESS_KEY_ID", KEY)
            .knowing("AWS_SECRET_ACCESS_KEY", SECRET),
        at(
                Place.GITHUB,
                "no permission",
                "action assume exec",
                "no-id-token-permission",
                Map.of(role, DEPLOY))
            .in(Map.of("ACTIONS_ID_TOKEN_REQUEST_URL", "")),
        at(Place.GITHUB, "a fork", "action assume", "pull-request-from-fork", Map.of(role, DEPLOY))
            .in(
                Map.of(
                    "ACTIONS_ID_TOKEN_REQUEST_URL",
                    "",
                    "GITHUB_EVENT_NAME",
                    "pull_request",
                    "GITHUB_EVENT_PATH",
                    "event.json"))
            .with("event.json", FORK),
        at(Place.GITHUB, "a fork without secrets", "action", "no-credentials", Map.of())
            .in(
                Map.of(
                    "ACTIONS_ID_TOKEN_REQUEST_URL",
                    "",
                    "GITHUB_EVENT_NAME",
                    "pull_request",
                    "GITHUB_EVENT_PATH",
                    "event.json"))
            .with("event.json", FORK),
        at(Place.GITHUB, "Dependabot", "action", "dependabot-run", Map.of(role, DEPLOY))
            .in(Map.of("ACTIONS_ID_TOKEN_REQUEST_URL", "", "GITHUB_ACTOR", "dependabot[bot]")),
        at(Place.GITHUB, "Dependabot without secrets", "action", "no-credentials", Map.of())
            .in(Map.of("ACTIONS_ID_TOKEN_REQUEST_URL", "", "GITHUB_ACTOR", "dependabot[bot]")),
        at(Place.GITLAB, "no id_tokens", "assume exec", "no-id-tokens", Map.of(role, DEPLOY))
            .in(Map.of("AWS_ID_TOKEN", "")),
        at(
                Place.GITLAB,
                "a protected variable",
                "assume exec export whoami",
                "variable-missing",
                Map.of(
                    Input.ACCESS_KEY_ID_ENV, "KEY_OF_CI", Input.SECRET_ACCESS_KEY_ENV, "SECRET_OF"))
            .in(Map.of("CI_COMMIT_REF_PROTECTED", "false")),
        at(
                Place.GITHUB,
                "another partition",
                "action assume",
                "partition-differs",
                Map.of(role, DEPLOY, Input.AWS_REGION, "cn-north-1"))
            // The partition is compared because the endpoint is that of the Region; the proxy
            // refuses every connection.
            .in(
                Map.of(
                    "AWS_ENDPOINT_URL_STS",
                    "",
                    "HTTPS_PROXY",
                    "http://127.0.0.1:1",
                    "NO_PROXY",
                    "127.0.0.1"))
            .knowing("aws-region", "eu-central-1"),
        at(
                Place.GITHUB,
                "a bare name with a token",
                "action assume",
                "role-name-needs-account",
                Map.of(role, "Deploy"))
            .knowing("role-to-assume", DEPLOY),
        at(
            Place.GITHUB,
            "a session that is too long",
            "action assume exec",
            "duration-too-long",
            Map.of(role, DEPLOY, Input.ROLE_DURATION_SECONDS, "43200")),
        at(
                Place.GITHUB,
                "a duration that is not a number",
                "action assume exec export",
                "input-invalid",
                Map.of(role, DEPLOY, Input.ROLE_DURATION_SECONDS, "3h"))
            .knowing("role-duration-seconds", "3600"),
        at(
            Place.GITHUB,
            "two sources",
            "action assume",
            "input-conflict",
            Map.of(
                role,
                DEPLOY,
                Input.WEB_IDENTITY_TOKEN_FILE,
                "token",
                Input.WEB_IDENTITY_TOKEN_ENV,
                "TOKEN")),
        at(
                Place.LAPTOP,
                "an incomplete access key",
                "assume whoami export exec",
                "input-incomplete",
                Map.of(Input.AWS_REGION, "eu-central-1", Input.ACCESS_KEY_ID_ENV, "A_KEY"))
            .in(Map.of("A_KEY", KEY, "A_SECRET", SECRET))
            .knowing("secret-access-key-env", "A_SECRET"),
        at(
                Place.LAPTOP,
                "no source of credentials",
                "assume exec export",
                "no-credentials",
                Map.of(role, DEPLOY, Input.AWS_REGION, "eu-central-1"))
            .with(
                "credentials",
                "[ci]\naws_access_key_id = " + KEY + "\naws_secret_access_key = " + SECRET + "\n")
            .in(Map.of("AWS_SHARED_CREDENTIALS_FILE", "credentials"))
            .knowing("source-profile", "ci"),
        at(
                Place.LAPTOP,
                "no credentials for whoami",
                "whoami",
                "no-credentials",
                Map.of(Input.AWS_REGION, "eu-central-1"))
            .knowing("credentials", "of the job"),
        at(
                Place.LAPTOP,
                "an endpoint without a server",
                "assume whoami",
                "unreachable",
                Map.of(Input.AWS_REGION, "eu-central-1", Input.STS_ENDPOINT, "http://127.0.0.1:1"))
            .in(KEYS)
            .knowing("sts-endpoint", "{aws}"),
        at(
                Place.GITHUB,
                "a session policy that is invalid",
                "action assume",
                "input-invalid",
                Map.of(role, DEPLOY, Input.INLINE_SESSION_POLICY, "{"))
            .knowing("inline-session-policy", ""),
        at(
                Place.GITHUB,
                "existing credentials of another account",
                "action",
                "existing-credentials-refused",
                Map.of(
                    role,
                    DEPLOY,
                    Input.USE_EXISTING_CREDENTIALS,
                    "true",
                    Input.ALLOWED_ACCOUNT_IDS,
                    "999999999999"))
            .in(KEYS),
        at(
                Place.GITHUB,
                "a profile that already exists",
                "action",
                "profile-exists",
                Map.of(role, DEPLOY, Input.AWS_PROFILE, "deploy"))
            .with(".aws/credentials", "[deploy]\naws_access_key_id = x\n")
            .knowing("aws-profile", "another"),
        at(Place.LAPTOP, "nothing to explain", "explain", "no-token", Map.of(role, DEPLOY))
            .knowing("token", "of the job"));
  }

  @TempDir private Path folder;
  private FakeAws aws;

  @BeforeEach
  void start() {
    aws = FakeAws.start();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @ParameterizedTest
  @MethodSource("situations")
  void theFirstRemedyGetsTheRunFurther(Situation situation) throws IOException {
    for (String command : situation.commands()) {
      Run run = prepared(situation, command);
      String before = outcome(run);
      assertTrue(before.contains("(" + situation.code() + ")"), command + ": " + before);
      String remedy = first(before);
      assertNamesOnlyWhatIsThere(command, before);
      if (apply(remedy, run, situation)) {
        String after = outcome(run);
        boolean same = after.contains("(" + situation.code() + ")") && first(after).equals(remedy);
        assertFalse(same, command + ": " + remedy + "\n" + after);
      }
    }
  }

  private Run prepared(Situation situation, String command) throws IOException {
    var run = new Run(command);
    run.inputs.putAll(situation.inputs());
    run.variables.putAll(
        switch (situation.place()) {
          case GITHUB -> aws.gitHubJob().environment();
          case GITLAB -> aws.gitLabJob().environment();
          case LAPTOP -> Map.of("AWS_ENDPOINT_URL_STS", aws.url().toString());
        });
    run.variables.put("DISABLE_RETRY", "true");
    run.variables.put("AWS_EC2_METADATA_DISABLED", "true");
    run.variables.put("PATH", "/usr/bin:/bin");
    if (situation.place() != Place.LAPTOP) {
      run.variables.put("AWS_REGION", "eu-central-1");
    }
    run.variables.putAll(situation.variables());
    for (String file : List.of("GITHUB_EVENT_PATH", "AWS_SHARED_CREDENTIALS_FILE")) {
      run.variables.computeIfPresent(file, (name, path) -> folder.resolve(path).toString());
    }
    for (String file : List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE")) {
      run.variables.put(file, Files.writeString(folder.resolve(file), "").toString());
    }
    for (Map.Entry<String, String> file : situation.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return run;
  }

  /** Returns everything that was printed, marked if the run succeeded. */
  private String outcome(Run run) {
    var environment = new HashMap<>(run.variables);
    environment.values().removeIf(String::isEmpty);
    var words = new ArrayList<>(List.of(run.command));
    run.inputs.forEach(
        (input, value) -> {
          if (run.frontEnd() == FrontEnd.ACTION) {
            environment.put("INPUT_" + input.key().toUpperCase(Locale.ROOT), value);
          } else {
            words.add("--" + input.key() + "=" + value);
          }
        });
    if (run.frontEnd() == FrontEnd.ACTION && environment.containsKey("AWS_REGION")) {
      environment.putIfAbsent("INPUT_AWS-REGION", environment.get("AWS_REGION"));
    }
    if (run.command.equals("exec")) {
      words.addAll(List.of("--", "true"));
    }
    var said = new ByteArrayOutputStream();
    var stream = new PrintStream(said, true, UTF_8);
    Host host = TestHost.of(environment, folder, folder, stream);
    int exit = Main.run(words.toArray(String[]::new), host, stream);
    String text = said.toString(UTF_8).replace("%0A", "\n").replace("%25", "%");
    assertFalse(text.contains("(internal)"), text);
    return exit == 0 ? "the run succeeded\n" + text : text;
  }

  private static String first(String said) {
    Matcher remedy = Pattern.compile("\n  1\\. (.*)").matcher(said);
    return remedy.find() ? remedy.group(1) : "";
  }

  /** Asserts that every option in any remedy belongs to the command. */
  private static void assertNamesOnlyWhatIsThere(String command, String said) {
    if (command.equals("action")) {
      return; // An input has no mark that distinguishes it from a word.
    }
    List<String> options =
        RolecallCommand.line(Host.of(Map.of(), Path.of("/"), Path.of("/"), System.out), System.err)
            .getSubcommands()
            .get(command)
            .getCommandSpec()
            .options()
            .stream()
            .flatMap(option -> Stream.of(option.names()))
            .toList();
    Matcher option = Pattern.compile("--[a-z][a-z-]+").matcher(advice(said));
    while (option.find()) {
      boolean ours =
          Stream.of(Input.values()).anyMatch(input -> option.group().equals("--" + input.key()));
      assertTrue(!ours || options.contains(option.group()), command + ": " + said);
    }
  }

  private static String advice(String said) {
    int from = said.indexOf("What to do:");
    return from < 0 ? "" : said.substring(from);
  }

  /**
   * Does what the remedy says.
   *
   * @return whether the run can be repeated: a remedy may be to skip the step
   */
  private boolean apply(String remedy, Run run, Situation situation) {
    if (remedy.contains("if: ") || remedy.contains("protected branch")) {
      return false;
    }
    if (remedy.contains("id-token: write")) {
      run.variables.putAll(aws.gitHubJob().environment());
      return true;
    }
    if (remedy.contains("id_tokens:")
        || remedy.equals("Run it in the CI job whose token you want to explain.")) {
      run.variables.putAll(aws.gitLabJob().environment());
      return true;
    }
    if (remedy.startsWith("Use credentials of another account")) {
      run.variables.putAll(situation.cure());
      return true;
    }
    if (remedy.startsWith("Set AWS credentials")) {
      run.variables.putAll(KEYS);
      return true;
    }
    boolean done = false;
    for (Input input : inputs(remedy, run.frontEnd())) {
      boolean remove = remedy.startsWith("Remove");
      if (remove) {
        run.inputs.remove(input);
        return true;
      }
      Optional<String> value =
          Optional.ofNullable(situation.cure().get(input.key())).or(() -> said(remedy, input));
      if (value.isPresent()) {
        run.inputs.put(input, value.get().replace("{aws}", aws.url().toString()));
        if (value.get().isEmpty()) {
          run.inputs.remove(input);
        }
        done = true;
      }
    }
    for (Map.Entry<String, String> known : situation.cure().entrySet()) {
      if (known.getKey().matches("[A-Z_]+") && remedy.contains(known.getKey())) {
        run.variables.put(known.getKey(), known.getValue());
        done = true;
      }
    }
    assertTrue(done, situation + ": the test cannot apply the remedy: " + remedy);
    return true;
  }

  /** Returns the inputs that the remedy names, in their order. */
  private static List<Input> inputs(String remedy, FrontEnd frontEnd) {
    var named = new LinkedHashMap<Integer, Input>();
    for (Input input : Input.values()) {
      String spelling = Pattern.quote(frontEnd.spell(input));
      Matcher found = Pattern.compile("(?<![\\w-])" + spelling + "(?![\\w-])").matcher(remedy);
      if (frontEnd.takes(input) && found.find()) {
        named.put(found.start(), input);
      }
    }
    return named.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Returns the value that the remedy suggests, unless it is a placeholder in angle brackets. */
  private static Optional<String> said(String remedy, Input input) {
    Matcher value =
        Pattern.compile(Pattern.quote(input.key()) + ":? ([^ <]+)(?= |$)").matcher(remedy);
    return value.find() ? Optional.of(value.group(1)) : Optional.empty();
  }

  @ParameterizedTest
  @MethodSource("situations")
  void theMatrixIsWhole(Situation situation) {
    assertEquals(
        1,
        situations().filter(other -> other.name().equals(situation.name())).count(),
        situation.name());
  }
}
