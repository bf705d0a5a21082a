package io.github.rolecall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of injected faults. */
class FaultTest {
  private static final String NAME = "GetCallerIdentity";

  private final TestClock clock = new TestClock();
  private final FakeAws aws = FakeAws.builder().clock(clock).start();
  private final Client client = new Client(aws);

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void strikeInOrderAndOnlyTheirOwnCalls() {
    aws.fault(
        NAME,
        Fault.error(503, "ServiceUnavailable", "a < b"),
        Fault.none(),
        Fault.body(502, "text/html", "<h1>Bad Gateway</h1>"));

    assertEquals("400 InvalidAction: Could not find operation X for version 2011-06-15", unknown());
    assertEquals("503 ServiceUnavailable: a < b", identity().summary());
    assertEquals("200", identity().summary());
    assertEquals("<h1>Bad Gateway</h1>", identity().body());
    assertEquals("200", identity().summary());
    assertEquals(List.of(503, 200, 502, 200), aws.calls(NAME).stream().map(Call::status).toList());
    assertEquals(Optional.of("ServiceUnavailable"), aws.calls(NAME).get(0).errorCode());
    assertEquals(Optional.empty(), aws.calls(NAME).get(2).errorCode());
  }

  @Test
  void cutConnections() {
    aws.fault(NAME, Fault.reset(), Fault.truncated());
    assertThrows(UncheckedIOException.class, this::identity);
    assertThrows(UncheckedIOException.class, this::identity);
    assertEquals("200", identity().summary());
    assertEquals(List.of(0, 200, 200), aws.calls(NAME).stream().map(Call::status).toList());
  }

  @Test
  void hangUntilTheEnd() throws IOException {
    aws.fault("oidc-token", Fault.hang());
    HttpURLConnection connection = tokenConnection();
    connection.setReadTimeout(300);
    assertThrows(SocketTimeoutException.class, connection::getResponseCode);
    assertEquals(0, aws.calls("oidc-token").get(0).status());
  }

  @Test
  void delayAnswers() {
    aws.fault(NAME, Fault.delay(Duration.ofMillis(60)));
    long start = System.nanoTime();
    assertEquals("200", identity().summary());
    assertTrue(System.nanoTime() - start >= 60_000_000);
  }

  @Test
  void throttleWithABucket() {
    aws.fault(NAME, Fault.throttle(2, Duration.ofSeconds(10)));
    assertEquals("200", identity().summary());
    assertEquals("200", identity().summary());
    assertEquals("400 Throttling: Rate exceeded", identity().summary());
    clock.advance(Duration.ofSeconds(5));
    assertEquals("200", identity().summary());
    assertEquals("400 Throttling: Rate exceeded", identity().summary());
  }

  @Test
  void speakJsonOutsideOfSts() throws IOException {
    aws.fault("oidc-token", Fault.error(500, "ignored", "no luck"));
    HttpURLConnection connection = tokenConnection();
    assertEquals(500, connection.getResponseCode());
    try (InputStream body = connection.getErrorStream()) {
      assertEquals(
          "{\"message\":\"no luck\"}", new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void alterAnswers() {
    String arn = "arn:aws:iam::444455556666:user/<b>";
    aws.fault(
        NAME,
        Fault.altered().saying("Arn", arn).without("UserId"),
        Fault.altered().without("GetCallerIdentityResult"),
        Fault.altered().saying("Misspelt", "x"));
    Client.Answer altered = identity();
    assertEquals(arn, altered.text("Arn"));
    assertFalse(altered.body().contains("UserId"), altered.body());
    assertTrue(altered.body().contains("<Account>111122223333</Account>"), altered.body());
    assertFalse(identity().body().contains("Account"));
    assertThrows(UncheckedIOException.class, this::identity);
    assertEquals("200", identity().summary());
  }

  @Test
  void letTheClockOfAServerBeOff() {
    aws.fault(
        "AssumeRole",
        Fault.none(),
        Fault.altered().clockOff(Duration.ofDays(-1)),
        Fault.altered().undated());
    Client.Answer right = client.assumeRole(Client.USER, Client.CHAINED);
    Client.Answer early = client.assumeRole(Client.USER, Client.CHAINED);
    Client.Answer undated = client.assumeRole(Client.USER, Client.CHAINED);
    assertEquals(date(right).minus(Duration.ofDays(1)), date(early));
    assertEquals(end(right).minus(Duration.ofDays(1)), end(early));
    assertFalse(undated.headers().containsKey("date"), undated.headers().toString());
    assertEquals(end(right), end(undated));
  }

  private static Instant date(Client.Answer answer) {
    return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(answer.headers().get("date")));
  }

  private static Instant end(Client.Answer answer) {
    return Instant.parse(answer.text("Expiration"));
  }

  @Test
  void comeWithTheWorld() {
    String json =
        """
        {"faults": {"GetCallerIdentity": [
          {"error": {"status": 403, "code": "AccessDenied", "message": "no"}},
          {"body": {"status": 500, "type": "text/plain", "text": "oops"}},
          {"reset": true}, {"truncated": true}, {"delayMillis": 1}, {"none": true},
          {"altered": {"elements": {"Arn": "a", "UserId": null}, "clockSeconds": 60, "dated": false}},
          {"throttle": {"permits": 1, "perMillis": 60000}}
        ]}}
        """;
    try (FakeAws other = FakeAws.start(World.parse(json))) {
      Client from = new Client(other);
      assertEquals("403 AccessDenied: no", from.callerIdentity(Client.USER).summary());
      assertEquals("oops", from.callerIdentity(Client.USER).body());
      assertThrows(UncheckedIOException.class, () -> from.callerIdentity(Client.USER));
      assertThrows(UncheckedIOException.class, () -> from.callerIdentity(Client.USER));
      assertEquals("200", from.callerIdentity(Client.USER).summary());
      assertEquals("200", from.callerIdentity(Client.USER).summary());
      Client.Answer altered = from.callerIdentity(Client.USER);
      assertEquals("a", altered.text("Arn"));
      assertFalse(altered.body().contains("UserId"));
      assertEquals("200", from.callerIdentity(Client.USER).summary());
      assertFalse(from.callerIdentity(Client.USER).summary().equals("200"));
    }
  }

  private Client.Answer identity() {
    return client.callerIdentity(Client.USER);
  }

  private String unknown() {
    return client.signed(Client.USER, "Action=X&Version=2011-06-15").summary();
  }

  private HttpURLConnection tokenConnection() throws IOException {
    var environment = aws.gitHubJob().environment();
    URI uri = URI.create(environment.get("ACTIONS_ID_TOKEN_REQUEST_URL"));
    HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
    connection.setSSLSocketFactory(aws.authority().client().getSocketFactory());
    connection.setRequestProperty(
        "Authorization", "Bearer " + environment.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN"));
    return connection;
  }
}
