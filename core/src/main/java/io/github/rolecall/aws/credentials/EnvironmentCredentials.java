package io.github.rolecall.aws.credentials;

import io.github.rolecall.host.Host;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.Given;
import io.github.rolecall.session.SessionCredentials;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads keys from environment variables, as the AWS CLI does: the older variable of the session
 * token takes precedence over the newer one, and a variable contains the expiry. The action reads
 * neither, as in aws-actions/configure-aws-credentials.
 */
public final class EnvironmentCredentials {
  private EnvironmentCredentials() {}

  /**
   * Returns the credentials of a complete key. Fails with {@code InputProblem.Invalid} when the
   * expiry is not a time, and with {@code IdentityProblem.Malformed}.
   */
  public static SessionCredentials of(Host host, FrontEnd frontEnd, Given id, Given secret) {
    boolean action = frontEnd == FrontEnd.ACTION;
    Optional<Given> token =
        Stream.of("AWS_SECURITY_TOKEN", "AWS_SESSION_TOKEN")
            .skip(action ? 1 : 0)
            .flatMap(name -> host.given(name).stream())
            .findFirst();
    return SessionCredentials.of(
        id,
        secret,
        token,
        Optional.of("AWS_CREDENTIAL_EXPIRATION")
            .filter(name -> !action)
            .flatMap(host::given)
            .map(end -> CredentialsJson.end(end.text(), end.name())));
  }
}
