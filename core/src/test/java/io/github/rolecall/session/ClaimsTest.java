package io.github.rolecall.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.model.Claims;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.TokenProblem;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the claims of a token, read but not verified, and the tokens that AWS is certain to reject.
 */
class ClaimsTest {

  private static String token(String payload) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return "e30." + base64.encodeToString(payload.getBytes(UTF_8)) + ".c2ln";
  }

  private static IdentityToken withAudience(String aud, String more) {
    return IdentityToken.of(new Given(token("{\"aud\":" + aud + more + "}"), "a test"));
  }

  @Test
  void claimsAreRead() {
    String payload =
        "{\"iss\":\"https://i\",\"sub\":\"s\",\"aud\":\"a\",\"azp\":\"p\",\"exp\":1795000000,"
            + "\"other\":[1]}";
    Claims claims = IdentityToken.of(new Given(token(payload), "a test")).claims().orElseThrow();
    assertEquals("https://i", claims.issuer());
    assertEquals("s", claims.subject());
    assertEquals(List.of("a"), claims.audiences());
    assertEquals(Optional.of("p"), claims.authorizedParty());
    assertEquals(Optional.of(Instant.ofEpochSecond(1795000000)), claims.expires());
    assertEquals(JsonReader.object(payload).orElseThrow(), claims.all());
  }

  @Test
  void whatIsNotThereIsNotInvented() {
    String payload = "{\"exp\":\"soon\",\"sub\":1,\"aud\":null}";
    Claims claims = IdentityToken.of(new Given(token(payload), "a test")).claims().orElseThrow();
    assertEquals("(none)", claims.issuer());
    assertEquals("(none)", claims.subject());
    assertEquals(List.of(), claims.audiences());
    assertEquals(Optional.empty(), claims.authorizedParty());
    assertEquals(Optional.empty(), claims.expires());
    assertEquals(JsonReader.object(payload).orElseThrow(), claims.all());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "a.b", "a.b.c.d", "e30.!!!.c2ln", "e30.bm8ganNvbg.c2ln", "e30.W10.c2ln"})
  void whatIsNoTokenHasNoClaimsAndIsLeftToAws(String text) {
    IdentityToken token = IdentityToken.of(new Given(text, "a test"));
    assertEquals(Optional.empty(), token.claims());
    assertEquals(text, token.check().value().reveal());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s\n", "%s\r\n", "  %s\n\n", "%s"})
  void blanksAndLineBreaksAroundATokenGo(String text) {
    String token = token("{}");
    assertEquals(
        token, IdentityToken.of(new Given(text.formatted(token), "a test")).value().reveal());
  }

  /** AWS decides about times, because this machine's clock may be wrong by minutes or years. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"exp\":0}",
        "{\"exp\":1700000000}",
        "{\"nbf\":2145916800,\"iat\":2145916800}",
        "{\"exp\":4102444800}"
      })
  void aTokenOfAnyTimeIsSent(String claims) {
    IdentityToken token = IdentityToken.of(new Given(token(claims), "a test"));
    assertEquals(token, token.check());
  }

  @Test
  void severalAudiencesNeedAnAuthorizedParty() {
    IdentityToken several = withAudience("[\"a\",\"b\"]", "");
    var problem = Thrown.problem(TokenProblem.SeveralAudiences.class, () -> several.check());
    assertEquals(List.of("a", "b"), problem.audiences());
    IdentityToken withParty = withAudience("[\"a\",\"b\"]", ",\"azp\":\"a\"");
    assertEquals(withParty, withParty.check());
    IdentityToken one = withAudience("[\"a\"]", "");
    assertEquals(one, one.check());
  }
}
