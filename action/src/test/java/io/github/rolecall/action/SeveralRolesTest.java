package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.ci.CommandFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests several roles in one step: it exports all of them, each to its own target, or none. */
class SeveralRolesTest {
  private static final String ROLES =
      """
      - name: staging
        role-to-assume: arn:aws:iam::111122223333:role/Deploy
        role-session-name: stage
        environment-prefix: STAGING_
      - name: production
        role-to-assume: arn:aws:iam::111122223333:role/Deploy
        role-duration-seconds: 900
        aws-region: us-west-2
        inline-session-policy:
          Version: "2012-10-17"
          Statement: [{Effect: Allow, Action: "s3:*", Resource: "*"}]
        aws-profile: production
        output-credentials: true
      - name: chained
        role-to-assume:
          - arn:aws:iam::111122223333:role/Deploy
          - arn:aws:iam::111122223333:role/Chained
        output-env-credentials: true
      """;

  @TempDir private Path folder;
  private FakeAws aws;
  private Map<String, String> environment;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void start() throws IOException {
    aws = FakeAws.start();
    environment = new HashMap<>(aws.gitHubJob().environment());
    for (String name :
        List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY")) {
      environment.put(name, Files.createFile(folder.resolve(name)).toString());
    }
    environment.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
    environment.put("INPUT_AWS-REGION", "eu-central-1");
    environment.put("INPUT_ROLES", ROLES);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private int run(String... arguments) {
    var stream = new PrintStream(log, true, UTF_8);
    return Main.run(
        arguments,
        TestHost.of(environment, folder, folder, stream),
        new PrintStream(err, true, UTF_8));
  }

  private Map<String, String> written(String file) throws IOException {
    return CommandFiles.parse(Files.readString(folder.resolve(file)));
  }

  private String session(Map<String, String> variables, String prefix) {
    return aws.secrets().contains(variables.get(prefix + "AWS_SESSION_TOKEN")) ? "known" : "none";
  }

  @Test
  void eachGoesWhereItSaysAndTheTokenIsAskedForOnce() throws IOException {
    assertEquals(0, run("action"), log::toString);
    Map<String, String> variables = written("GITHUB_ENV");
    assertEquals("eu-central-1", variables.get("STAGING_AWS_REGION"));
    assertEquals("known", session(variables, "STAGING_"));
    assertEquals("known", session(variables, ""));
    Map<String, String> outputs = written("GITHUB_OUTPUT");
    assertEquals("111122223333", outputs.get("staging-aws-account-id"));
    assertTrue(outputs.get("staging-authenticated-arn").endsWith("assumed-role/Deploy/stage"));
    assertTrue(outputs.get("chained-authenticated-arn").contains("assumed-role/Chained/"));
    assertTrue(outputs.containsKey("production-aws-access-key-id"));
    assertFalse(outputs.containsKey("staging-aws-access-key-id"));
    String profiles = Files.readString(folder.resolve("home/.aws/credentials"));
    assertTrue(profiles.contains("[production]"), profiles);
    assertTrue(Files.readString(folder.resolve("home/.aws/config")).contains("region = us-west-2"));
    assertEquals(1, aws.calls("oidc-token").size(), "one audience, one token");
    List<Call> exchanges = aws.calls("AssumeRoleWithWebIdentity");
    assertEquals(3, exchanges.size());
    assertEquals(
        List.of("900", "900", "3600"),
        exchanges.stream()
            .map(call -> call.parameters().get("DurationSeconds"))
            .sorted(java.util.Comparator.comparing(String::length))
            .toList());
    assertEquals(1, aws.calls("AssumeRole").size());
    String summary = Files.readString(folder.resolve("GITHUB_STEP_SUMMARY"));
    assertTrue(summary.contains("AWS credentials: production"), summary);
    String text = log.toString(UTF_8);
    aws.secrets()
        .forEach(
            secret ->
                text.lines()
                    .filter(line -> !line.startsWith("::add-mask::"))
                    .forEach(line -> assertFalse(line.contains(secret), line)));
  }

  @Test
  void thePostStepTakesBackWhatHasNamesOfItsOwn() throws IOException {
    assertEquals(0, run("action"), log::toString);
    environment.put("STATE_phase", "post");
    environment.put("STATE_prefixes", written("GITHUB_STATE").get("prefixes"));
    assertEquals(0, run("action"), log::toString);
    assertEquals("", written("GITHUB_ENV").get("STAGING_AWS_SECRET_ACCESS_KEY"));
    assertEquals("", written("GITHUB_ENV").get("AWS_SECRET_ACCESS_KEY"));
  }

  @Test
  void audiencesOfTheirOwnGetTokensOfTheirOwn() {
    environment.put(
        "INPUT_ROLES",
        ROLES.replace("role-session-name: stage", "audience: https://other.example.com"));
    assertEquals(1, run("action"), "the provider does not know the other audience");
    assertEquals(2, aws.calls("oidc-token").size());
  }

  @Test
  void oneThatFailsIsNamedAndNothingIsHandedOn() throws IOException {
    environment.put("INPUT_DISABLE-RETRY", "true");
    environment.put(
        "INPUT_ROLES", ROLES.replaceFirst("role/Deploy", "role/Prod").replace("Chained", "Gone"));
    assertEquals(1, run("action"));
    String text = log.toString(UTF_8);
    assertTrue(text.contains("The role staging failed, so nothing is exported"), text);
    assertTrue(text.contains("chained (role-denied)"), text);
    assertEquals(Map.of(), written("GITHUB_ENV"));
    assertEquals(Map.of(), written("GITHUB_OUTPUT"));
    assertFalse(Files.exists(folder.resolve("home/.aws")));
  }

  @Test
  void aPlaceThatCannotBeWrittenStopsAllOfThem() throws IOException {
    Path config = Files.createDirectories(folder.resolve("home/.aws")).resolve("config");
    Files.writeString(config, "[profile production]\nregion = eu-west-1\n");
    assertEquals(1, run("action"));
    assertTrue(log.toString(UTF_8).contains("production"), log::toString);
    assertEquals(Map.of(), written("GITHUB_ENV"));
    assertEquals(Map.of(), written("GITHUB_OUTPUT"));
  }

  @Test
  void aTokenEndpointThatFailsOnceIsAskedAgainForAll() {
    aws.fault("oidc-token", Fault.error(503, "x", "later"));
    environment.put("INPUT_RETRY-MAX-ATTEMPTS", "3");
    assertEquals(0, run("action"), log::toString);
    assertEquals(2, aws.calls("oidc-token").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "staging: x|roles|a list of roles",
        "[]|roles|a list of roles",
        "- role-to-assume: arn:aws:iam::111122223333:role/A|without a name|a name of letters",
        "- name: 1st|1st|a name of letters",
        "- name: a|a without role-to-assume|with a role-to-assume",
        "- {name: a, role-to-asume: b}|role-to-asume|role-to-assume",
        "- {name: a, http-proxy: b, role-to-assume: c}|http-proxy|roles",
        "- {name: a, role-to-assume: 'arn:aws:iam::111122223333:role/A'}|the role a|its own place",
        "- {name: a|line 1 of roles|",
        "- {name: a, role-to-assume: 'arn:aws:iam::111122223333:role/A', environment-prefix: a-b}|environment-prefix in roles, line 1|capital letters",
        "- {name: a, role-to-assume: 'arn:x', environment-prefix: A_}|role-to-assume|the ARN of a role",
        "- {name: a, role-to-assume: 'arn:aws:iam::111122223333:role/A', environment-prefix: A_, role-duration-seconds: 5}|role-duration-seconds in roles, line 1|900 to 43200",
      })
  void whatIsWrongIsNamedByItsPlace(String roles, String place, String expected) {
    environment.put("INPUT_ROLES", roles);
    assertEquals(1, run("action"));
    String text = log.toString(UTF_8);
    assertTrue(text.contains(place), text);
    assertTrue(expected == null || text.contains(expected), text);
    assertEquals(List.of(), aws.calls());
  }

  @ParameterizedTest
  @CsvSource({
    "aws-profile: production, aws-profile: same, environment-prefix: STAGING_, aws-profile: same",
    "aws-profile: production, environment-prefix: STAGING_, x: y, x: y",
    "environment-prefix: STAGING_, output-env-credentials: true, x: y, x: y",
    "name: production, name: staging, x: y, x: y"
  })
  void noTwoGoToOnePlace(String first, String second, String third, String fourth) {
    environment.put("INPUT_ROLES", ROLES.replace(first, second).replace(third, fourth));
    assertEquals(1, run("action"));
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void aRoleForAllBesideRolesOfTheirOwnIsRefused() {
    environment.put("INPUT_ROLE-TO-ASSUME", "arn:aws:iam::111122223333:role/Deploy");
    assertEquals(1, run("action"));
    assertTrue(log.toString(UTF_8).contains("set it for each role instead"));
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void manyRolesShareAFewConnectionsAndOneToken() throws IOException {
    environment.put(
        "INPUT_ROLES",
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    "- {name: r"
                        + i
                        + ", role-to-assume: 'arn:aws:iam::111122223333:role/Deploy',"
                        + " role-session-name: s"
                        + i
                        + ", environment-prefix: R"
                        + i
                        + "_}\n")
            .collect(Collectors.joining()));
    assertEquals(0, run("action"), log::toString);
    Map<String, String> outputs = written("GITHUB_OUTPUT");
    for (int i = 0; i < 20; i++) {
      assertTrue(outputs.get("r" + i + "-authenticated-arn").endsWith("/s" + i), outputs::toString);
    }
    assertEquals(1, aws.calls("oidc-token").size());
    assertEquals(20, aws.calls("AssumeRoleWithWebIdentity").size());
  }

  @Test
  void theCommandPrintsVariablesAndWritesProfiles() throws IOException {
    file("roles:\n" + ROLES.replace("output-credentials: true", "").indent(2));
    assertEquals(0, run("assume", "--config", "roles.yaml"), err::toString);
    String text = log.toString(UTF_8);
    assertTrue(text.contains("export STAGING_AWS_ACCESS_KEY_ID="), text);
    assertTrue(text.contains("export AWS_ACCESS_KEY_ID="), text);
    assertFalse(text.contains("us-west-2"), "that of the profile is not printed");
    assertTrue(Files.readString(folder.resolve("home/.aws/credentials")).contains("[production]"));
    assertEquals(1, aws.calls("oidc-token").size());
  }

  @Test
  void theCommandSaysWhichFormatsAreForSeveral() throws IOException {
    file("roles:\n" + ROLES.indent(2));
    assertEquals(2, run("assume", "--config", "roles.yaml", "--format", "json"));
    assertTrue(err.toString(UTF_8).contains("this format supports only one role"), err::toString);
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void aRoleOnTheCommandLineGoesBeforeThoseOfTheFile() throws IOException {
    file("roles:\n" + ROLES.indent(2));
    assertEquals(
        0,
        run(
            "assume",
            "--config",
            "roles.yaml",
            "--role-to-assume",
            "arn:aws:iam::111122223333:role/Deploy"),
        err::toString);
    assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
    assertFalse(log.toString(UTF_8).contains("STAGING_"));
  }

  private void file(String text) throws IOException {
    environment.keySet().removeIf(name -> name.startsWith("INPUT_"));
    environment.put("AWS_REGION", "eu-central-1");
    Files.writeString(folder.resolve("roles.yaml"), text);
  }
}
