package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.CommandFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests what a step does besides assuming a role: profiles in a container, the job summary, and
 * unknown inputs.
 */
class ActionStepTest {
  @TempDir private Path folder;
  private FakeAws aws;
  private Map<String, String> environment;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void start() throws IOException {
    aws = FakeAws.start();
    environment = new HashMap<>(aws.gitHubJob().environment());
    for (String name :
        List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY")) {
      environment.put(name, Files.createFile(folder.resolve(name)).toString());
    }
    environment.put("RUNNER_TEMP", Files.createDirectory(folder.resolve("temp")).toString());
    environment.put("HOME", Files.createDirectory(folder.resolve("home")).toString());
    environment.put("INPUT_AWS-REGION", "eu-central-1");
    environment.put("INPUT_ROLE-TO-ASSUME", "arn:aws:iam::111122223333:role/Deploy");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private int run(String... arguments) {
    var stream = new PrintStream(log, true, UTF_8);
    return Main.run(arguments, TestHost.of(environment, folder, folder, stream), stream);
  }

  private Map<String, String> exported() throws IOException {
    return CommandFiles.parse(Files.readString(folder.resolve("GITHUB_ENV")));
  }

  @Test
  void inAContainerLaterStepsAreToldOfTheHostsPath() throws IOException {
    environment.put("INPUT_AWS-PROFILE", "deploy");
    assertEquals(0, run("action", "--host-temp=/home/runner/work/_temp"), log::toString);
    assertEquals(
        Map.of(
            "AWS_SHARED_CREDENTIALS_FILE", "/home/runner/work/_temp/rolecall/credentials",
            "AWS_CONFIG_FILE", "/home/runner/work/_temp/rolecall/config"),
        exported());
    assertTrue(Files.exists(folder.resolve("temp/rolecall/credentials")));
    assertFalse(Files.exists(folder.resolve("home/.aws")));
  }

  @Test
  void onTheHostAProfileIsWhereToolsLookForIt() throws IOException {
    environment.put("INPUT_AWS-PROFILE", "deploy");
    assertEquals(0, run("action"), log::toString);
    assertEquals(Map.of(), exported());
    assertTrue(Files.exists(folder.resolve("home/.aws/credentials")));
  }

  @Test
  void aRunnerWithoutItsTemporaryFolderSharesTheHome() throws IOException {
    environment.put("RUNNER_TEMP", "/home/runner/work/_temp/is/not/here");
    environment.put("INPUT_AWS-PROFILE", "deploy");
    assertEquals(0, run("action", "--host-temp=/home/runner/work/_temp"), log::toString);
    assertEquals(
        "/home/runner/work/_temp/_github_home/rolecall/config", exported().get("AWS_CONFIG_FILE"));
    assertTrue(Files.exists(folder.resolve("home/rolecall/config")));
  }

  @Test
  void theSummarySaysWhoUntilWhenAndWhereTo() throws IOException {
    assertEquals(0, run("action"), log::toString);
    String summary = Files.readString(folder.resolve("GITHUB_STEP_SUMMARY"));
    assertTrue(summary.contains("assumed-role/Deploy/GitHubActions"), summary);
    assertTrue(summary.contains("Valid until"), summary);
    assertTrue(summary.contains("later steps of the job"), summary);
    aws.secrets().forEach(secret -> assertFalse(summary.contains(secret)));
  }

  @Test
  void theSummaryHidesWhoIsToBeHidden() throws IOException {
    environment.put("INPUT_MASK-AWS-ACCOUNT-ID", "true");
    assertEquals(0, run("action"), log::toString);
    assertFalse(Files.readString(folder.resolve("GITHUB_STEP_SUMMARY")).contains("111122223333"));
  }

  @Test
  void aSummaryThatCannotBeWrittenFailsNoStep() {
    environment.put("GITHUB_STEP_SUMMARY", folder.toString());
    assertEquals(0, run("action"), log::toString);
  }

  @Test
  void withoutTheRunnersFileNobodyIsAsked() {
    environment.remove("GITHUB_ENV");
    assertEquals(1, run("action"));
    assertTrue(log.toString(UTF_8).contains("GITHUB_ENV"), log::toString);
    assertEquals(List.of(), aws.calls());
  }

  @ParameterizedTest
  @CsvSource({
    "INPUT_ROLE-TO-ASUME, Did you mean 'role-to-assume'?",
    "INPUT_AWS_REGION, Did you mean 'aws-region'?",
    "INPUT_PEACHES, The action has no input 'peaches'.",
  })
  void anInputThatDoesNotExistIsAWarning(String variable, String said) {
    environment.put(variable, "x");
    assertEquals(0, run("action"), log::toString);
    assertTrue(log.toString(UTF_8).contains("::warning title=Rolecall::"), log::toString);
    assertTrue(log.toString(UTF_8).contains(said), log::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "ALLOWED-ACOUNT-IDS, allowed-account-ids",
    "ALLOWED-ACCOUNTS, allowed-account-ids",
    "ALLOWED_ACCOUNT_IDS, allowed-account-ids",
    "ALLOWEDACCOUNTIDS, allowed-account-ids",
    "ALLOW-ACCOUNT, allowed-account-ids",
    "EXPECTED-ACCOUNT-ID, allowed-account-ids",
    "AWS-ACCOUNT-ID, allowed-account-ids",
    "FORBIDDEN-ACCOUNTS, forbidden-account-ids",
    "DENY-ACCOUNTS, forbidden-account-ids",
    "SESSION-POLICY, inline-session-policy",
    "SESSION_POLICY, inline-session-policy",
    "POLICY, inline-session-policy",
    "INLINE-POLICY, inline-session-policy",
    "PERMISSIONS-BOUNDARY, inline-session-policy",
    "PERMISSIONS_BOUNDARY, inline-session-policy",
    "MANAGED-SESSION-POLICY, managed-session-policies",
    "MAX-SESSION-DURATION, role-duration-seconds",
    "ROLE-DURATION, role-duration-seconds",
    "TRANSLATE-ENV-VARS, translate-env-variables",
    "TRANSLATE_ENV_VARIABLES, translate-env-variables",
    "UNSET-CURENT-CREDENTIALS, unset-current-credentials",
    "OUTPUT-ENV-CREDENTIAL, output-env-credentials",
    "ALLOWED-REGIONS, ''",
    "REQUIRE-MFA, ''",
    "ONLY-IF-BRANCH, ''",
    "READ-ONLY, ''",
    "RESTRICT-TO-ORG, ''",
    "SOURCE-IP-LIMIT, ''",
    "GUARD-REPOSITORY, ''"
  })
  void anUnknownInputThatRestrictsFailsTheStep(String name, String meant) {
    environment.put("INPUT_" + name, "x");
    assertEquals(1, run("action"), log::toString);
    String said = log.toString(UTF_8);
    assertTrue(said.contains("(restriction-unknown)"), said);
    assertTrue(said.contains("'" + name.toLowerCase(Locale.ROOT) + "'"), said);
    assertTrue(meant.isEmpty() || said.contains("Did you mean " + meant + "?"), said);
    assertEquals(List.of(), aws.calls());
  }

  /**
   * Misspelled inputs without a restriction, and variables that jobs name after workflow inputs.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ROLE-TO-ASUME",
        "ROLE-ARN",
        "AWS-DEFAULT-REGION",
        "SESSION-NAME",
        "MAX-RETRIES",
        "RETRY-MAX",
        "OIDC-AUDIENCE",
        "OUTPUT-CREDENTIAL",
        "GITHUB-TOKEN",
        "ENVIRONMENT",
        "DRY_RUN",
        "MAX_ITEMS",
        "ONLY_CHANGED",
        "REQUIRE_APPROVAL",
        "ACCOUNT_ID",
        "ALLOWED_LICENSES",
        "VERSION"
      })
  void otherUnknownInputsAreWarnings(String name) {
    environment.put("INPUT_" + name, "x");
    assertEquals(0, run("action"), log::toString);
    assertTrue(
        log.toString(UTF_8).contains("no input '" + name.toLowerCase(Locale.ROOT) + "'"),
        log::toString);
  }

  @Test
  void keysAreMaskedWhereATokenFileGoesBeforeThem() throws IOException {
    Files.writeString(folder.resolve("token"), aws.gitHubJob().idToken("sts.amazonaws.com"));
    environment.put("INPUT_WEB-IDENTITY-TOKEN-FILE", "token");
    environment.put("INPUT_AWS-ACCESS-KEY-ID", "AKIAIOSFODNN7EXAMPLE");
    environment.put("INPUT_AWS-SECRET-ACCESS-KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    environment.put("INPUT_AWS-SESSION-TOKEN", "a-session-token");
    assertEquals(0, run("action"), log::toString);
    List<String> lines = log.toString(UTF_8).lines().toList();
    for (String name : List.of("ACCESS-KEY-ID", "SECRET-ACCESS-KEY", "SESSION-TOKEN")) {
      String value = environment.get("INPUT_AWS-" + name);
      assertTrue(lines.contains("::add-mask::" + value), name);
    }
  }

  @Test
  void whatTheRunnerAndTheActionAddIsNoMistake() {
    for (String name : List.of("HOST-TEMP", "ENTRYPOINT", "ARGS")) {
      environment.put("INPUT_" + name, "x");
    }
    assertEquals(0, run("action"), log::toString);
    assertFalse(log.toString(UTF_8).contains("has no input"), log::toString);
  }

  @Test
  void withoutArgumentsItSaysHowToUseItInAWorkflow() {
    assertEquals(2, run());
    assertTrue(log.toString(UTF_8).contains("uses: rolecall/rolecall@"), log::toString);
  }
}
