package io.github.rolecall.aws;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.Given;
import io.github.rolecall.Host;
import io.github.rolecall.Http;
import io.github.rolecall.InputProblem;
import io.github.rolecall.ServerUrl;
import io.github.rolecall.SessionCredentials;
import io.github.rolecall.TokenFile;
import io.github.rolecall.TokenProblem;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Credentials of a container: ECS, EKS Pod Identity, or any server of the same form.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">AWS
 *     SDKs and tools, container credentials</a>
 */
final class ContainerCredentials {
  private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** Loopback, ECS, and EKS; anybody else may listen in without TLS. */
  private static final Pattern NEAR =
      Pattern.compile(
          "localhost|127(\\.\\d{1,3}){3}|\\[::1\\]|169\\.254\\.170\\.(2|23)|\\[fd00:ec2::23\\]");

  private final Host host;
  private final Asking asking;

  ContainerCredentials(Asking asking) {
    this.host = asking.host();
    this.asking = asking;
  }

  boolean configured() {
    return host.variable(RELATIVE).isPresent() || host.variable(FULL).isPresent();
  }

  /**
   * Asks the server that the environment names.
   *
   * @throws CredentialsException with {@link io.github.rolecall.IdentityProblem.EndpointRefused},
   *     {@link io.github.rolecall.NetworkProblem} or {@link InputProblem.Invalid}
   */
  SessionCredentials get() {
    String service = "the container's credentials server";
    var headers = new HashMap<>(Map.of("Accept", "application/json"));
    authorization().ifPresent(token -> headers.put("Authorization", token));
    Http.Request request = asking.near(service, address(), headers, LIMIT);
    return asking.retried(
        "the container's credentials",
        () -> {
          Http.Answer answer = host.http().ask(request);
          return Optional.of(answer)
              .filter(whole -> whole.status() == 200)
              .flatMap(whole -> CredentialsJson.read(whole.body(), "Token", service))
              .map(found -> Proof.answered(found, service, answer))
              .orElseThrow(() -> Asking.refused(service, answer));
        });
  }

  private URI address() {
    Optional<String> relative = host.variable(RELATIVE);
    String name = relative.isPresent() ? RELATIVE : FULL;
    String text =
        relative
            .map(path -> "http://169.254.170.2" + path)
            .or(() -> host.variable(FULL))
            .orElse("");
    return ServerUrl.parse(text)
        .filter(
            address ->
                "https".equals(address.getScheme())
                    || NEAR.matcher(ServerUrl.host(address).orElse("")).matches())
        .orElseThrow(
            () ->
                new CredentialsException(
                    new InputProblem.Invalid(
                        name,
                        text.contains("@") ? "(not shown)" : text,
                        "https://..., or http:// to this machine, to ECS or to EKS")));
  }

  /** The file first, as the AWS CLI does. A line break would end the header. */
  private Optional<String> authorization() {
    Optional<String> token =
        host.given(TOKEN_FILE)
            .map(this::content)
            .or(() -> host.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
    if (token.filter(text -> text.matches("(?s).*[\\r\\n].*")).isPresent()) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              "the container's authorization token", "(not shown)", "a text without line breaks"));
    }
    return token;
  }

  private String content(Given file) {
    try {
      return new TokenFile(file.name(), host.file(file)).read();
    } catch (CredentialsException e) {
      if (e.problem() instanceof TokenProblem.FileUnreadable unreadable) {
        throw new CredentialsException(
            new InputProblem.Invalid(
                TOKEN_FILE,
                unreadable.path(),
                "a file that can be read (" + unreadable.reason() + ")"),
            e);
      }
      throw e;
    }
  }
}
