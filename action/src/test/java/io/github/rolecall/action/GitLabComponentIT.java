package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.GitLabRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Tests the script of {@code templates/assume-role.yml} as GitLab expands it: it inserts the inputs
 * into the text, reads the YAML, and then replaces variables.
 */
class GitLabComponentIT {
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";
  private static final Pattern INPUT = Pattern.compile("\\$\\[\\[ inputs\\.([\\w-]+) ]]");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{(\\w+)}|\\$(\\w+)");
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir private Path folder;

  /** The options that the component sets only if their input is set. */
  private static final Map<String, String> OPTIONS =
      Map.of(
          "audience", "--audience",
          "session-name", "--role-session-name",
          "duration-seconds", "--role-duration-seconds",
          "allowed-account-ids", "--allowed-account-ids");

  private static String[] documents() throws IOException {
    return Files.readString(Path.of("../templates/assume-role.yml")).split("\n---\n", 2);
  }

  /** Returns the hidden job of the component. */
  private static JsonNode job(Map<String, String> inputs) throws IOException {
    String[] documents = documents();
    JsonNode specified = YAML.readTree(documents[0]).path("spec").path("inputs");
    String text =
        INPUT
            .matcher(documents[1])
            .replaceAll(
                found -> {
                  JsonNode standard = specified.path(found.group(1)).path("default");
                  String value = inputs.getOrDefault(found.group(1), standard.asString(""));
                  return Matcher.quoteReplacement(value);
                });
    return YAML.readTree(text).path(".assume-role");
  }

  private static Map<String, String> variables(JsonNode job, Map<String, String> ofJob) {
    var variables = new HashMap<>(ofJob);
    var more = new HashMap<String, String>();
    job.path("variables")
        .properties()
        .forEach(
            each -> {
              JsonNode value = each.getValue();
              boolean literal = value.isObject() && !value.path("expand").asBoolean(true);
              String text = value.isObject() ? value.path("value").asString() : value.asString();
              more.put(each.getKey(), literal ? text : expanded(text, ofJob));
            });
    variables.putAll(more);
    return variables;
  }

