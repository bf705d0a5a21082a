package io.github.rolecall.codeartifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.network.Networks;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the tokens that the Maven extension requests. */
class BuildTokensTest {
  private static final String CALL = "codeartifact:GetAuthorizationToken";
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";

  @TempDir Path folder;
  private final FakeAws aws = FakeAws.start();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    aws.close();
  }

  private BuildTokens tokens() {
    var environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    environment.put("AWS_ENDPOINT_URL_CODEARTIFACT", aws.url().toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    var log = new PrintStream(printed, true, UTF_8);
    return new BuildTokens(Host.of(environment, folder, folder, log, Networks.http()));
  }

  private static Map<String, String> question(String domain, String... more) {
    var question = new HashMap<String, String>();
    question.put("domain", domain);
    question.put("owner", "111122223333");
    question.put("region", "eu-central-1");
    question.put("credentials.roleToAssume", ROLE);
    for (int i = 0; i < more.length; i += 2) {
      question.put(more[i], more[i + 1]);
    }
    return question;
  }

  private static String token(BuildTokens tokens, Map<String, String> question) {
    Map<String, String> answer = tokens.apply(question);
    assertTrue(answer.containsKey("token"), () -> String.valueOf(answer.get("problem")));
    return answer.get("token");
  }

  @Test
  void aDomainHasOneToken() {
    BuildTokens tokens = tokens();
    String first = token(tokens, question("acme"));
    assertEquals(first, token(tokens, question("acme")));
    assertNotEquals(first, token(tokens, question("other")));
    assertNotEquals(first, token(tokens, question("acme", "region", "us-east-1")));
    assertEquals(3, aws.calls(CALL).size());
    assertEquals("", printed.toString(UTF_8), "no mask, which would contain the token");
  }

  @Test
  void identitiesShareNoToken() {
    BuildTokens tokens = tokens();
    String first = token(tokens, question("acme"));
    String second = token(tokens, question("acme", "credentials.roleSessionName", "somebody-else"));
    assertNotEquals(first, second);
    assertEquals(
        2, aws.calls(CALL).stream().map(Call::signedBy).distinct().count(), "two sessions");
  }

  @Test
  void aTokenIsRenewedBeforeItsEnd() throws InterruptedException {
    aws.codeArtifact().longestToken(Duration.ofSeconds(2));
    BuildTokens tokens = tokens();
    String first = token(tokens, question("acme"));
    Thread.sleep(1700);
    assertNotEquals(first, token(tokens, question("acme")));
  }

  @Test
  void theLifetimeIsSent() {
    token(tokens(), question("acme", "credentials.codeArtifactTokenSeconds", "900"));
    assertEquals("900", aws.calls(CALL).get(0).parameters().get("duration"));
    String problem =
        tokens()
            .apply(question("acme", "credentials.codeArtifactTokenSeconds", "60"))
            .getOrDefault("problem", "");
    assertTrue(problem.contains("credentials.codeArtifactTokenSeconds"), problem);
  }

  @Test
  void aRefusalNamesTheDomainAndThePermissions() {
    String problem = tokens().apply(question("denied-one")).getOrDefault("problem", "");
    assertTrue(problem.contains("domain denied-one of AWS CodeArtifact"), problem);
    assertTrue(problem.contains("sts:GetServiceBearerToken"), problem);
    assertTrue(problem.contains("-Dcredentials.roleToAssume"), problem);
  }
}
