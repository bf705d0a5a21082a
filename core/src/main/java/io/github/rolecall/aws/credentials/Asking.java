package io.github.rolecall.aws.credentials;

import io.github.rolecall.aws.sso.SsoCaller;
import io.github.rolecall.aws.sts.Proof;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Retry;
import io.github.rolecall.http.Http;
import io.github.rolecall.http.RetryAfter;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.session.SessionCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls the servers that issue credentials, with the retries and the log of the run. */
record Asking(Host host, Console console, Network network, Retry retry) {
  /** Returns the same for IAM Identity Center. */
  SsoCaller sso() {
    return new SsoCaller(host, console, network, retry);
  }

  <T> T retried(String what, Supplier<T> question) {
    return retry.run(host, console, what, question);
  }

  /** Makes a request to a local server, without a proxy. */
  Http.Request near(String service, URI address, Map<String, String> headers, Duration limit) {
    return new Http.Request(service, address, headers, network.direct()).within(limit);
  }

  /**
   * Retries until the answer contains complete credentials that expire after its own date. The name
   * of the call is for the log. Fails with {@link IdentityProblem.EndpointRefused} where there are
   * none.
   */
  SessionCredentials credentials(
      String what,
      Http.Request request,
      Function<Http.Answer, Optional<SessionCredentials>> reading) {
    return retried(
        what,
        () -> {
          Http.Answer answer = host.http().ask(request);
          return Optional.of(answer)
              .filter(whole -> whole.status() == 200)
              .flatMap(reading)
              .map(found -> Proof.answered(found, request.service(), answer))
              .orElseThrow(() -> refused(request.service(), answer));
        });
  }

  CredentialsException refused(String service, Http.Answer answer) {
    // A successful answer without credentials may still contain secrets.
    String text = answer.status() == 200 ? reason(answer.body()) : answer.body();
    return new CredentialsException(
            new IdentityProblem.EndpointRefused(
                service, answer.status(), host.secrets().shown(text)))
        .after(RetryAfter.of(answer));
  }

  /**
   * Returns the reason why a service has no credentials; AWS services report it in these fields.
   */
  private static String reason(String body) {
    return JsonReader.object(body)
        .map(json -> json.path("Code").text() + " " + json.path("Message").text())
        .filter(text -> !text.startsWith("Success"))
        .orElse("");
  }
}
