package io.github.rolecall.aws.ecr;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.aws.sts.RequestSigner;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Retry;
import io.github.rolecall.http.Http;
import io.github.rolecall.http.RetryAfter;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.problem.ClockProblem;
import io.github.rolecall.problem.ClockSkew;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.EcrProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.session.Assumed;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Calls GetAuthorizationToken of ECR and of ECR Public. The SDK signs the requests.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html">
 *     ECR, GetAuthorizationToken</a>
 */
public final class Ecr {
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";

  private final Host host;
  private final Console console;
  private final Network network;
  private final Retry retry;

  public Ecr(Host host, Console console, Network network, Retry retry) {
    this.host = host;
    this.console = console;
    this.network = network;
    this.retry = retry;
  }

  /**
   * Returns a password for this registry, and masks it. It is good for every registry of the same
   * Region that the identity of the session may use.
   *
   * @throws CredentialsException with {@link EcrProblem}, {@link ClockProblem} or {@code
   *     NetworkProblem}
   */
  public RegistryPassword password(EcrRegistry registry, Assumed session) {
    URI endpoint = endpoint(registry);
    host.deadline().doing("calling " + registry.action());
    RegistryPassword password =
        retry.run(host, console, registry.action(), () -> ask(registry, endpoint, session));
    console.mask(password.password().reveal());
    console.mask(password.auth().reveal());
    return password;
  }

  private URI endpoint(EcrRegistry registry) {
    String name = registry.service().replace('-', '_');
    String variable = registry.isPublic() ? "AWS_ENDPOINT_URL_ECR_PUBLIC" : "AWS_ENDPOINT_URL_ECR";
    return new AwsFiles(host)
        .endpoint(AwsFiles.chosen(host), name, variable)
        .map(said -> ServerUrl.of(said.name(), said.text(), "/"))
        .orElseGet(() -> URI.create(registry.endpoint(network)));
  }

  private RegistryPassword ask(EcrRegistry registry, URI endpoint, Assumed session) {
    Optional<ClockSkew> corrected = host.clock().skew();
    var headers =
        Map.of(
            "Content-Type",
            CONTENT_TYPE,
            "X-Amz-Target",
            registry.target(),
            "User-Agent",
            network.userAgent().text());
    Http.Request request =
        new Http.Request("ECR", endpoint, headers, network).posting(new Secret("{}"));
    var signer = new RequestSigner(registry.service(), registry.region(), session.credentials());
    Http.Answer answer = host.http().ask(signer.sign(request, Map.of(), host.http()));
    Optional<JsonValue> json = JsonReader.object(answer.body());
    var call = new EcrProblem.Call(registry.action(), endpoint, session.identity().arn());
    if (answer.status() != 200 || json.isEmpty()) {
      throw refused(call, answer, json.orElse(JsonValue.MISSING), corrected);
    }
    return read(json.get())
        .orElseThrow(
            () ->
                new CredentialsException(
                    new EcrProblem.Refused(call, 200, "", "the response has no password")));
  }

  /** A list with one element from ECR, and that element from ECR Public. */
  private Optional<RegistryPassword> read(JsonValue answer) {
    JsonValue found = answer.path("authorizationData");
    JsonValue data =
        found.isArray() ? found.items().stream().findFirst().orElse(JsonValue.MISSING) : found;
    if (!data.path("authorizationToken").isString() || !data.path("expiresAt").isNumber()) {
      return Optional.empty();
    }
    String token = data.path("authorizationToken").text();
    host.secrets().learn(token);
    try {
      String pair = new String(Base64.getDecoder().decode(token), UTF_8);
      // The password may contain colons.
      Secret password = new Secret(pair.substring(pair.indexOf(':') + 1));
      host.secrets().learn(password.reveal());
      Instant end = Instant.ofEpochSecond((long) Double.parseDouble(data.path("expiresAt").text()));
      return pair.startsWith(RegistryPassword.USER + ":") && password.flaw().isEmpty()
          ? Optional.of(new RegistryPassword(password, end))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private CredentialsException refused(
      EcrProblem.Call call, Http.Answer answer, JsonValue json, Optional<ClockSkew> corrected) {
    String code = shown(json, "__type").replaceFirst(".*#", "");
    String message = shown(json, "message") + shown(json, "Message");
    Problem problem =
        ClockProblem.SignatureRefused.isMeantBy(code, message)
            ? ClockProblem.SignatureRefused.of(
                call.action(), call.facts(code, message), corrected, host.clock().skew())
            : code.startsWith("AccessDenied")
                ? new EcrProblem.Denied(call, code, message)
                : new EcrProblem.Refused(call, answer.status(), code, message);
    return new CredentialsException(problem).after(RetryAfter.of(answer));
  }

  private String shown(JsonValue json, String member) {
    JsonValue value = json.path(member);
    return value.isString() ? host.secrets().shown(value.text()) : "";
  }
}
