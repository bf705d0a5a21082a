package io.github.rolecall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the environment of jobs and the claims of their tokens. */
class JobTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final FakeAws AWS = FakeAws.start();

  @AfterAll
  static void stop() {
    AWS.close();
  }

  @Test
  void aGitHubJobCanAskForTokens() {
    Map<String, String> environment = AWS.gitHubJob().environment();
    Client.Answer answer = ask(environment, "&audience=sts.amazonaws.com");

    assertEquals(200, answer.status());
    JsonNode content = JSON.readTree(answer.body());
    String token = content.path("value").stringValue();
    assertEquals(token.length(), content.path("count").intValue());
    JsonNode claims = claims(token);
    assertEquals("sts.amazonaws.com", claims.path("aud").stringValue());
    assertEquals("https://token.actions.githubusercontent.com", claims.path("iss").stringValue());
    assertEquals(300, claims.path("exp").longValue() - claims.path("iat").longValue());
    assertEquals(600, claims.path("iat").longValue() - claims.path("nbf").longValue());
    assertEquals("74", claims.path("repository_id").stringValue());
    assertEquals(
        "https://github.com/octo-org",
        claims(value(ask(environment, ""))).path("aud").stringValue());
    assertTrue(
        AWS.secrets()
            .containsAll(List.of(token, environment.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN"))));
  }

  @Test
  void theTokenEndpointWantsTheTokenOfItsOwnJob() {
    Map<String, String> mine = AWS.gitHubJob().environment();
    Map<String, String> other = AWS.gitHubJob().environment();
    URI url = URI.create(mine.get("ACTIONS_ID_TOKEN_REQUEST_URL"));

    assertEquals(401, Client.get(url).status());
    Client.Answer wrong =
        Client.get(url, "Authorization", "Bearer " + other.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN"));
    assertEquals(401, wrong.status());
    assertFalse(JSON.readTree(wrong.body()).path("message").stringValue().isEmpty());
    assertNotEquals(
        mine.get("ACTIONS_ID_TOKEN_REQUEST_URL"), other.get("ACTIONS_ID_TOKEN_REQUEST_URL"));
  }

  @Test
  void subjectsFollowGitHubsPrecedence() {
    GitHubJob job = AWS.gitHubJob();
    assertEquals("repo:octo-org/octo-repo:ref:refs/heads/main", subject(job));
    assertEquals("repo:octo-org/octo-repo:ref:refs/tags/v1", subject(job.ref("refs/tags/v1")));
    assertEquals("repo:octo-org/octo-repo:pull_request", subject(job.event("pull_request")));
    assertEquals(
        "repo:octo-org/octo-repo:environment:a%3Ab",
        subject(job.event("pull_request").environment("a:b")));
    assertEquals(
        "repo:octo-org@65/octo-repo@74:ref:refs/heads/main", subject(job.immutableSubject(true)));
    assertTrue(
        subject(job.repository("acme/shop").immutableSubject(true))
            .matches("repo:acme@\\d+/shop@\\d+:ref:refs/heads/main"));
  }

  @Test
  void jobsWithoutPermissionHaveNoTokenEndpoint() {
    Map<String, String> fork = AWS.gitHubJob().fork().environment();
    assertEquals("pull_request", fork.get("GITHUB_EVENT_NAME"));
    assertEquals("refs/pull/1/merge", fork.get("GITHUB_REF"));
    assertFalse(fork.containsKey("ACTIONS_ID_TOKEN_REQUEST_URL"));
    assertFalse(
        AWS.gitHubJob()
            .withoutIdToken()
            .environment()
            .containsKey("ACTIONS_ID_TOKEN_REQUEST_TOKEN"));
    assertFalse(AWS.gitLabJob().withoutIdToken().environment().containsKey("AWS_ID_TOKEN"));
  }

  @Test
  void theEnvironmentSendsSdksHere() {
    for (Map<String, String> environment :
        List.of(AWS.gitHubJob().environment(), AWS.gitLabJob().environment())) {
      assertEquals(AWS.url().toString(), environment.get("AWS_ENDPOINT_URL_STS"));
      assertEquals("true", environment.get("AWS_EC2_METADATA_DISABLED"));
      assertEquals("true", environment.get("CI"));
    }
  }

  @Test
  void aGitLabJobBringsItsToken() {
    Map<String, String> environment =
        AWS.gitLabJob()
            .projectPath("a/b/c")
            .tag("v1")
            .tokenName("TOKEN")
            .audience("one", "two")
            .environment();
    JsonNode claims = claims(environment.get("TOKEN"));
    assertEquals("project_path:a/b/c:ref_type:tag:ref:v1", claims.path("sub").stringValue());
    assertEquals("a/b", claims.path("namespace_path").stringValue());
    assertEquals(
        List.of("one", "two"),
        claims.path("aud").valueStream().map(JsonNode::stringValue).toList());
    assertEquals("https://gitlab.com", environment.get("CI_SERVER_URL"));
    assertEquals("v1", environment.get("CI_COMMIT_TAG"));
    assertTrue(AWS.secrets().contains(environment.get("TOKEN")));
  }

  @Test
  void callsDoNotShowTokens() {
    String token = AWS.gitLabJob().idToken();
    new Client(AWS).webIdentity(Client.DEPLOY, token);
    Call call = AWS.calls("AssumeRoleWithWebIdentity").get(0);
    assertEquals("<token>", call.parameters().get("WebIdentityToken"));
    assertFalse(AWS.calls().toString().contains(token));
  }

  private static Client.Answer ask(Map<String, String> environment, String query) {
    return Client.get(
        URI.create(environment.get("ACTIONS_ID_TOKEN_REQUEST_URL") + query),
        "Authorization",
        "Bearer " + environment.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN"));
  }

  private static String value(Client.Answer answer) {
    return JSON.readTree(answer.body()).path("value").stringValue();
  }

  private static String subject(GitHubJob job) {
    return claims(job.idToken("x")).path("sub").stringValue();
  }

  private static JsonNode claims(String token) {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }
}
