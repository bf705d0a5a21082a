package io.github.rolecall.ci;

import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.model.Claims;
import io.github.rolecall.network.Network;
import io.github.rolecall.policy.issuer.Issuer;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.TokenProblem;
import io.github.rolecall.session.IdentityToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A token that the CI system has put into the job, so that its audience is settled.
 *
 * @param variables the first of them that is set holds the token
 * @param file holds the token where no variable does
 * @param audienceSetting where the configuration of the CI system sets the audience; empty when it
 *     stands nowhere
 */
record PreissuedToken(List<String> variables, Optional<Path> file, String audienceSetting)
    implements JobToken {

  static PreissuedToken in(String... variables) {
    return new PreissuedToken(List.of(variables), Optional.empty(), "");
  }

  PreissuedToken orFile(Path path) {
    return new PreissuedToken(variables, Optional.of(path), audienceSetting);
  }

  /** One whose audience is set where the table of issuers says. */
  PreissuedToken of(String issuer) {
    return new PreissuedToken(variables, file, Issuer.named(issuer).audience().where());
  }

  /** One whose audience is set beside others, under a name. */
  PreissuedToken under(String name) {
    return new PreissuedToken(variables, file, audienceSetting + ", under " + name);
  }

  @Override
  public Optional<String> missing(Host host) {
    if (given(host).isPresent() || file.filter(Files::isRegularFile).isPresent()) {
      return Optional.empty();
    }
    String variable = variables.get(0);
    return Optional.of(
        file.map(path -> "neither the variable " + variable + " nor the file " + path)
            .orElse("the variable " + variable + " is not set"));
  }

  @Override
  public Optional<Claims> claims(Host host) {
    return missing(host).isPresent() ? Optional.empty() : whatever(host).claims();
  }

  private Optional<Given> given(Host host) {
    return variables.stream().flatMap(name -> host.given(name).stream()).findFirst();
  }

  @Override
  public IdentityToken get(Host host, Optional<String> audience, Network network) {
    return checked(whatever(host), audience, audienceSetting);
  }

  /**
   * The token, for any audience.
   *
   * @throws CredentialsException with {@link TokenProblem.FileUnreadable}
   */
  IdentityToken whatever(Host host) {
    return IdentityToken.of(given(host).orElseGet(this::content));
  }

  private Given content() {
    Path path = file.orElseThrow();
    try {
      return new Given(WholeFile.text(path), path.toString());
    } catch (IOException e) {
      throw new CredentialsException(
          new TokenProblem.FileUnreadable("the CI system", path.toString(), FileFailure.reason(e)),
          e);
    }
  }

  /** Whether the token is for this audience; true if its claims cannot be read. */
  boolean isFor(Host host, String audience) {
    return whatever(host)
        .claims()
        .map(claims -> claims.audiences().contains(audience))
        .orElse(true);
  }

  /**
   * Refuses a token whose audience is not the one that the user named.
   *
   * @throws CredentialsException with {@link TokenProblem.AudienceDiffers}
   */
  static IdentityToken checked(
      IdentityToken token, Optional<String> audience, String audienceSetting) {
    List<String> audiences =
        token.claims().map(Claims::audiences).orElse(audience.stream().toList());
    if (!audiences.containsAll(audience.stream().toList())) {
      throw new CredentialsException(
          new TokenProblem.AudienceDiffers(audience.get(), audiences, audienceSetting));
    }
    return token;
  }
}
