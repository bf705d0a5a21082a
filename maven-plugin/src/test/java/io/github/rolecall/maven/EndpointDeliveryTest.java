package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rolecall.Assumed;
import io.github.rolecall.CallerIdentity;
import io.github.rolecall.CredentialsException;
import io.github.rolecall.Secret;
import io.github.rolecall.SessionCredentials;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import tools.jackson.databind.json.JsonMapper;

class EndpointDeliveryTest {
  private final EndpointDelivery endpoint = EndpointDelivery.start(HandedOn.assumed("one"));
  private final Map<String, String> told = endpoint.environment();

  @Test
  void whoShowsTheAuthorizationIsToldTheCredentials() throws Exception {
    var answer = get(told.get("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
    assertEquals(200, answer.statusCode());
    var json = new JsonMapper().readTree(answer.body());
    assertEquals("ASIA-one", json.get("AccessKeyId").asString());
    assertEquals("key-one", json.get("SecretAccessKey").asString());
    assertEquals("token-one", json.get("Token").asString());
    endpoint.close();
  }

  @Test
  void nobodyElseIsToldAnything() throws Exception {
    for (String shown :
        new String[] {"", "wrong", told.get("AWS_CONTAINER_AUTHORIZATION_TOKEN") + "x"}) {
      var answer = get(shown);
      assertEquals(401, answer.statusCode());
      assertEquals("", answer.body());
    }
    endpoint.close();
  }

  @Test
  void theSdkInMavensJvmFindsIt() {
    Map<String, Optional<String>> properties = endpoint.properties();
    properties.forEach((name, value) -> System.setProperty(name, value.orElseThrow()));
    try (var provider = ContainerCredentialsProvider.builder().build()) {
      var found = (AwsSessionCredentials) provider.resolveCredentials();
      assertEquals("token-one", found.sessionToken());
    } finally {
      properties.keySet().forEach(System::clearProperty);
      endpoint.close();
    }
  }

  @Test
  void afterTheBuildNobodyAnswers() {
    endpoint.close();
    assertThrows(ConnectException.class, () -> get("x"));
  }

  @Test
  void longTermKeysDoNotFitTheProtocol() {
    endpoint.close();
    var keys =
        new Assumed(
            new SessionCredentials("AKIA", new Secret("key"), Optional.empty(), Optional.empty()),
            new CallerIdentity("111122223333", "arn", "id"),
            "us-east-1",
            Assumed.Origin.GIVEN);
    var thrown = assertThrows(CredentialsException.class, () -> EndpointDelivery.start(keys));
    assertEquals("session-needed", thrown.problem().code());
  }

  private HttpResponse<String> get(String authorization) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(told.get("AWS_CONTAINER_CREDENTIALS_FULL_URI")));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
