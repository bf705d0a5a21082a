package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.GitHubJob;
import io.github.rolecall.testkit.World;
import io.github.rolecall.testkit.iam.Role;
import io.github.rolecall.text.Markdown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests {@code explain} and {@code trust-policy}, by command and by action, against the simulator.
 */
class ExplainTest {
  private static final String ISSUER = "token.actions.githubusercontent.com";
  private static final String ROLE = "arn:aws:iam::111122223333:role/New";
  private static final String CLAIMS =
      """
      {"iss": "https://token.actions.githubusercontent.com", "aud": "sts.amazonaws.com",
       "sub": "repo:acme/shop:ref:refs/heads/main", "repository": "acme/shop",
       "event_name": "##[add-path]evil"}
      """;

  @TempDir Path folder;
  private FakeAws aws = FakeAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  /**
   * The result of a run.
   *
   * @param err the messages besides the result
   */
  private record Ran(int exit, String out, String err) {
    JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }
  }

  private Ran run(Map<String, String> environment, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Host host = TestHost.of(environment, folder, folder, new PrintStream(out, true, UTF_8));
    int exit = Main.run(arguments, host, new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  private String file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, UTF_8);
    return name;
  }

  private static String policy(String subject, String operator) {
    return """
        {"Version": "2012-10-17", "Statement": [{"Sid": "Ci", "Effect": "Allow",
          "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/ISSUER"},
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {"OPERATOR": {"ISSUER:sub": "SUBJECT"}}}]}
        """
        .replace("ISSUER", ISSUER)
        .replace("OPERATOR", operator)
        .replace("SUBJECT", subject);
  }

  @ParameterizedTest
  @CsvSource({
    "repo:acme/shop:*,StringLike,0,allowed",
    "repo:acme/shop:*,StringEquals,3,denied",
    "repo:acme/shop:*,StringWrong,3,denied"
  })
  void theExitCodeIsTheVerdict(String subject, String operator, int exit, String verdict)
      throws IOException {
    Ran ran =
        run(
            Map.of(),
            "explain",
            "--trust-policy=" + file("policy.json", policy(subject, operator)),
            "--claims=" + file("claims.json", CLAIMS),
            "--format=json");
    assertEquals(exit, ran.exit(), ran.out() + ran.err());
    JsonNode json = ran.json();
    assertEquals(verdict, json.path("verdict").asString());
    assertEquals(
        List.of(
            "version",
            "verdict",
            "asOf",
            "note",
            "token",
            "claims",
            "statements",
            "findings",
            "proposedPolicy",
            "changes"),
        List.copyOf(json.propertyNames()));
    assertEquals(
        List.of("issuer", "subject", "audience", "expires"),
        List.copyOf(json.path("token").propertyNames()));
    JsonNode statement = json.path("statements").path(0);
    assertEquals(
        List.of("sid", "effect", "applies", "principal", "action", "conditions"),
        List.copyOf(statement.propertyNames()));
    assertEquals(
        List.of("operator", "key", "expected", "actual", "result", "difference"),
        List.copyOf(statement.path("conditions").path(0).propertyNames()));
    for (JsonNode finding : json.path("findings")) {
      assertEquals(
          List.of("code", "severity", "message", "remedy"), List.copyOf(finding.propertyNames()));
    }
  }

  @Test
  void withoutAPolicyNothingIsKnownAndOtherClaimsAreNotShown() throws IOException {
    String claims = "--claims=" + file("claims.json", CLAIMS);
    Ran ran = run(Map.of(), "explain", claims);
    assertEquals(4, ran.exit());
    assertTrue(ran.out().contains("subject   repo:acme/shop:ref:refs/heads/main"), ran.out());
    assertFalse(ran.out().contains("event_name"), ran.out());
    Ran all = run(Map.of(), "explain", claims, "--all-claims");
    assertTrue(all.out().contains("event_name"), all.out());
    assertFalse(all.out().contains("##["), all.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--claims=nowhere.json",
        "--claims=claims.json --trust-policy=nowhere.json",
        "--claims=claims.json --trust-policy=claims.json",
        "--claims=claims.json --format=xml",
        "--claims=claims.json --role-to-assume=Deploy",
        "--claims=claims.json --trust-policy=a --policy-profile=b",
        "--claims=claims.json --policy-profile=b",
        "--no-such-option"
      })
  void wrongUsageIsToldApart(String arguments) throws IOException {
    file("claims.json", CLAIMS);
    Ran ran = run(Map.of(), ("explain " + arguments).split(" ", -1));
    assertEquals(2, ran.exit(), ran.err());
    assertEquals("", ran.out());
  }

  @Test
  void claimsWithoutAnIssuerAreTakenByTheFormOfTheirSubject() throws IOException {
    file("github.json", "{\"sub\": \"repo:acme/shop:ref:refs/heads/main\", \"aud\": \"a\"}");
    Ran ran = run(Map.of(), "explain", "--claims=github.json");
    assertEquals(4, ran.exit(), ran.err());
    assertTrue(ran.err().contains("no iss"), ran.err());
    file("other.json", "{\"sub\": \"somebody\", \"aud\": \"a\"}");
    assertEquals(2, run(Map.of(), "explain", "--claims=other.json").exit());
  }

  @Test
  void thePlanSaysWhereEachValueCameFromAndWhatItOverrode() throws IOException {
    Ran ran =
        run(
            Map.of("AWS_REGION", "eu-central-1", "AWS_DEFAULT_REGION", "us-east-1"),
            "explain",
            "--claims=" + file("claims.json", CLAIMS));
    assertTrue(
        ran.out()
            .contains(
                "eu-central-1, from AWS_REGION; instead of us-east-1 from AWS_DEFAULT_REGION"),
        ran.out());
  }

  @Test
  void theJobsOwnTokenIsExplainedAndNeverShown() throws IOException {
    var environment = new TreeMap<>(aws.gitLabJob().environment());
    environment.put("AWS_REGION", "eu-central-1");
    Ran ran = run(environment, "explain", "--role-to-assume=" + ROLE);
    assertEquals(4, ran.exit(), ran.err());
    assertTrue(ran.out().contains("gitlab.com:project_id"), ran.out());
    for (String secret : aws.secrets()) {
      assertFalse((ran.out() + ran.err()).contains(secret), "a secret is visible");
    }
  }

  @Test
  void thePolicyIsReadWithAProfile() throws IOException {
    Files.createDirectories(folder.resolve(".aws"));
    file(
        ".aws/credentials",
        "[admin]\naws_access_key_id = AKIAIOSFODNN7ROLECAL\naws_secret_access_key ="
            + " wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY\n");
    Ran ran =
        run(
            Map.of("AWS_ENDPOINT_URL", aws.url().toString()),
            "explain",
            "--claims=" + file("claims.json", CLAIMS),
            "--role-to-assume=arn:aws:iam::111122223333:role/Deploy",
            "--policy-profile=admin");
    assertEquals(3, ran.exit(), ran.err());
    assertEquals(1, aws.calls("GetRole").size());
    assertTrue(ran.out().contains("Allow: does not apply"), ran.out());
  }

  /** A policy that was written for a job allows only that job at the simulator. */
  @ParameterizedTest
  @CsvSource({
    "refs/heads/main,,false",
    "refs/heads/main,prod,false",
    "refs/tags/v1,,true",
    "refs/heads/main,prod,true"
  })
  void whatIsWrittenWorks(String ref, String environment, boolean ids) {
    Ran written = run(job(aws, ref, environment, ids), "trust-policy", "--role-to-assume=" + ROLE);
    assertEquals(0, written.exit(), written.err());
    aws.close();
    aws = FakeAws.start(World.standard().withRole(Role.of(ROLE, written.out())));
    assertEquals(0, assume(job(aws, ref, environment, ids)).exit());
    assertEquals(0, assume(job(aws, ref, environment, !ids)).exit(), "the other form");
    for (Map<String, String> other :
        List.of(
            job(aws, "refs/heads/dev", environment, ids),
            job(aws, ref, "other", ids),
            jobOf("octo-org/other", ref, environment, ids))) {
      Ran refused = assume(other);
      assertEquals(1, refused.exit(), refused.err());
    }
  }

  private Ran assume(Map<String, String> environment) {
    return run(
        environment,
        "assume",
        "--role-to-assume=" + ROLE,
        "--aws-region=us-east-1",
        "--disable-retry");
  }

  private static Map<String, String> job(FakeAws aws, String ref, String environment, boolean ids) {
    GitHubJob job = aws.gitHubJob().ref(ref).immutableSubject(ids);
    return variables(environment == null ? job : job.environment(environment));
  }

  private Map<String, String> jobOf(
      String repository, String ref, String environment, boolean ids) {
    GitHubJob job = aws.gitHubJob().repository(repository).ref(ref).immutableSubject(ids);
    return variables(environment == null ? job : job.environment(environment));
  }

  private static Map<String, String> variables(GitHubJob job) {
    return new TreeMap<>(job.environment());
  }

  @ParameterizedTest
  @CsvSource({
    "--repository=acme/shop --branch=main,repo:acme/shop:ref:refs/heads/main",
    "--repository=acme/shop --tag=v1,repo:acme/shop:ref:refs/tags/v1",
    "--repository=acme/shop --environment=a:b,repo:acme/shop:environment:a%3Ab",
    "--repository=acme/shop --pull-request,repo:acme/shop:pull_request",
    "--repository=acme/shop --branch=main --repository-id=5 --repository-owner-id=1,repo:acme@1/shop@5:ref",
    "--gitlab=acme/sub/shop --branch=main,project_path:acme/sub/shop:ref_type:branch:ref:main",
    "--gitlab=acme/shop --tag=v1,project_path:acme/shop:ref_type:tag:ref:v1"
  })
  void aJobCanBeDescribed(String arguments, String subject) {
    Ran ran = run(Map.of(), ("trust-policy " + arguments).split(" ", -1));
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.out().contains(subject), ran.out());
  }

  /** IAM would reject this placeholder, so nobody creates a role for a wrong account. */
  @Test
  void anAccountThatNobodyNamedIsMarkedAndSaid() {
    Ran ran = run(Map.of(), "trust-policy", "--repository=acme/shop", "--branch=main");
    assertTrue(ran.out().contains("arn:aws:iam::<ACCOUNT-ID>:oidc-provider/"), ran.out());
    assertTrue(ran.err().contains("Replace <ACCOUNT-ID>"), ran.err());
    assertTrue(ran.err().contains("--role-to-assume"), ran.err());
    ran = run(Map.of(), "trust-policy", "--repository=a/b", "--branch=main", "--output=cdk");
    assertFalse(ran.err().contains("ACCOUNT-ID"), ran.err());
  }

  /** The explanation goes to the standard error because JSON has no comments. */
  @Test
  void whatWasChosenIsSaidBesideJson() {
    Ran ran =
        run(
            Map.of(),
            "trust-policy",
            "--role-to-assume=" + ROLE,
            "--repository=acme/shop",
            "--branch=main",
            "--repository-id=5",
            "--repository-owner-id=1");
    String pins = "The policy also pins repository_id and repository_owner_id.";
    assertTrue(ran.err().contains(pins), ran.err());
    assertFalse(ran.out().contains(pins), ran.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--repository=acme/shop",
        "--repository=github.com/acme/shop --branch=main",
        "--repository=acme/shop --gitlab=acme/shop --branch=main",
        "--repository=acme/shop --branch=main --tag=v1",
        "--repository=acme/shop --branch=main --pull-request",
        "--repository=acme/shop --branch=main --repository-id=x",
        "--gitlab=acme/shop",
        "--gitlab=acme/shop --branch=main --environment=prod",
        "--repository=acme/shop --branch=main --issuer=http://x",
        "--repository=acme/shop --branch=main --output=xml"
      })
  void aJobThatIsDescribedWrongIsWrongUsage(String arguments) {
    Ran ran = run(Map.of(), ("trust-policy " + arguments).split(" ", -1));
    assertEquals(2, ran.exit(), ran.err());
    assertEquals("", ran.out());
  }

  private Ran action(Map<String, String> inputs) throws IOException {
    var environment = new TreeMap<>(aws.gitHubJob().environment());
    for (String name :
        List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY")) {
      environment.put(name, folder.resolve(file(name, "")).toString());
    }
    environment.put("INPUT_AWS-REGION", "us-east-1");
    environment.put("INPUT_ROLE-TO-ASSUME", "arn:aws:iam::111122223333:role/Prod");
    environment.put("INPUT_DISABLE-RETRY", "true");
    environment.putAll(inputs);
    return run(environment, "action");
  }

  private String written(String name) throws IOException {
    return Files.readString(folder.resolve(name), UTF_8);
  }

  @Test
  void theActionExplainsInsteadOfAssuming() throws IOException {
    file("policy.json", policy("repo:octo-org/octo-repo:environment:prod", "StringEquals"));
    Ran ran = action(Map.of("INPUT_EXPLAIN", "true", "INPUT_TRUST-POLICY", "policy.json"));
    assertEquals(1, ran.exit(), ran.out());
    assertEquals(List.of(), aws.calls("AssumeRoleWithWebIdentity"));
    assertEquals("", written("GITHUB_ENV"));
    assertTrue(ran.out().contains("subject-context-differs"), ran.out());
    String summary = written("GITHUB_STEP_SUMMARY");
    assertTrue(summary.startsWith("### ❌ Rolecall: AWS would deny the request\n\n"), summary);
    assertTrue(summary.contains("| ❌ | "), summary);
    assertTrue(
        summary.contains(Markdown.code("repo:octo-org/octo-repo:ref:refs/heads/main")), summary);
  }

  @Test
  void anExplanationWithoutPolicyFailsNoStep() throws IOException {
    Ran ran = action(Map.of("INPUT_EXPLAIN", "true"));
    assertEquals(0, ran.exit(), ran.out());
    assertTrue(ran.out().contains("Verdict: unknown"), ran.out());
  }

  @Test
  void aRefusalIsAnnotatedAndSummarizedWithoutClaimsOfPrivateRepositories() throws IOException {
    Ran ran = action(Map.of());
    assertEquals(1, ran.exit());
    assertTrue(ran.out().contains("::error title=Rolecall (role-denied)::"), ran.out());
    assertTrue(
        ran.out().contains("A trust policy that lets only this job assume the role"), ran.out());
    String summary = written("GITHUB_STEP_SUMMARY");
    assertTrue(
        summary.startsWith(
            "### ❌ Rolecall: AWS denied <code>sts&#58;AssumeRoleWithWebIdentity</code>\n"),
        summary);
    assertTrue(summary.contains("| ❔ | "), summary);
    assertTrue(summary.contains("troubleshooting.md#role-denied"), summary);
    assertFalse(summary.contains("octo-repo"), summary);
  }
}
