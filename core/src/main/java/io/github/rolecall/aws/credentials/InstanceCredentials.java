package io.github.rolecall.aws.credentials;

import io.github.rolecall.http.Http;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.session.SessionCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Credentials of an EC2 instance. It uses only version 2 of the instance metadata service (IMDSv2),
 * because attackers can read version 1 by server-side request forgery. If the service is busy or
 * its answer is incomplete, the request is retried. No other source is tried then, because the
 * service exists.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">AWS,
 *     access instance metadata</a>
 * @param profile may say where the service is
 */
record InstanceCredentials(Asking asking, Optional<Profile> profile) {
  private static final String SERVICE = "the instance metadata service";

  /** The token becomes an HTTP header. A page of another server does not match. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,4096}");

  /** The first role name becomes a part of an address. */
  private static final Pattern ROLE_NAMES =
      Pattern.compile("[\\w+=,.@/-]{1,512}(\\s.*)?", Pattern.DOTALL);

  private static final String ROLES = "/latest/meta-data/iam/security-credentials/";

  /**
   * Returns the credentials of the instance's role; empty when this is no EC2 instance, or one
   * without a role. Fails with {@code IdentityProblem.EndpointRefused} when there is a role and the
   * service does not return its credentials.
   */
  Optional<SessionCredentials> get() {
    if (asking
        .host()
        .variable("AWS_EC2_METADATA_DISABLED")
        .filter("true"::equalsIgnoreCase)
        .isPresent()) {
      return Optional.empty();
    }
    Optional<String> token = token();
    if (token.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = Map.of("X-aws-ec2-metadata-token", token.get());
    Optional<String> role = asking.retried(SERVICE, () -> role(ask("GET", ROLES, headers)));
    return role.map(
        name ->
            asking.credentials(
                SERVICE,
                request("GET", ROLES + name, headers),
                answer -> CredentialsJson.ofInstance(answer.body(), SERVICE)));
  }

  /** Requests a token; empty when no metadata service answers: this machine is no EC2 instance. */
  private Optional<String> token() {
    String ttl = "X-aws-ec2-metadata-token-ttl-seconds";
    return asking.retried(
        SERVICE,
        () -> {
          Http.Answer answer;
          try {
            answer = ask("PUT", "/latest/api/token", Map.of(ttl, "21600"));
          } catch (CredentialsException e) {
            // An interrupted answer proves that a server exists.
            boolean began =
                e.problem() instanceof NetworkProblem.Unreachable broken
                    && broken.progress() == NetworkProblem.Progress.ANSWERING;
            if (began || !(e.problem() instanceof NetworkProblem)) {
              throw e;
            }
            // No answer means that this is no EC2 instance: nothing else reveals that.
            return Optional.empty();
          }
          return answer.status() == 200 || isBusy(answer)
              ? Optional.of(text(answer, TOKEN))
              : Optional.empty();
        });
  }

  /** Returns the name of the role; empty when the instance has none. */
  private Optional<String> role(Http.Answer answer) {
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(text(answer, ROLE_NAMES).lines().toList().get(0));
  }

  private static boolean isBusy(Http.Answer answer) {
    return answer.status() == 429 || answer.status() >= 500;
  }

  private String text(Http.Answer answer, Pattern form) {
    String text = answer.body().strip();
    if (answer.status() != 200 || !form.matcher(text).matches()) {
      throw asking.refused(SERVICE, answer);
    }
    return text;
  }

  private Http.Answer ask(String method, String path, Map<String, String> headers) {
    return asking.host().http().ask(request(method, path, headers));
  }

  private Http.Request request(String method, String path, Map<String, String> headers) {
    return asking.near(SERVICE, address(path), headers, limit()).by(method);
  }

  private URI address(String path) {
    String standard = isSix() ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
    Given said =
        said("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint")
            .orElse(new Given(standard, SERVICE));
    return ServerUrl.of(said.name(), said.text(), path);
  }

  private boolean isSix() {
    return said("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode")
        .filter(
            said ->
                switch (said.text().strip().toLowerCase(Locale.ROOT)) {
                  case "ipv6" -> true;
                  case "ipv4" -> false;
                  default -> throw invalid(said, "IPv4 or IPv6");
                })
        .isPresent();
  }

  /** The timeout is one second unless set: on other machines no server answers. */
  private Duration limit() {
    Optional<Given> said = said("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout");
    String text = said.map(Given::text).orElse("1").strip();
    if (!text.matches("[1-9]\\d{0,2}")) {
      throw invalid(said.orElseThrow(), "a whole number of seconds, 1 to 999");
    }
    return Duration.ofSeconds(Integer.parseInt(text));
  }

  /** Returns the value of the variable or else of the profile. */
  private Optional<Given> said(String variable, String key) {
    return asking.host().given(variable).or(() -> profile.flatMap(own -> own.given(key)));
  }

  private static CredentialsException invalid(Given said, String expected) {
    return new CredentialsException(new InputProblem.Invalid(said.name(), said.text(), expected));
  }
}
