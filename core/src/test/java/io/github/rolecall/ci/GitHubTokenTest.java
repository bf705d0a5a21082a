package io.github.rolecall.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.FakeTime;
import io.github.rolecall.host.Retry;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.http.Http;
import io.github.rolecall.model.Claims;
import io.github.rolecall.network.Networks;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubTokenTest {
  private FakeAws aws;

  @BeforeEach
  void start() {
    aws = FakeAws.start();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private IdentityToken request(Optional<String> audience) {
    return new GitHubToken(TestHost.of(aws.gitHubJob().environment()))
        .request(audience, Networks.direct());
  }

  private Problem failingAfter(Fault... faults) {
    aws.fault("oidc-token", faults);
    return Thrown.problem(Problem.class, () -> request(Optional.of("sts.amazonaws.com")));
  }

  /** Returns the request that would be sent. */
  private static Http.Request requested(
      Map<String, String> environment, Optional<String> audience) {
    var requests = new ArrayList<Http.Request>();
    Function<Http.Request, Http.Answer> http =
        request -> {
          requests.add(request);
          return new Http.Answer(200, "application/json", "{\"value\":\"t\"}");
        };
    new GitHubToken(TestHost.of(environment, new FakeTime(Instant.EPOCH), http))
        .request(audience, Networks.direct());
    assertEquals(1, requests.size());
    return requests.get(0);
  }

  private static Map<String, String> endpoint(String url) {
    return Map.of("ACTIONS_ID_TOKEN_REQUEST_URL", url, "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "bearer");
  }

  @Test
  void theTokenIsForTheAudience() {
    Claims claims = request(Optional.of("my audience&x=1")).claims().orElseThrow();
    assertEquals(List.of("my audience&x=1"), claims.audiences());
    assertEquals("repo:octo-org/octo-repo:ref:refs/heads/main", claims.subject());
  }

  @Test
  void withoutAudienceTheServerChooses() {
    assertEquals(
        List.of("https://github.com/octo-org"),
        request(Optional.empty()).claims().orElseThrow().audiences());
  }

  @ParameterizedTest
  @CsvSource({
    "https://h/p?v=2, a, https://h/p?v=2&audience=a",
    "https://h/p, a, https://h/p?audience=a",
    "https://h/p?v=2, a b+c&d=e/ä, https://h/p?v=2&audience=a%20b%2Bc%26d%3De%2F%C3%A4",
    "https://h/p?v=2, https://github.com/o, https://h/p?v=2&audience=https%3A%2F%2Fgithub.com%2Fo"
  })
  void theAudienceIsEncodedAsTheToolkitDoes(String url, String audience, String address) {
    assertEquals(address, requested(endpoint(url), Optional.of(audience)).address().toString());
  }

  @Test
  void theBearerIsSentOnlyInItsHeader() {
    Http.Request request = requested(endpoint("https://h/p?v=2"), Optional.empty());
    assertEquals("Bearer bearer", request.headers().get("Authorization"));
    assertEquals("application/json", request.headers().get("Accept"));
    assertEquals("https://h/p?v=2", request.address().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a url", "/relative", "mailto:x", "https://"})
  void anAddressThatIsNoneIsRefused(String url) {
    var problem =
        Thrown.problem(
            InputProblem.Invalid.class, () -> requested(endpoint(url), Optional.of("a")));
    assertEquals("ACTIONS_ID_TOKEN_REQUEST_URL", problem.name());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404})
  void aRefusalIsFinalAndSaysWhatGitHubSaid(int status) {
    Problem problem = failingAfter(Fault.error(status, "", "Not  allowed\n::error::x"));
    assertEquals("token-refused", problem.code());
    assertEquals(Problem.Repeat.NEVER, problem.repeat());
    assertEquals(String.valueOf(status), Thrown.fact(problem, "status"));
    assertEquals("Not  allowed ::error::x", Thrown.fact(problem, "answer"));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void aRefusalThatPassesMayBeRepeated(int status) {
    Problem problem = failingAfter(Fault.error(status, "", "later"));
    assertEquals("token-refused", problem.code());
    assertTrue(problem.repeat().passes());
  }

  @Test
  void theSecondTryIsForRetry() {
    aws.fault("oidc-token", Fault.error(503, "", "later"), Fault.reset(), Fault.none());
    var host = TestHost.of(aws.gitHubJob().environment());
    IdentityToken token =
        new Retry(5, Duration.ofSeconds(60))
            .run(
                host,
                new RecordingConsole(),
                "token",
                () -> new GitHubToken(host).request(Optional.empty(), Networks.direct()));
    assertTrue(token.claims().isPresent());
  }

  @Test
  void aLongPageIsCut() {
    Problem problem = failingAfter(Fault.body(403, "text/html", "<p>" + "x".repeat(5000)));
    assertEquals(300, Thrown.fact(problem, "answer").length());
  }

  @ParameterizedTest
  @CsvSource({
    "text/html, <h1>Log in</h1>",
    "application/json, {}",
    "application/json, '{\"value\":\"\"}'",
    "application/json, '{\"value\":\" \"}'",
    "application/json, '{\"value\":null}'",
    "application/json, '{\"value\":1}'",
    "application/json, '[\"x\"]'",
    "application/json, ''"
  })
  void aSuccessWithoutTokenIsNone(String type, String body) {
    Problem problem = failingAfter(Fault.body(200, type, body));
    assertEquals("token-answer-unreadable", problem.code());
    assertEquals(body.length() + " bytes", Thrown.fact(problem, "size"));
    assertTrue(
        Thrown.fact(problem, "content type").startsWith(type), problem.message(FrontEnd.ACTION));
  }

  @Test
  void halfAnAnswerIsNone() {
    assertTrue(failingAfter(Fault.truncated()) instanceof NetworkProblem.Unreachable);
  }

  @Test
  void aRedirectionIsNotFollowed() {
    Problem problem = failingAfter(Fault.body(302, "text/html", "moved"));
    assertEquals("token-refused", problem.code());
    assertEquals(1, aws.calls().size());
  }

  @Test
  void neitherBearerNorTokenStandsInAnyMessage() {
    Map<String, String> environment = aws.gitHubJob().environment();
    aws.fault(
        "oidc-token",
        Fault.error(403, "", "no"),
        Fault.body(200, "application/json", "{\"other\":\"ey.ey.x\"}"),
        Fault.truncated());
    var token = new GitHubToken(TestHost.of(environment));
    for (int i = 0; i < 3; i++) {
      try {
        token.request(Optional.empty(), Networks.direct());
      } catch (CredentialsException e) {
        String text = Thrown.everythingIn(e) + e.problem().message(FrontEnd.ACTION);
        for (String secret : aws.secrets()) {
          assertFalse(text.contains(secret), text);
        }
        assertFalse(text.contains("ey.ey.x"), text);
        continue;
      }
      throw new AssertionError("call " + i + " succeeded");
    }
  }

  private static IdentityProblem.NoIdToken missing(String... pairs) {
    var environment = new HashMap<String, String>();
    environment.put("GITHUB_ACTIONS", "true");
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return new GitHubToken(TestHost.of(environment)).missing().orElseThrow();
  }

  @Test
  void aJobWithBothVariablesMayAsk() {
    assertEquals(
        Optional.empty(), new GitHubToken(TestHost.of(aws.gitHubJob().environment())).missing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"})
  void oneOfTheTwoIsNotEnough(String only) {
    assertEquals("no-id-token-permission", missing(only, "x").code());
  }

  @Test
  void aMissingPermissionIsNamedWithItsCure() {
    var problem = missing("GITHUB_EVENT_NAME", "push", "GITHUB_ACTOR", "octocat");
    assertEquals("no-id-token-permission", problem.code());
    assertTrue(problem.remedies(FrontEnd.ACTION).get(0).contains("id-token: write"), "first");
    assertEquals("push", Thrown.fact(problem, "event"));
    assertEquals("octocat", Thrown.fact(problem, "actor"));
  }

  @Test
  void dependabotIsNamed() {
    assertEquals("dependabot-run", missing("GITHUB_ACTOR", "dependabot[bot]").code());
  }

  @ParameterizedTest
  @CsvSource({
    "pull_request, evil/fork, pull-request-from-fork",
    "pull_request, octo-org/octo-repo, no-id-token-permission",
    "push, evil/fork, no-id-token-permission"
  })
  void aForkIsRecognisedByTheEvent(String event, String head, String code, @TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("event.json");
    Files.writeString(
        file,
        """
        {"pull_request": {"head": {"repo": {"full_name": "%s"}},
                          "base": {"repo": {"full_name": "octo-org/octo-repo"}}}}
        """
            .formatted(head));
    assertEquals(
        code, missing("GITHUB_EVENT_NAME", event, "GITHUB_EVENT_PATH", file.toString()).code());
  }

  @Test
  void aDeletedForkIsAForkToo(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("event.json");
    Files.writeString(
        file,
        """
        {"pull_request": {"head": {"repo": null},
                          "base": {"repo": {"full_name": "octo-org/octo-repo"}}}}
        """);
    assertEquals(
        "pull-request-from-fork",
        missing("GITHUB_EVENT_NAME", "pull_request", "GITHUB_EVENT_PATH", file.toString()).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "[]", "{}"})
  void anEventThatSaysNothingLeavesThePermission(String event, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("event.json"), event);
    assertEquals(
        "no-id-token-permission",
        missing("GITHUB_EVENT_NAME", "pull_request", "GITHUB_EVENT_PATH", file.toString()).code());
    assertEquals(
        "no-id-token-permission",
        missing("GITHUB_EVENT_NAME", "pull_request", "GITHUB_EVENT_PATH", file + ".none").code());
  }
}
