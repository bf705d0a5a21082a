package io.github.rolecall.aws;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.Host;
import io.github.rolecall.Http;
import io.github.rolecall.InputProblem;
import io.github.rolecall.NetworkProblem;
import io.github.rolecall.SessionCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials of an EC2 instance, by version 2 of its metadata service only: version 1 also answers
 * those who make a server ask for them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">AWS,
 *     access instance metadata</a>
 */
final class InstanceCredentials {
  private static final String SERVICE = "the instance metadata service";
  private static final String ROLES = "/latest/meta-data/iam/security-credentials/";

  private final Host host;
  private final Asking asking;
  private final Optional<Profile> profile;

  /**
   * Names the service.
   *
   * @param profile may say where the service is
   */
  InstanceCredentials(Asking asking, Optional<Profile> profile) {
    this.host = asking.host();
    this.asking = asking;
    this.profile = profile;
  }

  /**
   * The credentials of the instance's role; empty when this is no instance, or one without a role.
   *
   * @throws CredentialsException with {@link io.github.rolecall.IdentityProblem.EndpointRefused}
   *     when there is a role and the service does not give its credentials
   */
  Optional<SessionCredentials> get() {
    if (host.variable("AWS_EC2_METADATA_DISABLED").filter("true"::equalsIgnoreCase).isPresent()) {
      return Optional.empty();
    }
    Http.Answer token;
    try {
      token =
          ask("PUT", "/latest/api/token", Map.of("X-aws-ec2-metadata-token-ttl-seconds", "21600"));
    } catch (CredentialsException e) {
      if (e.problem() instanceof NetworkProblem) {
        // Nothing says beforehand whether this is an instance: not to get an answer means no.
        return Optional.empty();
      }
      throw e;
    }
    if (token.status() != 200) {
      return Optional.empty();
    }
    Map<String, String> headers = Map.of("X-aws-ec2-metadata-token", token.body().strip());
    Http.Answer roles = asking.retried(SERVICE, () -> found(ask("GET", ROLES, headers)));
    String role = roles.body().strip();
    if (roles.status() == 404 || role.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        asking.retried(
            SERVICE,
            () -> {
              Http.Answer answer = ask("GET", ROLES + role.lines().toList().get(0), headers);
              return Optional.of(answer)
                  .filter(whole -> whole.status() == 200)
                  .flatMap(whole -> CredentialsJson.read(whole.body(), "Token", SERVICE))
                  .map(found -> Proof.answered(found, SERVICE, answer))
                  .orElseThrow(() -> Asking.refused(SERVICE, answer));
            }));
  }

  private static Http.Answer found(Http.Answer answer) {
    if (answer.status() != 200 && answer.status() != 404) {
      throw Asking.refused(SERVICE, answer);
    }
    return answer;
  }

  private Http.Answer ask(String method, String path, Map<String, String> headers) {
    return host.http().ask(asking.near(SERVICE, address(path), headers, limit()).by(method));
  }

  private URI address(String path) {
    String name = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
    boolean six =
        host.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")
            .or(() -> profile.flatMap(p -> p.value("ec2_metadata_service_endpoint_mode")))
            .filter("ipv6"::equalsIgnoreCase)
            .isPresent();
    String text =
        host.variable(name)
            .or(() -> profile.flatMap(p -> p.value("ec2_metadata_service_endpoint")))
            .orElse(six ? "http://[fd00:ec2::254]" : "http://169.254.169.254");
    try {
      return URI.create(text.strip().replaceFirst("/+$", "") + path);
    } catch (IllegalArgumentException e) {
      throw new CredentialsException(new InputProblem.Invalid(name, text, "a URL"), e);
    }
  }

  /** One second unless set: on other machines nobody answers. */
  private Duration limit() {
    String name = "AWS_METADATA_SERVICE_TIMEOUT";
    String text =
        host.variable(name)
            .or(() -> profile.flatMap(p -> p.value("metadata_service_timeout")))
            .orElse("1")
            .strip();
    if (!text.matches("[1-9]\\d{0,2}")) {
      throw new CredentialsException(
          new InputProblem.Invalid(name, text, "a whole number of seconds, 1 to 999"));
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }
}
