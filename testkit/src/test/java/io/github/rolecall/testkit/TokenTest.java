package io.github.rolecall.testkit;

import static io.github.rolecall.testkit.Client.DEPLOY;
import static io.github.rolecall.testkit.Client.PROD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of the tokens that AssumeRoleWithWebIdentity accepts and rejects. */
class TokenTest {
  private static final String AUDIENCE = "sts.amazonaws.com";
  private static final String NOT_A_JWT =
      "400 InvalidIdentityToken: The ID Token provided is not a valid JWT. (You may see this error if you sent an"
          + " Access Token)";
  private static final String NO_KEY =
      "400 InvalidIdentityToken: Couldn't retrieve verification key from your identity provider,  please reference"
          + " AssumeRoleWithWebIdentity documentation for requirements";
  private static final String INVALID =
      "400 InvalidIdentityToken: The web identity token that was passed could not be validated by Amazon Web Services.";

  private final TestClock clock = new TestClock();
  private final FakeAws aws = FakeAws.builder().clock(clock).start();
  private final Client client = new Client(aws);

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void refusesForgedTokens() {
    String token = aws.gitHubJob().repository("octo-org/other").idToken(AUDIENCE);
    String[] parts = token.split("\\.", -1);
    String payload = decode(parts[1]).replace("octo-org/other", "octo-org/octo-repo");
    String otherKey =
        decode(parts[0]).replace(aws.issuer("github").keyId(), aws.issuer("gitlab").keyId());
    String unsigned = "{\"alg\":\"none\",\"typ\":\"JWT\"}";
    String otherSignature =
        aws.issuer("github").mint(Map.of("sub", "x", "aud", AUDIENCE)).split("\\.", -1)[2];

    assertEquals(
        INVALID,
        client.webIdentity(DEPLOY, parts[0] + "." + encode(payload) + "." + parts[2]).summary());
    assertEquals(
        INVALID,
        client.webIdentity(DEPLOY, parts[0] + "." + parts[1] + "." + otherSignature).summary());
    assertEquals(
        NO_KEY,
        client.webIdentity(DEPLOY, encode(otherKey) + "." + parts[1] + "." + parts[2]).summary());
    assertEquals(
        NOT_A_JWT, client.webIdentity(DEPLOY, encode(unsigned) + "." + parts[1] + ".").summary());
  }

  @Test
  void refusesWhatIsNotAToken() {
    String token = aws.gitHubJob().idToken(AUDIENCE);

    assertEquals(NOT_A_JWT, client.webIdentity(DEPLOY, "gho_accesstoken").summary());
    assertEquals(NOT_A_JWT, client.webIdentity(DEPLOY, token + "\n").summary());
    assertEquals(
        NOT_A_JWT, client.webIdentity(DEPLOY, token.substring(0, token.length() / 3)).summary());
    assertEquals(NOT_A_JWT, client.webIdentity(DEPLOY, "a.b.c").summary());
  }

  @Test
  void refusesTokensOutOfTime() {
    String token = aws.gitHubJob().idToken(AUDIENCE);
    long now = clock.instant().getEpochSecond();
    clock.advance(Duration.ofSeconds(299));
    assertEquals("200", client.webIdentity(DEPLOY, token).summary());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(
        "400 ExpiredTokenException: Token expired: current date/time %d must be before the expiration date/time %d"
            .formatted(now + 300, now + 300),
        client.webIdentity(DEPLOY, token).summary());

    assertEquals(INVALID, client.webIdentity(DEPLOY, token(Map.of("nbf", now + 400))).summary());
    assertEquals(NOT_A_JWT, client.webIdentity(DEPLOY, token(Map.of("iat", now + 0.5))).summary());
  }

  @Test
  void wantsOneAudienceThatTheProviderKnows() {
    assertEquals(
        "400 InvalidIdentityToken: Incorrect token audience",
        client
            .webIdentity(DEPLOY, aws.gitHubJob().idToken("https://github.com/octo-org"))
            .summary());
    List<String> two = List.of("vault", AUDIENCE);
    assertEquals(
        "400 InvalidIdentityToken: Token audience contains more than one audience while authorized party is not present",
        client.webIdentity(DEPLOY, token(Map.of("aud", two))).summary());
    assertEquals(
        "200", client.webIdentity(DEPLOY, token(Map.of("aud", List.of(AUDIENCE)))).summary());

    Client.Answer authorizedParty =
        client.webIdentity(DEPLOY, token(Map.of("aud", two, "azp", AUDIENCE)));
    assertEquals("200", authorizedParty.summary());
    assertEquals(AUDIENCE, authorizedParty.text("Audience"));
  }

  @Test
  void wantsTheRequiredClaims() {
    for (String claim : List.of("iss", "sub", "aud", "exp", "iat")) {
      Map<String, Object> without = new HashMap<>();
      without.put(claim, null);
      assertEquals(
          "400 InvalidIdentityToken: Missing a required claim: " + claim + ".",
          client.webIdentity(DEPLOY, token(without)).summary());
    }
  }

  @Test
  void honoursTheRolesClaim() {
    String claim = "https://aws.amazon.com/roles";
    assertEquals(
        "200", client.webIdentity(DEPLOY, token(Map.of(claim, List.of(PROD, DEPLOY)))).summary());
    assertEquals(
        "400 InvalidIdentityToken: The target role ARN is not present in the roles claim of the identity token",
        client.webIdentity(DEPLOY, token(Map.of(claim, PROD))).summary());
  }

  @Test
  void saysSoWhenTheKeysCannotBeHad() {
    String token = aws.gitHubJob().idToken(AUDIENCE);
    aws.fault("jwks", Fault.reset(), Fault.error(500, "", "down"), Fault.truncated());
    aws.fault(
        "discovery",
        Fault.none(),
        Fault.none(),
        Fault.none(),
        Fault.body(200, "text/html", "<html>"));
    for (int i = 0; i < 4; i++) {
      assertEquals(NO_KEY, client.webIdentity(DEPLOY, token).summary());
    }
    assertEquals("200", client.webIdentity(DEPLOY, token).summary());
  }

  /** A token that the role Deploy trusts, with some claims changed. */
  private String token(Map<String, Object> claims) {
    Map<String, Object> all = new HashMap<>();
    all.put("sub", "repo:octo-org/octo-repo:ref:refs/heads/main");
    all.put("aud", AUDIENCE);
    all.putAll(claims);
    return aws.issuer("github").mint(all);
  }

  private static String decode(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
