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
 * @param claims empty when the text cannot be read as a signed token; AWS will say what it thinks
 */
public record IdentityToken(Secret value, Optional<Claims> claims) {
  /**
   * Blanks and line breaks around the token, which files tend to end in, are dropped. Fails with
   * {@code IdentityProblem.Malformed} when the text is surely no token.
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
   * Refuses what AWS is sure to refuse, so that the answer comes at once and with its reason.
   * Whether the token is too old or too new is for AWS to say: the clock of this machine may be
   * wrong.
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
