package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests that a user can copy the claims of a job, without its token, to explain them elsewhere. */
class ClaimsTest {
  private static final String POLICY =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
        "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringLike": {"gitlab.com:sub": "SUBJECT"}}}]}
      """;

  private static final String ROLES =
      """
      roles:
        - name: app
          role-to-assume: arn:aws:iam::111122223333:role/App
          environment-prefix: APP_
        - name: logs
          role-to-assume: arn:aws:iam::111122223333:role/Logs
          audience: AUDIENCE
          environment-prefix: LOGS_
      """;

  @TempDir Path folder;

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

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, UTF_8);
  }

  @Test
  void theClaimsOfTheJobAreExplainedElsewhere() throws IOException {
    try (FakeAws aws = FakeAws.start()) {
      var environment = new TreeMap<>(aws.gitLabJob().environment());
      environment.put("AWS_REGION", "eu-central-1");
      Ran printed = run(environment, "claims");
      assertEquals(0, printed.exit(), printed.err());
      for (String secret : aws.secrets()) {
        assertFalse((printed.out() + printed.err()).contains(secret), "a secret is visible");
      }
      String subject = printed.json().path("sub").asString();
      assertTrue(subject.startsWith("project_path:"), printed.out());
      file("claims.json", printed.out());
      file("role.json", POLICY.replace("SUBJECT", subject));
      Ran explained = run(Map.of(), "explain", "--claims=claims.json", "--trust-policy=role.json");
      assertEquals(0, explained.exit(), explained.out() + explained.err());
      Ran text = run(environment, "claims", "--format=text");
      assertTrue(text.out().lines().anyMatch(line -> line.matches("sub +" + subject)), text.out());
    }
  }

  /** The audience of the second role is another one, or the same. */
  @ParameterizedTest
  @CsvSource({"sts.amazonaws.com.cn,true", "sts.amazonaws.com,false"})
  void ofSeveralRolesItSaysWhoseTokenThisIs(String audience, boolean warned) throws IOException {
    try (FakeAws aws = FakeAws.start()) {
      var environment = new TreeMap<>(aws.gitHubJob().environment());
      environment.put("AWS_REGION", "eu-central-1");
      file("roles.yml", ROLES.replace("AUDIENCE", audience));
      Ran ran = run(environment, "claims", "--config=roles.yml");
      assertEquals(0, ran.exit(), ran.err());
      assertEquals("sts.amazonaws.com", ran.json().path("aud").asString());
      assertEquals(
          warned,
          ran.err().contains("These are the claims of the token for the role app."),
          ran.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--format=xml", "--trust-policy=role.json", "--claims=claims.json"})
  void wrongUsageIsToldApart(String argument) {
    try (FakeAws aws = FakeAws.start()) {
      var environment = new TreeMap<>(aws.gitLabJob().environment());
      assertEquals(2, run(environment, "claims", argument).exit());
    }
  }

  @Test
  void aJobWithoutATokenHasNoClaims() {
    Ran ran = run(Map.of("AWS_REGION", "eu-central-1"), "claims");
    assertEquals(1, ran.exit(), ran.err());
    assertEquals("", ran.out());
  }

  /** Users ask why a job was refused after its token has expired. */
  @ParameterizedTest
  @CsvSource({"*:ref:main,0,allowed", "*:ref:dev,3,denied"})
  void claimsPastTheirEndAreJudgedAsOfTheirIssue(String subject, int exit, String verdict)
      throws IOException {
    Instant issued = Instant.parse("2025-01-02T03:04:05Z");
    file(
        "claims.json",
        "{\"iss\": \"https://gitlab.com\", \"aud\": \"a\", \"sub\":"
            + " \"project_path:acme/shop:ref_type:branch:ref:main\", \"iat\": "
            + issued.getEpochSecond()
            + ", \"exp\": "
            + issued.plusSeconds(300).getEpochSecond()
            + "}");
    file("role.json", POLICY.replace("SUBJECT", subject));
    String[] arguments = {
      "explain",
      "--claims=claims.json",
      "--trust-policy=role.json",
      "--role-to-assume=arn:aws:iam::111122223333:role/Deploy"
    };
    Ran ran = run(Map.of(), arguments);
    assertEquals(exit, ran.exit(), ran.out() + ran.err());
    assertTrue(
        ran.out().contains("\nEvaluated at 2025-01-02T03:04:05Z, when the token was issued.\n"),
        ran.out());
    assertFalse(ran.out().contains("token-expired"), ran.out());
    String[] more = Arrays.copyOf(arguments, arguments.length + 1);
    more[arguments.length] = "--format=json";
    JsonNode json = run(Map.of(), more).json();
    assertEquals(verdict, json.path("verdict").asString());
    assertEquals("2025-01-02T03:04:05Z", json.path("asOf").asString());
  }
}
