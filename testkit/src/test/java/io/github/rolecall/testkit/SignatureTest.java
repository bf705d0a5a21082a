package io.github.rolecall.testkit;

import static io.github.rolecall.testkit.Client.DEPLOY;
import static io.github.rolecall.testkit.Client.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of the signatures that the simulator accepts and rejects. */
class SignatureTest {
  private static final String BODY = "Action=GetCallerIdentity&Version=2011-06-15";
  private static final String MISMATCH =
      "403 SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided. Check"
          + " your AWS Secret Access Key and signing method. Consult the service documentation for details.";
  private static final String UNKNOWN =
      "403 InvalidClientTokenId: The security token included in the request is invalid.";

  private final TestClock clock = new TestClock();
  private final FakeAws aws = FakeAws.builder().clock(clock).start();
  private final Client client = new Client(aws);

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void identifiesUsersAndSessions() {
    Client.Answer user = client.callerIdentity(USER);
    assertEquals("arn:aws:iam::111122223333:user/ci", user.text("Arn"));
    assertEquals("111122223333", user.text("Account"));
    assertTrue(user.text("UserId").startsWith("AIDA"));

    Client.Answer assumed =
        client.webIdentity(DEPLOY, aws.gitHubJob().idToken("sts.amazonaws.com"));
    Client.Answer session = client.callerIdentity(assumed.credentials());
    assertEquals("arn:aws:sts::111122223333:assumed-role/Deploy/ci", session.text("Arn"));
    assertEquals(assumed.text("AssumedRoleId"), session.text("UserId"));

    Call call = aws.calls("GetCallerIdentity").get(1);
    assertEquals(Optional.of(assumed.text("AccessKeyId")), call.signedBy());
    assertEquals(Optional.of("eu-central-1"), call.signingRegion());
    assertEquals(Optional.of(assumed.text("SessionToken")), call.sessionToken());
  }

  @Test
  void refusesAWrongSecret() {
    assertEquals(
        MISMATCH, client.callerIdentity(with(USER, "wrong", USER.sessionToken())).summary());
  }

  @Test
  void refusesAChangedBody() {
    Map<String, String> headers = client.headers(USER, BODY, clock.instant());
    assertEquals("200", client.post(headers, BODY).summary());
    assertEquals(MISMATCH, client.post(headers, BODY + "&x=y").summary());
  }

  @Test
  void refusesUnknownKeysAndMissingOrWrongSessionTokens() {
    SigV4 session = session();
    SigV4 unknown = new SigV4("ASIAUNKNOWN", "secret", session.sessionToken(), "us-east-1", "sts");

    assertEquals(UNKNOWN, client.callerIdentity(unknown).summary());
    assertEquals(
        UNKNOWN,
        client
            .callerIdentity(with(session, session.secretAccessKey(), Optional.empty()))
            .summary());
    assertEquals(
        UNKNOWN,
        client
            .callerIdentity(with(session, session.secretAccessKey(), session().sessionToken()))
            .summary());
    assertEquals(
        UNKNOWN,
        client
            .callerIdentity(with(USER, USER.secretAccessKey(), session.sessionToken()))
            .summary());
  }

  @Test
  void refusesAnExpiredSession() {
    SigV4 session = session();
    clock.advance(Duration.ofHours(1));
    assertEquals(
        "403 ExpiredToken: The security token included in the request is expired",
        client.post(client.headers(session, BODY, clock.instant()), BODY).summary());
  }

  @Test
  void allowsFifteenMinutesOfSkew() {
    Instant now = clock.instant();
    assertEquals(
        "200", client.post(client.headers(USER, BODY, now.minusSeconds(899)), BODY).summary());
    assertEquals(
        "200", client.post(client.headers(USER, BODY, now.plusSeconds(899)), BODY).summary());
    String expired = client.post(client.headers(USER, BODY, now.minusSeconds(902)), BODY).summary();
    assertTrue(
        expired.matches(
            "403 SignatureDoesNotMatch: Signature expired: \\S+Z is now earlier than \\S+Z \\(\\S+Z - 15 min\\.\\)"),
        expired);
    String early = client.post(client.headers(USER, BODY, now.plusSeconds(902)), BODY).summary();
    assertTrue(
        early.matches(
            "403 SignatureDoesNotMatch: Signature not yet current: \\S+Z is still later than \\S+Z \\(\\S+Z \\+ 15 min\\.\\)"),
        early);
  }

  @Test
  void checksTheScope() {
    SigV4 service =
        new SigV4(USER.accessKeyId(), USER.secretAccessKey(), Optional.empty(), "us-east-1", "iam");
    assertEquals(
        "403 SignatureDoesNotMatch: Credential should be scoped to correct service: 'sts'. ",
        client.callerIdentity(service).summary());
    SigV4 nowhere =
        new SigV4(USER.accessKeyId(), USER.secretAccessKey(), Optional.empty(), "", "sts");
    assertEquals(
        "403 SignatureDoesNotMatch: Credential should be scoped to a valid region. ",
        client.callerIdentity(nowhere).summary());
  }

  @Test
  void wantsASignature() {
    assertEquals(
        "403 MissingAuthenticationToken: Request is missing Authentication Token",
        client.post(Map.of(), BODY).summary());
    Map<String, String> headers = new HashMap<>(client.headers(USER, BODY, clock.instant()));
    String authorization = headers.get("authorization");
    headers.put("authorization", authorization.replace("Signature=", "Sig="));
    assertTrue(client.post(headers, BODY).summary().startsWith("400 IncompleteSignature"));
    headers.put("authorization", authorization.replace("x-amz-date", "date"));
    assertTrue(
        client.post(headers, BODY).summary().contains("'x-amz-date' must be a 'SignedHeader'"));
    headers.put("authorization", authorization.replace(";host", ""));
    assertTrue(client.post(headers, BODY).summary().contains("must be a 'SignedHeader'"));
    headers.put("authorization", authorization);
    headers.remove("x-amz-date");
    assertTrue(client.post(headers, BODY).summary().startsWith("400 IncompleteSignature"));
  }

  @Test
  void acceptsASignedGet() {
    URI uri = URI.create(aws.url() + "/?" + BODY);
    Map<String, String> headers = USER.sign("GET", uri, Map.of(), "", clock.instant());
    String[] pairs =
        headers.entrySet().stream()
            .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
            .toArray(String[]::new);
    assertEquals("200", Client.get(uri, pairs).summary());
  }

  private SigV4 session() {
    return client.webIdentity(DEPLOY, aws.gitHubJob().idToken("sts.amazonaws.com")).credentials();
  }

  private static SigV4 with(SigV4 signer, String secret, Optional<String> token) {
    return new SigV4(signer.accessKeyId(), secret, token, signer.region(), signer.service());
  }
}
