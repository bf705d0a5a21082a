package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.Directory;
import io.github.rolecall.testkit.iam.OidcProvider;
import io.github.rolecall.testkit.oidc.Jwt;
import io.github.rolecall.testkit.oidc.SigningKeys;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;

/**
 * Verifies the signature, the times and the audience of a web identity token (STS API reference,
 * AssumeRoleWithWebIdentity; IAM User Guide, "Create an OpenID Connect identity provider").
 */
final class TokenCheck {
  private static final List<String> REQUIRED = List.of("sub", "aud", "exp", "iat");
  private static final List<String> TIMES = List.of("exp", "iat", "nbf");
  private static final String ROLES_CLAIM = "https://aws.amazon.com/roles";
  private static final String NO_KEY =
      "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity"
          + " documentation for requirements";
  private static final String NOT_A_JWT =
      "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";

  /**
   * The description of the error code in the API reference, because we do not know the message of
   * AWS for an invalid signature.
   */
  private static final String NOT_VALIDATED =
      "The web identity token that was passed could not be validated by Amazon Web Services.";

  private final Directory directory;
  private final SigningKeys keys;
  private final Clock clock;

  TokenCheck(Directory directory, SigningKeys keys, Clock clock) {
    this.directory = directory;
    this.keys = keys;
    this.clock = clock;
  }

  VerifiedToken check(String token, Arn role) {
    Jwt jwt = Jwt.parse(token).orElseThrow(() -> Refusal.invalidIdentityToken(NOT_A_JWT));
    OidcProvider provider = provider(jwt, role);
    checkSignature(jwt, provider);
    checkTimes(jwt);
    String audience = audience(jwt);
    for (String claim : REQUIRED) {
      require(jwt, claim);
    }
    if (!provider.clientIds().contains(audience)) {
      throw Refusal.invalidIdentityToken("Incorrect token audience");
    }
    if (jwt.has(ROLES_CLAIM) && !jwt.values(ROLES_CLAIM).contains(role.toString())) {
      throw Refusal.invalidIdentityToken(
          "The target role ARN is not present in the roles claim of the identity token");
    }
    return new VerifiedToken(jwt, provider, audience, jwt.text("sub").orElse(""));
  }

  private OidcProvider provider(Jwt jwt, Arn role) {
    require(jwt, "iss");
    String issuer = jwt.text("iss").orElse("");
    return directory
        .provider(role.account(), issuer)
        .orElseThrow(
            () ->
                Refusal.invalidIdentityToken(
                    "No OpenIDConnect provider found in your account for " + issuer));
  }

  private void checkSignature(Jwt jwt, OidcProvider provider) {
    PublicKey key;
    try {
      key =
          keys.find(provider.issuer(), jwt.keyId().orElse(""))
              .orElseThrow(() -> Refusal.invalidIdentityToken(NO_KEY));
    } catch (IOException e) {
      throw Refusal.invalidIdentityToken(NO_KEY);
    }
    if (!jwt.isSignedBy(key)) {
      throw Refusal.invalidIdentityToken(NOT_VALIDATED);
    }
  }

  /**
   * Permits no clock skew. In practice, AWS sometimes accepts a token five minutes after it
   * expired, and sometimes rejects it after three.
   */
  private void checkTimes(Jwt jwt) {
    if (TIMES.stream().anyMatch(claim -> jwt.has(claim) && jwt.number(claim).isEmpty())) {
      throw Refusal.invalidIdentityToken(NOT_A_JWT);
    }
    long now = clock.instant().getEpochSecond();
    long expires = jwt.number("exp").orElse(Long.MAX_VALUE);
    if (now >= expires) {
      throw Refusal.of(
          400,
          "ExpiredTokenException",
          "Token expired: current date/time "
              + now
              + " must be before the expiration date/time "
              + expires);
    }
    if (jwt.number("nbf").orElse(now) > now || jwt.number("iat").orElse(now) > now) {
      throw Refusal.invalidIdentityToken(NOT_VALIDATED);
    }
  }

  /** The authorized party ({@code azp}) if there is one; otherwise the only audience. */
  private static String audience(Jwt jwt) {
    List<String> audiences = jwt.values("aud");
    if (audiences.size() > 1 && !jwt.has("azp")) {
      throw Refusal.invalidIdentityToken(
          "Token audience contains more than one audience while authorized party is not present");
    }
    return jwt.text("azp").orElse(audiences.isEmpty() ? "" : audiences.get(0));
  }

  private static void require(Jwt jwt, String claim) {
    if (!jwt.has(claim)) {
      throw Refusal.invalidIdentityToken("Missing a required claim: " + claim + ".");
    }
  }
}
