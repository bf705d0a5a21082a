package io.github.rolecall.testkit.sso;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The authorization codes that the consent page sends to the redirect URI. Each is valid once, and
 * only with its PKCE code verifier.
 */
final class AuthorizationCodes {
  private final Clock clock;
  private final Settings settings;
  private final Consumer<String> secrets;
  private final Map<String, Issued> issued = new ConcurrentHashMap<>();

  private record Issued(Client client, String redirectUri, String challenge, Instant expires) {}

  AuthorizationCodes(Clock clock, Settings settings, Consumer<String> secrets) {
    this.clock = clock;
    this.settings = settings;
    this.secrets = secrets;
  }

  String issue(Client client, String redirectUri, String challenge) {
    String code = Sessions.random("", 60);
    secrets.accept(code);
    issued.put(
        code, new Issued(client, redirectUri, challenge, clock.instant().plus(settings.code)));
    return code;
  }

  /**
   * Redeems a code.
   *
   * @throws OidcError unless the code belongs to the client, is unused and has not expired, and the
   *     redirect URI and the code verifier match it (RFC 7636, 4.6)
   */
  void redeem(Client client, String code, String redirectUri, String verifier) {
    Issued one = issued.remove(code);
    if (one == null || !one.client().id().equals(client.id())) {
      throw OidcError.of("invalid_grant", "Invalid authorization code provided");
    }
    if (!clock.instant().isBefore(one.expires())) {
      throw OidcError.of("invalid_grant", "The authorization code has expired");
    }
    if (!one.redirectUri().equals(redirectUri)) {
      throw OidcError.of("invalid_grant", "The redirect URI is another one");
    }
    boolean form = verifier.matches("[A-Za-z0-9._~-]{43,128}");
    if (!form || !challenge(verifier).equals(one.challenge())) {
      throw OidcError.of("invalid_grant", "The code verifier does not match the challenge");
    }
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
