package io.github.rolecall.testkit;

import static io.github.rolecall.testkit.Client.DEPLOY;
import static io.github.rolecall.testkit.Client.LONG;
import static io.github.rolecall.testkit.Client.PROD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.iam.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of the roles that AssumeRoleWithWebIdentity permits for a valid token. */
class WebIdentityTest {
  private static final String AUDIENCE = "sts.amazonaws.com";
  private static final String DENIED =
      "403 AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity";

  private final TestClock clock = new TestClock();
  private final FakeAws aws = FakeAws.builder().clock(clock).start();
  private final Client client = new Client(aws);

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void givesCredentialsForAGitHubJob() {
    Client.Answer answer = client.webIdentity(DEPLOY, aws.gitHubJob().idToken(AUDIENCE));

    assertEquals("200", answer.summary());
    assertEquals(
        "repo:octo-org/octo-repo:ref:refs/heads/main", answer.text("SubjectFromWebIdentityToken"));
    assertEquals(AUDIENCE, answer.text("Audience"));
    assertEquals(
        "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
        answer.text("Provider"));
    assertEquals("arn:aws:sts::111122223333:assumed-role/Deploy/ci", answer.text("Arn"));
    assertTrue(answer.text("AssumedRoleId").matches("AROA[A-Z2-7]{17}:ci"));
    assertTrue(answer.text("AccessKeyId").matches("ASIA[A-Z2-7]{16}"));
    assertTrue(answer.text("SecretAccessKey").matches("(?=.*/)(?=.*\\+)[A-Za-z0-9/+]{40}"));
    assertTrue(answer.text("SessionToken").length() > 350);
    assertEquals(
        clock.instant().getEpochSecond() + 3600,
        Instant.parse(answer.text("Expiration")).getEpochSecond());
    assertEquals("", answer.text("PackedPolicySize"));
    assertEquals("text/xml", answer.headers().get("content-type"));
    assertEquals(answer.text("RequestId"), answer.headers().get("x-amzn-requestid"));
  }

  @Test
  void givesCredentialsForAGitLabJob() {
    assertEquals("200", client.webIdentity(DEPLOY, aws.gitLabJob().idToken()).summary());
    assertEquals(
        DENIED, client.webIdentity(DEPLOY, aws.gitLabJob().ref("feature").idToken()).summary());
    assertEquals(
        DENIED, client.webIdentity(DEPLOY, aws.gitLabJob().tag("main").idToken()).summary());
    assertEquals(DENIED, client.webIdentity(PROD, aws.gitLabJob().idToken()).summary());
  }

  @Test
  void refusesSubjectsThatTheRoleDoesNotTrust() {
    GitHubJob job = aws.gitHubJob();

    assertEquals(
        DENIED,
        client.webIdentity(DEPLOY, job.repository("octo-org/other").idToken(AUDIENCE)).summary());
    assertEquals(
        DENIED,
        client
            .webIdentity(DEPLOY, job.repository("Octo-Org/octo-repo").idToken(AUDIENCE))
            .summary());
    assertEquals(
        DENIED, client.webIdentity(DEPLOY, job.immutableSubject(true).idToken(AUDIENCE)).summary());
    assertEquals(DENIED, client.webIdentity(PROD, job.idToken(AUDIENCE)).summary());
    assertEquals(
        "200", client.webIdentity(PROD, job.environment("prod").idToken(AUDIENCE)).summary());
    assertEquals(
        "200",
        client
            .webIdentity(PROD, job.environment("prod").immutableSubject(true).idToken(AUDIENCE))
            .summary());
  }

  @Test
  void answersTheSameForARoleThatDoesNotExist() {
    String token = aws.gitHubJob().idToken(AUDIENCE);

    assertEquals(
        DENIED, client.webIdentity("arn:aws:iam::111122223333:role/Missing", token).summary());
    assertEquals(
        DENIED, client.webIdentity("arn:aws:iam::111122223333:role/path/Deploy", token).summary());
  }

