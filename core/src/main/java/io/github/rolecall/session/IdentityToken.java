package io.github.rolecall.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.CredentialShape;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.TokenProblem;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A web identity token.
 *
 * @param claims empty when the text cannot be parsed as a signed token; AWS then decides
 */
public record IdentityToken(Secret value, Optional<Claims> claims) {
  /**
   * Makes a token from text, without the whitespace around it: files often end with a line break.
   * Fails with {@code IdentityProblem.Malformed} when the text is certainly not a token.
   */
  public static IdentityToken of(Given text) {
    String token = CredentialShape.WEB_IDENTITY_TOKEN.check(text);
    return new IdentityToken(new Secret(token), claims(token));
  }

  private static Optional<Claims> claims(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      return JsonReader.object(new String(payload, UTF_8)).map(Claims::new);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Refuses a token that AWS is certain to refuse, so that the user gets the reason at once. Does
   * not check its times, because the clock of this machine may be wrong: AWS checks them.
   *
   * @throws CredentialsException with {@link TokenProblem.SeveralAudiences}
   */
  public IdentityToken check() {
    List<String> audiences = claims.map(Claims::audiences).orElse(List.of());
    if (audiences.size() > 1 && claims.flatMap(Claims::authorizedParty).isEmpty()) {
      throw new CredentialsException(new TokenProblem.SeveralAudiences(audiences));
    }
    return this;
  }
}
