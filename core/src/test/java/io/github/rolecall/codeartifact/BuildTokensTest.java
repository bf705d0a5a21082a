package io.github.rolecall.codeartifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.network.Networks;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.TestProxy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the tokens that the Maven extension requests. */
class BuildTokensTest {
  private static final String CALL = "codeartifact:GetAuthorizationToken";
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";

  @TempDir Path folder;
  private final FakeAws aws = FakeAws.start();
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @AfterEach
  void stop() {
    aws.close();
  }

  private BuildTokens tokens() {
    aws.gitHubJob().environment().forEach(environment::putIfAbsent);
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

  @Test
  void theAnswerSaysWhoseTokenItIs() {
    String identity = tokens().apply(question("acme")).getOrDefault("identity", "");
    assertTrue(identity.startsWith("arn:aws:sts::111122223333:assumed-role/Deploy/"), identity);
  }

  @ParameterizedTest
  @CsvSource({
    "false, codeartifact:ReadFromRepository on the repository",
    "true, codeartifact:PublishPackageVersion on"
        + " arn:aws:codeartifact:eu-central-1:111122223333:package/acme/shared/maven/*"
  })
  void aRefusalOfARepositoryNamesThePermission(String publishing, String permission) {
    Map<String, String> refused =
        question(
            "acme",
            "refused",
            "403",
            "repository",
            "shared",
            "identity",
            "arn:of:someone",
            "publishing",
            publishing);
    String problem = tokens().apply(refused).getOrDefault("problem", "");
    for (String part :
        List.of(
            "arn:aws:codeartifact:eu-central-1:111122223333:repository/acme/shared",
            "arn:of:someone",
            "403",
            permission)) {
      assertTrue(problem.contains(part), part + " in " + problem);
    }
    assertEquals(List.of(), aws.calls(), "nothing is asked");
  }

  @Test
  void theProxyOfTheSettingsLeadsToStsAndCodeArtifact() {
    try (var proxy = TestProxy.requiring("user", "pass word")) {
      String url = proxy.url("user", "pass word").toString();
      token(tokens(), question("acme", "proxy", url));
      assertTrue(proxy.requests().size() > 1, proxy.requests()::toString);
    }
  }

  @Test
  void exceptionsOfTheSettingsAreReachedDirectly() {
    try (var proxy = TestProxy.start()) {
      String url = proxy.url().toString();
      token(tokens(), question("acme", "proxy", url, "proxyExceptions", "*.corp,local*"));
      assertEquals(List.of(), proxy.requests());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTPS_PROXY", "http_proxy"})
  void aProxyOfTheEnvironmentPrecedesTheSettings(String variable) {
    try (var proxy = TestProxy.start();
        var settings = TestProxy.start()) {
      environment.put(variable, proxy.url().toString());
      environment.put("NO_PROXY", variable.equals("HTTPS_PROXY") ? "" : "localhost");
      token(tokens(), question("acme", "proxy", settings.url().toString()));
      assertEquals(List.of(), settings.requests());
      assertEquals(variable.equals("HTTPS_PROXY"), !proxy.requests().isEmpty());
    }
  }

  @Test
  void aProxyOfTheInputsPrecedesTheSettings() {
    try (var proxy = TestProxy.start();
        var settings = TestProxy.start()) {
      token(
          tokens(),
          question(
              "acme",
              "proxy",
              settings.url().toString(),
              "proxyExceptions",
              "localhost",
              "credentials.httpProxy",
              proxy.url().toString()));
      assertEquals(List.of(), settings.requests());
      assertTrue(proxy.requests().size() > 1, proxy.requests()::toString);
    }
  }
}
