package io.github.rolecall.http;

import io.github.rolecall.problem.NetworkProblem;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Translates an exception of a connection into a problem for the user. */
public final class FailedConnection {
  private static final Set<CertPathValidatorException.Reason> OUT_OF_TIME =
      Set.of(
          CertPathValidatorException.BasicReason.EXPIRED,
          CertPathValidatorException.BasicReason.NOT_YET_VALID);

  private FailedConnection() {}

  /** Finds the problem by the exception of the JDK or its causes. */
  public static NetworkProblem of(
      String service,
      String address,
      Optional<String> proxy,
      ServerClock clock,
      Throwable failure) {
    NetworkProblem.Progress progress = NetworkProblem.Progress.SENT;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RequestNotSentException) {
        // Its message only repeats that of its cause.
        progress = NetworkProblem.Progress.NOT_SENT;
        continue;
      }
      if (cause instanceof BrokenAnswerException) {
        progress = NetworkProblem.Progress.ANSWERING;
        continue;
      }
      String reason = reason(cause);
      if (proxy.isPresent() && cause instanceof TcpConnection.ProxyRefusal refusal) {
        return new NetworkProblem.ProxyRefused(
            service, address, proxy.get(), "HTTP status " + refusal.status);
      }
      if (cause instanceof CertificateException || cause instanceof CertPathBuilderException) {
        return outOfTime(cause)
            .map(certificate -> outOfTime(service, address, clock, certificate))
            .orElseGet(() -> new NetworkProblem.Untrusted(service, address, proxy, reason));
      }
      boolean transport = cause instanceof IOException && !(cause instanceof SSLException);
      if (transport || cause.getCause() == null) {
        return new NetworkProblem.Unreachable(service, address, proxy, reason, progress);
      }
    }
    throw new IllegalStateException("unreachable: the loop ends at the last cause");
  }

  private static NetworkProblem outOfTime(
      String service, String address, ServerClock clock, X509Certificate certificate) {
    return new NetworkProblem.CertificateOutOfTime(
        service,
        address,
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        clock.machine().instant(),
        clock.skew());
  }

  /**
   * Returns the certificate of the chain that is expired or not yet valid, if that is the failure.
   */
  private static Optional<X509Certificate> outOfTime(Throwable failure) {
    return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
        .filter(CertPathValidatorException.class::isInstance)
        .map(CertPathValidatorException.class::cast)
        .filter(refused -> OUT_OF_TIME.contains(refused.getReason()) && refused.getIndex() >= 0)
        .map(refused -> refused.getCertPath().getCertificates().get(refused.getIndex()))
        .filter(X509Certificate.class::isInstance)
        .map(X509Certificate.class::cast)
        .findFirst();
  }

  private static String reason(Throwable cause) {
    String kind = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? kind : kind + ": " + cause.getMessage();
  }
}
