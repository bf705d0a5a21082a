package io.github.rolecall.aws.credentials;

import io.github.rolecall.host.Host;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.SessionCredentials;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys in environment variables, as the AWS CLI reads them: the older name of the session token
 * goes before the newer one, and a variable says when they expire. The action reads neither, as its
 * peer.
 */
public final class EnvironmentCredentials {
  private static final String EXPIRATION = "AWS_CREDENTIAL_EXPIRATION";

  private EnvironmentCredentials() {}

  /**
   * The credentials of a key that is there as a whole.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} when their end is not a time,
   *     and with {@link io.github.rolecall.problem.IdentityProblem.Malformed}
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
        action ? Optional.empty() : host.variable(EXPIRATION).map(EnvironmentCredentials::end));
  }

  private static Instant end(String text) {
    return CredentialsJson.instant(text.strip())
        .orElseThrow(
            () ->
                new CredentialsException(
                    new InputProblem.Invalid(
                        EXPIRATION, text, "a time, for example 2026-11-26T12:00:00Z")));
  }
}
