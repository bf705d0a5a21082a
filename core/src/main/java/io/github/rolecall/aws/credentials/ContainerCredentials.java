package io.github.rolecall.aws.credentials;

import io.github.rolecall.http.Http;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
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
 * Credentials of a container: ECS, EKS Pod Identity, or any server with the same API.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">AWS
 *     SDKs and tools, container credentials</a>
 */
record ContainerCredentials(Asking asking) {
  private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /**
   * The addresses of ECS and EKS. Without TLS, other machines could read the traffic to any other
   * address that is not local.
   */
  private static final Set<String> CONTAINER_SERVICES =
      Set.of("169.254.170.2", "169.254.170.23", "fd00:ec2:0:0:0:0:0:23");

  private static final Pattern LITERAL = Pattern.compile("\\d+(\\.\\d+){3}|\\[[^]]+]");

  boolean configured() {
    return asking.host().variable(RELATIVE).isPresent() || asking.host().variable(FULL).isPresent();
  }

  /**
   * Calls the server that the environment names. Fails with {@code
   * IdentityProblem.EndpointRefused}, {@code NetworkProblem} or {@link InputProblem.Invalid}.
   */
  SessionCredentials get() {
    String service = "the container credentials endpoint";
    var headers = new HashMap<>(Map.of("Accept", "application/json"));
    authorization().ifPresent(token -> headers.put("Authorization", token));
    Http.Request request = asking.near(service, address(), headers, LIMIT);
    return asking.credentials(
        "the container credentials",
        request,
        answer -> CredentialsJson.read(answer.body(), "Token", service));
  }

  private URI address() {
    Optional<String> relative = asking.host().variable(RELATIVE);
    String name = relative.isPresent() ? RELATIVE : FULL;
    String text =
        relative
            .map(path -> "http://169.254.170.2" + path)
            .or(() -> asking.host().variable(FULL))
            .orElse("");
    return ServerUrl.parse(text)
        .filter(
            address ->
                address.getScheme().equals("https")
                    || isNear(ServerUrl.host(address).orElseThrow()))
        .orElseThrow(
            () ->
                ServerUrl.invalid(
                    name, text, "https://..., or http:// for this machine, ECS or EKS"));
  }

  /**
   * Accepts an address in every notation. Does not resolve a name, which could point to any
   * address.
   */
  private static boolean isNear(String host) {
    if (!LITERAL.matcher(host).matches()) {
      return "localhost".equalsIgnoreCase(host);
    }
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress() || CONTAINER_SERVICES.contains(address.getHostAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Returns the header value; the file takes precedence, as in the AWS CLI. A line break would end
   * the header.
   */
  private Optional<String> authorization() {
    Optional<Given> file = asking.host().given(TOKEN_FILE);
    Optional<String> token = file.map(this::content).or(() -> asking.host().variable(TOKEN));
    if (token.filter(text -> text.matches("(?s).*[\\r\\n].*")).isPresent()) {
      String kind = file.isPresent() ? "a file" : "a text";
      throw new CredentialsException(
          new InputProblem.Invalid(
              file.isPresent() ? TOKEN_FILE : TOKEN, "(not shown)", kind + " without line breaks"));
    }
    return token;
  }

  private String content(Given file) {
    return new TokenFile(file.name(), asking.host().file(file))
        .read(
            unreadable ->
                new CredentialsException(
                    new InputProblem.Invalid(
                        TOKEN_FILE,
                        unreadable.path(),
                        "a file that can be read (" + unreadable.reason() + ")")));
  }
}
