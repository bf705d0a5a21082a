package io.github.rolecall.http;

import io.github.rolecall.problem.NetworkProblem;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What an exception of a connection means for the user. */
public final class FailedConnection {
  private FailedConnection() {}

  /** Tells apart what a failed connection can mean, by the exception of the JDK or its causes. */
  public static NetworkProblem of(
      String service,
      String address,
      Optional<String> proxy,
      ServerClock clock,
      Throwable failure) {
    NetworkProblem.Progress progress = NetworkProblem.Progress.SENT;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RequestNotSentException) {
        // What it says is only what its cause says.
        progress = NetworkProblem.Progress.NOT_SENT;
        continue;
      }
      if (cause instanceof BrokenAnswerException) {
        progress = NetworkProblem.Progress.ANSWERING;
        continue;
      }
      String reason = reason(cause);
      if (proxy.isPresent() && cause instanceof BegunConnection.ProxyRefusal refusal) {
        return new NetworkProblem.ProxyRefused(
            service, address, proxy.get(), "HTTP status " + refusal.status);
      }
      if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
        return outOfTime(cause)
            .<NetworkProblem>map(
                why ->
                    new NetworkProblem.CertificateOutOfTime(
                        service, address, reason(why), clock.machine().instant(), clock.skew()))
            .orElseGet(() -> new NetworkProblem.Untrusted(service, address, proxy, reason));
      }
      boolean transport = cause instanceof IOException && !(cause instanceof SSLException);
      if (transport || cause.getCause() == null) {
        return new NetworkProblem.Unreachable(service, address, proxy, reason, progress);
      }
    }
    throw new IllegalStateException("unreachable: the loop ends at the last cause");
  }

  private static Optional<Throwable> outOfTime(Throwable certificate) {
    return Stream.<Throwable>iterate(certificate, Objects::nonNull, Throwable::getCause)
        .filter(
            cause ->
                cause instanceof CertificateExpiredException
                    || cause instanceof CertificateNotYetValidException)
        .findFirst();
  }

  private static String reason(Throwable cause) {
    String kind = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? kind : kind + ": " + cause.getMessage();
  }
}
