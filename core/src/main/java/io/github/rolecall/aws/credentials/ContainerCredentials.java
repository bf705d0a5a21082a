package io.github.rolecall.aws.credentials;

import io.github.rolecall.aws.sts.Proof;
import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.TokenProblem;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.session.TokenFile;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** ECS and EKS; elsewhere but on this machine, anybody may listen in without TLS. */
  private static final Set<String> NEAR =
      Set.of("169.254.170.2", "169.254.170.23", "fd00:ec2:0:0:0:0:0:23");

  private static final Pattern LITERAL = Pattern.compile("\\d+(\\.\\d+){3}|\\[[^]]+]");

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
   * @throws CredentialsException with {@link
   *     io.github.rolecall.problem.IdentityProblem.EndpointRefused}, {@link
   *     io.github.rolecall.problem.NetworkProblem} or {@link InputProblem.Invalid}
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
                address.getScheme().equals("https")
                    || isNear(ServerUrl.host(address).orElseThrow()))
        .orElseThrow(
            () ->
                new CredentialsException(
                    new InputProblem.Invalid(
                        name,
                        text.contains("@") ? "(not shown)" : text,
                        "https://..., or http:// to this machine, to ECS or to EKS")));
  }

  /** An address counts in every spelling. A name is never looked up: it may lead anywhere. */
  private static boolean isNear(String host) {
    if (!LITERAL.matcher(host).matches()) {
      return "localhost".equalsIgnoreCase(host);
    }
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress() || NEAR.contains(address.getHostAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The file first, as the AWS CLI does. A line break would end the header. */
  private Optional<String> authorization() {
    Optional<Given> file = host.given(TOKEN_FILE);
    Optional<String> token = file.map(this::content).or(() -> host.variable(TOKEN));
    if (token.filter(text -> text.matches("(?s).*[\\r\\n].*")).isPresent()) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              file.isPresent() ? TOKEN_FILE : TOKEN,
              "(not shown)",
              file.isPresent() ? "a file without line breaks" : "a text without line breaks"));
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
