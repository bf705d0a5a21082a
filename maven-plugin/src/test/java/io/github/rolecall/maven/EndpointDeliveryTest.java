package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.rolecall.http.Http;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Proxies;
import io.github.rolecall.network.UserAgent;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.File;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import tools.jackson.databind.json.JsonMapper;

class EndpointDeliveryTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private final EndpointDelivery endpoint =
      EndpointDelivery.start(
          HandedOn.assumed("one"), new ServerClock(Clock.systemUTC()), text -> {}, Set.of());
  private final Map<String, String> told = endpoint.environment();
  private final List<String> warnings = new CopyOnWriteArrayList<>();

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
            Assumed.Origin.GIVEN,
            false);
    var thrown =
        assertThrows(
            CredentialsException.class,
            () ->
                EndpointDelivery.start(
                    keys, new ServerClock(Clock.systemUTC()), text -> {}, Set.of()));
    assertEquals("session-needed", thrown.problem().code());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 17, 86_400})
  void afterTheirEndNobodyIsToldTheKeys(long secondsAgo) throws Exception {
    Instant end = NOW.minusSeconds(secondsAgo);
    try (var ended = ending(end)) {
      var answer = get(ended.environment());
      assertEquals(403, answer.statusCode());
      for (String secret : List.of("ASIA-late", "key-late", "token-late")) {
        assertFalse(answer.body().contains(secret), answer.body());
      }
      var json = new JsonMapper().readTree(answer.body());
      for (String field : List.of("message", "Message")) {
        String message = json.get(field).asString();
        assertTrue(message.contains("arn-late expired at " + end), message);
        assertTrue(message.contains("<roleDurationSeconds>"), message);
      }
      for (String field : List.of("code", "Code")) {
        assertEquals("CredentialsExpired", json.get(field).asString());
      }
    }
  }

  @Test
  void theLogOfTheBuildSaysItOnce() throws Exception {
    try (var ended = ending(NOW)) {
      get(ended.environment());
      get(ended.environment());
      assertEquals(1, warnings.size(), warnings.toString());
      assertTrue(warnings.get(0).contains("arn-late expired at " + NOW), warnings.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"9, 403", "11, 200"})
  void keysThatEndBeforeACallCanArriveAreNotTold(long secondsLeft, int status) throws Exception {
    try (var ending = ending(NOW.plusSeconds(secondsLeft))) {
      assertEquals(status, get(ending.environment()).statusCode());
    }
  }

  @Test
  void theSdkSaysWhatTheEndpointSays() {
    try (var ended = ending(NOW)) {
      ended.properties().forEach((name, value) -> System.setProperty(name, value.orElseThrow()));
      try (var provider = ContainerCredentialsProvider.builder().build()) {
        var thrown = assertThrows(RuntimeException.class, provider::resolveCredentials);
        String all = thrown + " " + thrown.getCause();
        assertTrue(all.contains("arn-late expired at " + NOW), all);
      } finally {
        ended.properties().keySet().forEach(System::clearProperty);
      }
    }
  }

  @Test
  void theAwsCliSaysWhatTheEndpointSays(@TempDir Path home) throws Exception {
    assertFalse(isMissing("aws") && "true".equals(System.getenv("CI")), "CI does not skip");
    assumeFalse(isMissing("aws"), "the AWS CLI is not on this machine");
    try (var ended = ending(NOW)) {
      var builder = new ProcessBuilder("aws", "sts", "get-caller-identity");
      builder.environment().clear();
      builder.environment().putAll(ended.environment());
      builder.environment().put("PATH", System.getenv("PATH"));
      builder.environment().put("HOME", home.toString());
      Process aws = builder.redirectErrorStream(true).start();
      String printed = new String(aws.getInputStream().readAllBytes(), UTF_8);
      assertTrue(aws.waitFor() != 0, printed);
      assertTrue(printed.contains("arn-late expired at " + NOW), printed);
    }
  }

  /** AWS SDKs compare the expiration with the clock of this machine, even if the clock is wrong. */
  @Test
  void theEndIsStatedInTheTimeOfThisMachine() throws Exception {
    Instant end = Instant.now().plus(Duration.ofHours(1));
    Clock fast = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
    Http http = Http.ofJdk(TestAuthority.ofThisProcess().trustStore(), fast);
    var direct =
        new Network(
            Optional.empty(), Proxies.none(), Optional.empty(), false, false, UserAgent.PLAIN);
    try (FakeAws aws = FakeAws.start()) {
      http.ask(new Http.Request("STS", aws.url(), Map.of(), direct));
    }
    Assumed assumed = HandedOn.expiring("late", Optional.of(end));
    try (var delivery = EndpointDelivery.start(assumed, http.clock(), warnings::add, Set.of())) {
      HttpResponse<String> answer = get(delivery.environment());
      assertEquals(200, answer.statusCode(), "by the clock of this machine it has ended");
      String stated = answer.body().replaceFirst(".*\"Expiration\": ?\"([^\"]*)\".*", "$1");
      assertTrue(Instant.parse(stated).isAfter(fast.instant()), stated);
    }
  }

  private static boolean isMissing(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .noneMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private EndpointDelivery ending(Instant end) {
    return EndpointDelivery.start(
        HandedOn.expiring("late", Optional.of(end)),
        new ServerClock(Clock.fixed(NOW, ZoneOffset.UTC)),
        warnings::add,
        Set.of());
  }

  private HttpResponse<String> get(String authorization) throws Exception {
    return get(told, authorization);
  }

  private static HttpResponse<String> get(Map<String, String> told) throws Exception {
    return get(told, told.get("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
  }

  private static HttpResponse<String> get(Map<String, String> told, String authorization)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(told.get("AWS_CONTAINER_CREDENTIALS_FULL_URI")));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
