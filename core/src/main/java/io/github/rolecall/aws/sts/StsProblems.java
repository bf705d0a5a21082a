package io.github.rolecall.aws.sts;

import io.github.rolecall.http.FailedConnection;
import io.github.rolecall.http.Http;
import io.github.rolecall.http.RetryAfter;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.model.Role;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.ProxyServer;
import io.github.rolecall.problem.ClockProblem;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.SessionProblem;
import io.github.rolecall.problem.StsCall;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.problem.WebIdentityProblem;
import io.github.rolecall.text.Secrets;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns exceptions of the SDK and error answers into problems that say what to do. Codes and texts:
 * STS API reference; transient error codes: the SDK's own lists.
 */
final class StsProblems {
  private static final Set<String> THROTTLED =
      Set.of(
          ("Throttling ThrottlingException ThrottledException SlowDown TooManyRequestsException"
                  + " RequestLimitExceeded BandwidthLimitExceeded RequestThrottled"
                  + " RequestThrottledException PriorRequestNotComplete RequestTimeout"
                  + " RequestTimeoutException InternalError InternalFailure ServiceUnavailable"
                  + " ProvisionedThroughputExceededException EC2ThrottledException"
                  + " LimitExceededException TransactionInProgressException")
              .split(" ", -1));
  private static final Set<String> KEYS =
      Set.of(
          ("InvalidClientTokenId UnrecognizedClientException SignatureDoesNotMatch ExpiredToken"
                  + " IncompleteSignature MissingAuthenticationToken AuthFailure")
              .split(" ", -1));

  private final StsEndpoint endpoint;
  private final Optional<ProxyServer> proxy;
  private final Secrets secrets;
  private final ServerClock clock;

  /**
   * Makes problems for this endpoint.
   *
   * @param http has the secrets to hide, even when AWS or the SDK repeats them, and the clock
   */
  StsProblems(StsEndpoint endpoint, Network network, Http http) {
    this.endpoint = endpoint;
    this.proxy = network.proxies().on(endpoint.address());
    this.secrets = http.secrets();
    this.clock = http.clock();
  }

  /**
   * Returns the problem of an SDK exception without an answer. The exception itself is dropped: its
   * requests and responses print session tokens.
   */
  CredentialsException of(StsCall call, SdkException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException silence) {
        return of(silence);
      }
    }
    return sdkFailed(call, failure);
  }

  /** The SDK could not make or send a request. */
  CredentialsException sdkFailed(StsCall call, RuntimeException failure) {
    String said = Objects.requireNonNullElse(failure.getMessage(), "");
    return new CredentialsException(
        new StsProblem.SdkFailed(call, failure.getClass().getSimpleName(), secrets.shown(said)));
  }

  /** Returns the problem of an error answer. The call contains the clock that it was made with. */
  CredentialsException of(StsCall call, Optional<Role> role, Http.Answer said) {
    QueryAnswer answer = QueryAnswer.parse(said.body()).orElse(QueryAnswer.NONE);
    String code = secrets.shown(answer.text("ErrorResponse/Error/Code"));
    String message = secrets.shown(answer.text("ErrorResponse/Error/Message"));
    Problem problem =
        ClockProblem.SignatureRefused.isMeantBy(code, message)
            ? ClockProblem.SignatureRefused.of(
                "sts:" + call.action(), call.facts(code, message), call.clock(), clock.skew())
            : answered(call.at(clock.skew()), role, said.status(), code, message);
    return new CredentialsException(problem).after(RetryAfter.of(said));
  }

  /** No answer arrived. */
  CredentialsException of(IOException failure) {
    return new CredentialsException(
        FailedConnection.of(
            "STS",
            endpoint.address().toString(),
            proxy.map(ProxyServer::toString),
            clock,
            failure));
  }

  /** The answer is not one of STS: it is truncated, or another server sent it. */
  CredentialsException unreadable(StsCall call) {
    return new CredentialsException(
        new StsProblem.Busy(call, "unreadable", 200, "the response is not from STS"));
  }

  private Problem answered(
      StsCall call, Optional<Role> role, int status, String code, String message) {
    if (status == 407 && proxy.isPresent()) {
      return new NetworkProblem.ProxyRefused(
          "STS", endpoint.address().toString(), proxy.get().toString(), "HTTP status 407");
    }
    if (THROTTLED.contains(code) || status == 429 || status >= 500) {
      return new StsProblem.Busy(call, code, status, message);
    }
    if (code.isEmpty()) {
      return new StsProblem.Refused(call, "no code", status, "the response is not from STS");
    }
    if (KEYS.contains(code)) {
      return new StsProblem.KeysRejected(call, code, message);
    }
    return switch (code) {
      case "AccessDenied" -> new StsProblem.Denied(call, code, message);
      case "InvalidIdentityToken" -> token(call, code, message);
      case "ExpiredTokenException" -> new WebIdentityProblem.TokenExpired(call, code, message);
      case "IDPRejectedClaim" -> new WebIdentityProblem.TokenRejected(call, code, message);
      case "IDPCommunicationError" -> new WebIdentityProblem.IssuerUnreachable(call, code, message);
      case "PackedPolicyTooLarge" ->
          new SessionProblem.SessionTooLarge(call, "PackedPolicyTooLarge", message);
      case "MalformedPolicyDocument" -> new SessionProblem.PolicyMalformed(call, code, message);
      case "RegionDisabledException" -> new StsProblem.RegionDisabled(call, code, message);
      default ->
          message.contains("Serialized token too large")
              ? new SessionProblem.SessionTooLarge(call, "PackedPolicyTooLarge", message)
              : message.contains("DurationSeconds exceeds")
                  ? new SessionProblem.DurationTooLong(
                      call, "ValidationError", message, role.map(Role::durationSeconds).orElse(0))
                  : new StsProblem.Refused(call, code, status, message);
    };
  }

  private static Problem token(StsCall call, String code, String message) {
    if (message.contains("Couldn't retrieve verification key")) {
      return new WebIdentityProblem.IssuerUnreachable(call, code, message);
    }
    if (message.contains("No OpenIDConnect provider found")) {
      return new WebIdentityProblem.NoProvider(call, code, message);
    }
    if (message.contains("Incorrect token audience")) {
      return new WebIdentityProblem.AudienceUnknown(call, code, message);
    }
    return new WebIdentityProblem.TokenRejected(call, code, message);
  }
}