  private static String expanded(String text, Map<String, String> variables) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1) == null ? found.group(2) : found.group(1);
              return Matcher.quoteReplacement(
                  name == null ? "$" : variables.getOrDefault(name, ""));
            });
  }

  private GitLabRun run(
      String shell, Map<String, String> inputs, Map<String, String> ofJob, String... script)
      throws IOException {
    JsonNode job = job(inputs);
    var lines = new ArrayList<String>();
    job.path("before_script").valueStream().forEach(line -> lines.add(line.asString()));
    lines.addAll(List.of(script));
    String[] all = lines.toArray(String[]::new);
    Map<String, String> environment = variables(job, ofJob);
    return shell.equals("sh")
        ? GitLabRun.sh(folder, environment, all)
        : GitLabRun.bash(folder, environment, all);
  }

  // The words that the command gets

  /** Makes a command that writes its words to a file, one on each line, and does nothing else. */
  private Map<String, String> recording() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("recording"));
    Path command = bin.resolve("rolecall");
    Files.writeString(
        command, "#!/bin/sh\nfor word; do printf '<%s>\\n' \"$word\"; done >>words\n");
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.deleteIfExists(folder.resolve("words"));
    return Map.of("PATH", bin + ":" + System.getenv("PATH"), "CI_PROJECT_DIR", folder.toString());
  }

  private List<String> words() throws IOException {
    return Files.readString(folder.resolve("words"), UTF_8)
        .lines()
        .map(line -> line.substring(1, line.length() - 1))
        .toList();
  }

  private static Map<String, String> required(String... more) {
    var inputs = new HashMap<>(Map.of("role", ROLE, "region", "eu-central-1"));
    for (int i = 0; i < more.length; i += 2) {
      inputs.put(more[i], more[i + 1]);
    }
    return inputs;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh", "bash"})
  void withItsDefaultsNothingBlankIsPassedOn(String shell) throws IOException {
    GitLabRun run = run(shell, required(), recording(), "echo went on");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("went on"), run.output());
    assertEquals(
        List.of(
            "assume",
            "--role-to-assume",
            ROLE,
            "--aws-region",
            "eu-central-1",
            "--audience",
            "sts.amazonaws.com",
            "--role-duration-seconds",
            "3600"),
        words());
  }

  static Stream<Arguments> single() {
    return OPTIONS.keySet().stream()
        .flatMap(
            input ->
                Stream.of(
                        "plain",
                        "",
                        "with blanks",
                        " ",
                        "it's \"quoted\"",
                        "back\\slash `touch it-ran` #hash: x",
                        "'; touch it-ran; '",
                        "\"; touch it-ran; \"",
                        "$$(touch it-ran)",
                        "$$HOME * ? [a]",
                        "- a: {b}",
                        "!tag &anchor *alias",
                        "%")
                    .map(value -> Arguments.of(input, value)));
  }

  @ParameterizedTest
  @MethodSource("single")
  void eachInputIsPassedOnAsItIsOrNotAtAll(String input, String value) throws IOException {
    GitLabRun run = run("sh", required(input, value), recording());
    assertEquals(0, run.exitCode(), run.output());
    List<String> words = words();
    String option = OPTIONS.get(input);
    int at = words.indexOf(option);
    assertEquals(value.isEmpty(), at < 0, words.toString());
    if (at >= 0) {
      assertEquals(value.replace("$$", "$"), words.get(at + 1));
    }
    assertEquals(
        OPTIONS.containsKey(input) && value.isEmpty() ? 0 : 1,
        words.stream().filter(option::equals).count());
    assertFalse(Files.exists(folder.resolve("it-ran")), "a value became code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"role", "region"})
  void whatIsRequiredIsPassedOnEvenBlank(String input) throws IOException {
    run("sh", required(input, ""), recording());
    assertTrue(words().contains(""), words().toString());
  }

  @Test
  void everyInputOfTheComponentIsTried() throws IOException {
    var inputs = new ArrayList<String>();
    YAML.readTree(documents()[0])
        .path("spec")
        .path("inputs")
        .properties()
        .forEach(input -> inputs.add(input.getKey()));
    inputs.removeAll(OPTIONS.keySet());
    assertEquals(
        List.of("role", "region", "export", "profile", "job-name", "stage", "image"), inputs);
  }

  // The result with the real command

  private Map<String, String> real(FakeAws aws) throws IOException {
    var environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("PATH", RealParts.path(folder));
    environment.put("HOME", folder.toString());
    environment.put("CI_PROJECT_DIR", folder.resolve("work").toString());
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
    return environment;
  }

  @ParameterizedTest
  @CsvSource({
    "shell, rolecall whoami",
    "profile, unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY; rolecall whoami --profile default",
    "token-file, unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY; rolecall whoami --profile default",
    "dotenv, set -a; . ./rolecall.env; set +a; rolecall whoami"
  })
  void withItsDefaultsTheScriptIsTheRole(String export, String script) throws IOException {
    try (var aws = FakeAws.start()) {
      GitLabRun run = run("sh", required("export", export), real(aws), script);
      assertEquals(0, run.exitCode(), run.output());
      assertTrue(run.output().contains(":assumed-role/Deploy/GitLab-"), run.output());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "role, $DEPLOY_ROLE, --role-to-assume",
    "region, ${REGION_OF_DEPLOY}, --aws-region",
    "allowed-account-ids, $EXPECTED, --allowed-account-ids",
    "session-name, $NAME, --role-session-name",
    "duration-seconds, $SECONDS_OF_DEPLOY, --role-duration-seconds",
    "audience, $AUDIENCE_OF_DEPLOY, --audience",
    "role, '', --role-to-assume"
  })
  void aVariableThatIsNotSetStopsTheJob(String input, String value, String option)
      throws IOException {
    try (var aws = FakeAws.start()) {
      GitLabRun run = run("sh", required(input, value), real(aws), "echo went on");
      assertFalse(run.output().contains("went on"), run.output());
      assertTrue(run.output().contains(option + " is empty"), run.output());
      assertEquals(List.of(), aws.calls());
    }
  }

  @Test
  void aVariableThatIsSetIsTheInput() throws IOException {
    try (var aws = FakeAws.start()) {
      Map<String, String> environment = real(aws);
      environment.put("EXPECTED", "111122223333");
      GitLabRun run =
          run("sh", required("allowed-account-ids", "$EXPECTED"), environment, "rolecall whoami");
      assertTrue(run.output().contains(":assumed-role/Deploy/"), run.output());
      environment.put("EXPECTED", "999988887777");
      run = run("sh", required("allowed-account-ids", "$EXPECTED"), environment, "echo went on");
      assertFalse(run.output().contains("went on"), run.output());
      assertTrue(run.output().contains("(account-not-allowed)"), run.output());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$PROFILE", "a]", "a b"})
  void aProfileWithoutANameIsNotWritten(String profile) throws IOException {
    try (var aws = FakeAws.start()) {
      for (String export : List.of("profile", "token-file")) {
        GitLabRun run =
            run("sh", required("profile", profile, "export", export), real(aws), "echo went on");
        assertFalse(run.output().contains("went on"), run.output());
      }
      assertEquals(List.of(), aws.calls());
    }
  }
}
