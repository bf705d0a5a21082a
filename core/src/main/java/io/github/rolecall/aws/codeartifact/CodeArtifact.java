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

/**
 * Calls GetAuthorizationToken of CodeArtifact.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codeartifact/latest/APIReference/API_GetAuthorizationToken.html">CodeArtifact,
 *     GetAuthorizationToken</a>
 */
public final class CodeArtifact {
  private static final String SERVICE = "codeartifact";
  private static final String ACTION = "codeartifact:GetAuthorizationToken";
  private static final String VARIABLE = "AWS_ENDPOINT_URL_CODEARTIFACT";

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
    URI endpoint = endpoint(domain, plan);
    host.deadline().doing("requesting a token of CodeArtifact");
    return plan.reach()
        .retry()
        .run(host, console, ACTION, () -> ask(endpoint, domain, lifetime, plan, signer));
  }

  private URI endpoint(CodeArtifactDomain domain, Plan plan) {
    return new AwsFiles(host)
        .endpoint(AwsFiles.chosen(host), SERVICE, VARIABLE)
        .map(given -> ServerUrl.of(given.name(), given.text()))
        .orElseGet(() -> domain.endpoint(plan.network()));
  }

  private AuthorizationToken ask(
      URI endpoint,
      CodeArtifactDomain domain,
      Optional<Duration> lifetime,
      Plan plan,
      Assumed signer) {
    Optional<ClockSkew> corrected = host.clock().skew();
    URI address = ServerUrl.of(VARIABLE, endpoint.toString(), "/v1/authorization-token");
    Http.Request unsigned =
        new Http.Request(
                "CodeArtifact",
                address,
                Map.of("User-Agent", plan.network().userAgent().text()),
                plan.network())
            .by("POST");
    Http.Request signed =
        new RequestSigner(SERVICE, domain.region(), signer.credentials())
            .sign(unsigned, domain.query(lifetime), host.http());
    Http.Answer answer = host.http().ask(signed);
    JsonValue json = JsonReader.object(answer.body()).orElse(JsonValue.MISSING);
    if (answer.status() != 200) {
      throw refused(answer, json, corrected, domain, signer).after(RetryAfter.of(answer));
    }
    JsonValue value = json.path("authorizationToken");
    Optional<Instant> expires = end(json.path("expiration"));
    if (!value.isString() || value.text().isBlank() || expires.isEmpty()) {
      throw new CredentialsException(
          problem(answer, "", "the answer has no token with an expiration", domain, signer));
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

  private CredentialsException refused(
      Http.Answer answer,
      JsonValue json,
      Optional<ClockSkew> corrected,
      CodeArtifactDomain domain,
      Assumed signer) {
    String code =
        answer.header("x-amzn-errortype").map(type -> type.replaceFirst(":.*", "")).orElse("");
    String shownCode = host.secrets().shown(code);
    JsonValue said = json.path("message").isString() ? json.path("message") : json.path("Message");
    String message = host.secrets().shown(said.isString() ? said.text() : "");
    if (ClockProblem.SignatureRefused.isMeantBy(code, message)) {
      var facts =
          List.of(
              new Fact("AWS says", shownCode + ": " + message),
              new Fact("request", ACTION + " for " + domain.arn()));
      return new CredentialsException(
          ClockProblem.SignatureRefused.of(ACTION, facts, corrected, host.clock().skew()));
    }
    return new CredentialsException(problem(answer, shownCode, message, domain, signer));
  }

  private static CodeArtifactProblem problem(
      Http.Answer answer, String code, String message, CodeArtifactDomain domain, Assumed signer) {
    String identity = signer.identity().arn();
    return switch (code) {
      case "AccessDeniedException" ->
          new CodeArtifactProblem.Denied(domain.arn(), identity, message);
      case "ResourceNotFoundException" ->
          new CodeArtifactProblem.DomainNotFound(domain.arn(), identity, message);
      default ->
          new CodeArtifactProblem.Refused(domain.arn(), identity, answer.status(), code, message);
    };
  }
}
