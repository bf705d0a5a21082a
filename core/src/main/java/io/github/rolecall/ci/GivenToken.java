package io.github.rolecall.ci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import io.github.rolecall.model.Claims;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.TokenProblem;
import io.github.rolecall.session.IdentityToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A token that the CI system has put into the job, so that its audience is settled. */
final class GivenToken {
  private final Host host;
  private final List<String> variables;
  private final Optional<Path> file;

  /** A token in the first of these variables that is set. */
  GivenToken(Host host, String... variables) {
    this(host, Optional.empty(), variables);
  }

  /** The same, and a file that holds it where no variable does. */
  GivenToken(Host host, Optional<Path> file, String... variables) {
    this.host = host;
    this.file = file;
    this.variables = List.of(variables);
  }

  boolean present() {
    return given().findFirst().isPresent() || file.filter(Files::isRegularFile).isPresent();
  }

  private Stream<Given> given() {
    return variables.stream().flatMap(name -> host.given(name).stream());
  }

  /**
   * The token, whatever it is for.
   *
   * @throws CredentialsException with {@link TokenProblem.FileUnreadable}
   */
  IdentityToken token() {
    return IdentityToken.of(given().findFirst().orElseGet(this::content));
  }

  private Given content() {
    Path path = file.orElseThrow();
    try {
      return new Given(Files.readString(path, UTF_8), path.toString());
    } catch (IOException e) {
      throw new CredentialsException(
          new TokenProblem.FileUnreadable(
              "the CI system", path.toString(), e.getClass().getSimpleName()),
          e);
    }
  }

  /** Whether the token is for this audience; one whose claims cannot be read may be. */
  boolean isFor(String audience) {
    return token().claims().map(Claims::audiences).orElse(List.of(audience)).contains(audience);
  }

  /**
   * The token, if it is for the audience that the user named.
   *
   * @param whereToChange where the audience stands in the configuration of the CI system; empty
   *     when it stands nowhere
   * @throws CredentialsException with {@link TokenProblem.AudienceDiffers}
   */
  IdentityToken token(Optional<String> audience, String whereToChange) {
    return checked(token(), audience, whereToChange);
  }

  /** Refuses a token that is for somebody else than the user said. */
  static IdentityToken checked(
      IdentityToken token, Optional<String> audience, String whereToChange) {
    List<String> audiences = token.claims().map(Claims::audiences).orElse(List.of());
    audience
        .filter(expected -> token.claims().isPresent() && !audiences.contains(expected))
        .ifPresent(
            expected -> {
              throw new CredentialsException(
                  new TokenProblem.AudienceDiffers(expected, audiences, whereToChange));
            });
    return token;
  }
}
