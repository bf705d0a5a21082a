package io.github.rolecall.aws.codeartifact;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.aws.sts.RequestSigner;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.http.RetryAfter;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.ServerUrl;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.ClockProblem;
import io.github.rolecall.problem.ClockSkew;
import io.github.rolecall.problem.CodeArtifactProblem;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.session.Assumed;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Calls GetAuthorizationToken and GetRepositoryEndpoint of CodeArtifact.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_GetAuthorizationToken.html">CodeArtifact,
 *     GetAuthorizationToken</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_GetRepositoryEndpoint.html">CodeArtifact,
 *     GetRepositoryEndpoint</a>
 */
public final class CodeArtifact {
  private static final String SERVICE = "codeartifact";
  private static final String VARIABLE = "AWS_ENDPOINT_URL_CODEARTIFACT";

  /** An endpoint that can be written to any file: it has no user, query or other signs. */
  private static final Pattern ENDPOINT =
      Pattern.compile("https://[A-Za-z0-9.-]+(:\\d+)?/[A-Za-z0-9._/-]+/");

  private final Host host;
  private final Console console;

  public CodeArtifact(Host host, Console console) {
    this.host = host;
    this.console = console;
  }

  /**
   * Requests a token, and masks it.
   *
   * @param plan the network and the retries of the run
   * @param signer the verified credentials that sign the call
   * @param lifetime how long the token is valid; zero: as long as the session of the role; empty:
   *     12 hours
   * @throws CredentialsException with {@link CodeArtifactProblem}, and with {@code NetworkProblem}
   */
  public AuthorizationToken token(
      CodeArtifactDomain domain, Optional<Duration> lifetime, Plan plan, Assumed signer) {
    host.deadline().doing("requesting a token of CodeArtifact");
    var call = new CodeArtifactCall.Token(domain, signer.identity().arn(), lifetime);
    return run(call, plan, signer, answer -> token(call, answer));
  }

  private AuthorizationToken token(CodeArtifactCall call, Http.Answer answer) {
    JsonValue json = json(answer);
    JsonValue value = json.path("authorizationToken");
    Optional<Instant> expires = end(json.path("expiration"));
    if (!value.isString() || Secret.flawOf(value.text()).isPresent() || expires.isEmpty()) {
      throw new CredentialsException(
          call.refused(answer.status(), "", "the answer has no token with an expiration"));
    }
    host.secrets().learn(value.text());
    console.mask(value.text());
    return new AuthorizationToken(new Secret(value.text()), expires.get());
  }

  /** Returns the time, which CodeArtifact writes in seconds with a fraction. */
  private static Optional<Instant> end(JsonValue seconds) {
    return seconds.isNumber()
        ? Optional.of(Instant.ofEpochSecond((long) Double.parseDouble(seconds.text())))
        : Optional.empty();
  }

  /**
   * Requests the endpoint of a repository. Throws like {@link #token}.
   *
   * @param format of its packages: {@code npm}, {@code pypi}, {@code nuget}, {@code maven}
   * @return an HTTPS URL that ends with a slash
   */
  public URI repositoryEndpoint(
      CodeArtifactDomain domain, String repository, String format, Plan plan, Assumed signer) {
    host.deadline().doing("requesting the endpoint of a repository of CodeArtifact");
    var call = new CodeArtifactCall.Endpoint(domain, signer.identity().arn(), repository, format);
    return run(call, plan, signer, answer -> endpoint(call, answer));
  }

  private URI endpoint(CodeArtifactCall call, Http.Answer answer) {
    JsonValue value = json(answer).path("repositoryEndpoint");
    String text = value.isString() ? value.text().replaceFirst("/*$", "/") : "";
    if (!ENDPOINT.matcher(text).matches()) {
      throw new CredentialsException(
          call.refused(answer.status(), "", "the answer has no HTTPS endpoint"));
    }
    return URI.create(text);
  }

  private <T> T run(
      CodeArtifactCall call, Plan plan, Assumed signer, Function<Http.Answer, T> reader) {
    URI endpoint =
        new AwsFiles(host)
            .endpoint(AwsFiles.chosen(host), SERVICE, VARIABLE)
            .map(given -> ServerUrl.of(given.name(), given.text()))
            .orElseGet(() -> call.domain().endpoint(plan.network()));
    return plan.reach()
        .retry()
        .run(
            host, console, call.action(), () -> reader.apply(answer(call, endpoint, plan, signer)));
  }

  private Http.Answer answer(CodeArtifactCall call, URI endpoint, Plan plan, Assumed signer) {
    Optional<ClockSkew> corrected = host.clock().skew();
    Http.Request unsigned =
        new Http.Request(
                "CodeArtifact",
                ServerUrl.of(VARIABLE, endpoint.toString(), call.path()),
                Map.of("User-Agent", plan.network().userAgent().text()),
                plan.network())
            .by(call.method());
    Http.Request signed =
        new RequestSigner(SERVICE, call.domain().region(), signer.credentials())
            .sign(unsigned, call.query(), host.http());
    Http.Answer answer = host.http().ask(signed);
    if (answer.status() != 200) {
      throw refused(answer, corrected, call).after(RetryAfter.of(answer));
    }
    return answer;
  }

  private static JsonValue json(Http.Answer answer) {
    return JsonReader.object(answer.body()).orElse(JsonValue.MISSING);
  }

  private CredentialsException refused(
      Http.Answer answer, Optional<ClockSkew> corrected, CodeArtifactCall call) {
    JsonValue json = json(answer);
    String code =
        answer.header("x-amzn-errortype").map(type -> type.replaceFirst(":.*", "")).orElse("");
    String shownCode = host.secrets().shown(code);
    JsonValue said = json.path("message").isString() ? json.path("message") : json.path("Message");
    String message = host.secrets().shown(said.isString() ? said.text() : "");
    if (ClockProblem.SignatureRefused.isMeantBy(code, message)) {
      var facts =
          List.of(
              new Fact("AWS says", shownCode + ": " + message),
              new Fact("request", call.action() + " for " + call.arn()));
      return new CredentialsException(
          ClockProblem.SignatureRefused.of(call.action(), facts, corrected, host.clock().skew()));
    }
    return new CredentialsException(call.problem(answer.status(), shownCode, message));
  }
}