  @Test
  void looksForTheProviderInTheAccountOfTheRole() {
    assertEquals(
        "400 InvalidIdentityToken: No OpenIDConnect provider found in your account for https://gitlab.com",
        client
            .webIdentity("arn:aws:iam::444455556666:role/Other", aws.gitLabJob().idToken())
            .summary());
    assertEquals(
        "200",
        client
            .webIdentity("arn:aws:iam::444455556666:role/Other", aws.gitHubJob().idToken(AUDIENCE))
            .summary());
    assertEquals(
        "400 InvalidIdentityToken: No OpenIDConnect provider found in your account for"
            + " https://token.actions.githubusercontent.com/acme",
        client
            .webIdentity(
                DEPLOY,
                aws.gitHubJob()
                    .issuer("https://token.actions.githubusercontent.com/acme")
                    .idToken(AUDIENCE))
            .summary());
  }

  @Test
  void wantsPermissionForTagsInTheToken() {
    Map<String, Object> tags = Map.of("principal_tags", Map.of("Team", List.of("ops")));
    String token = token(Map.of("https://aws.amazon.com/tags", tags));
    assertEquals(
        "403 AccessDenied: Not authorized to perform sts:TagSession",
        client.webIdentity(DEPLOY, token).summary());

    String tagged = "arn:aws:iam::111122223333:role/Tagged";
    String trust =
        """
        {"Statement": {"Effect": "Allow", "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"],
          "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
          "Condition": {"StringEquals": {"aws:RequestTag/Team": "ops"}}}}
        """;
    try (FakeAws other =
        FakeAws.builder()
            .clock(clock)
            .world(World.standard().withRole(Role.of(tagged, trust)))
            .start()) {
      Client.Answer answer = new Client(other).webIdentity(tagged, token);
      assertEquals("200", answer.summary());
      assertEquals("1", answer.text("PackedPolicySize"));
    }
  }

  @Test
  void limitsTheDurationByTheRole() {
    String token = aws.gitHubJob().idToken(AUDIENCE);
    assertEquals(
        "400 ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        client.webIdentity(DEPLOY, token, "DurationSeconds", "3601").summary());
    Client.Answer twelveHours = client.webIdentity(LONG, token, "DurationSeconds", "43200");
    assertEquals("200", twelveHours.summary());
    assertEquals(
        clock.instant().getEpochSecond() + 43_200,
        Instant.parse(twelveHours.text("Expiration")).getEpochSecond());
  }

  @Test
  void keepsThePartitionOfTheRole() {
    String china = "arn:aws-cn:iam::111122223333:role/path/to/China";
    String trust =
        """
        {"Statement": {"Effect": "Allow", "Action": "sts:*",
          "Principal": {"Federated": "arn:aws-cn:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}}}
        """;
    try (FakeAws other = FakeAws.start(World.standard().withRole(Role.of(china, trust)))) {
      Client.Answer answer =
          new Client(other).webIdentity(china, other.gitHubJob().idToken(AUDIENCE));
      assertEquals("arn:aws-cn:sts::111122223333:assumed-role/China/ci", answer.text("Arn"));
      assertEquals(
          "arn:aws-cn:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
          answer.text("Provider"));
    }
  }

  @Test
  void readsFlattenedTagsAndTheSourceIdentity() {
    String flat = "https://aws.amazon.com/tags/";
    String tagged =
        token(
            Map.of(
                flat + "principal_tags/Team",
                "ops",
                flat + "transitive_tag_keys",
                List.of("Team")));
    assertEquals(
        "403 AccessDenied: Not authorized to perform sts:TagSession",
        client.webIdentity(DEPLOY, tagged).summary());
    String identified = token(Map.of("https://aws.amazon.com/source_identity", "dev"));
    assertEquals(
        "403 AccessDenied: Not authorized to perform sts:SetSourceIdentity",
        client.webIdentity(DEPLOY, identified).summary());
  }

  /** A token that the role Deploy trusts, with some claims changed. */
  private String token(Map<String, Object> claims) {
    Map<String, Object> all = new HashMap<>();
    all.put("sub", "repo:octo-org/octo-repo:ref:refs/heads/main");
    all.put("aud", AUDIENCE);
    all.putAll(claims);
    return aws.issuer("github").mint(all);
  }
}
