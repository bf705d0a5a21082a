package io.github.rolecall.aws.credentials;

import io.github.rolecall.host.Host;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.Given;
import io.github.rolecall.session.SessionCredentials;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys in environment variables, as the AWS CLI reads them: the older name of the session token
 * goes before the newer one, and a variable says when they expire. The action reads neither, as its
 * peer.
 */
public final class EnvironmentCredentials {
  private EnvironmentCredentials() {}

  /**
   * The credentials of a key that is there as a whole. Fails with {@code InputProblem.Invalid} when
   * their end is not a time, and with {@code IdentityProblem.Malformed}.
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
