package io.github.rolecall.problem;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** An answer is missing or incomplete. */
public sealed interface NetworkProblem extends Problem {
  /** The service that a Region chooses. */
  String STS = "STS";

  /** How far a request got. */
  enum Progress {
    /** No byte of it left this machine. */
    NOT_SENT,
    /** It may have arrived. */
    SENT,
    /** The answer had begun. */
    ANSWERING
  }

  /**
   * No connection, or one that broke.
   *
   * @param service the server, "STS" or "the token endpoint of GitHub Actions"
   * @param reason the reason of the connection
   * @param progress how far the request and its answer got
   */
  record Unreachable(
      String service, String address, Optional<String> proxy, String reason, Progress progress)
      implements NetworkProblem {

    /** Whether the request may have left this machine. */
    public boolean sent() {
      return progress != Progress.NOT_SENT;
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("unreachable")
          .what("Could not reach %s", service)
          .facts(connection(address, proxy, reason))
          .remedies(byLikelihood())
          .repeat(Repeat.WITHIN_BUDGET);
    }

    private List<Remedy> byLikelihood() {
      Remedy region = Remedy.of("Check the spelling of %s.", Input.AWS_REGION);
      Remedy endpoint =
          Remedy.of(
              "Check the endpoint, if you set one: %s, AWS_ENDPOINT_URL_STS or AWS_ENDPOINT_URL.",
              Input.STS_ENDPOINT);
      Remedy way =
          Remedy.of("Check DNS and firewall: this machine must be able to connect to the address.");
      Remedy viaProxy =
          proxy.isPresent()
              ? Remedy.of("Check the proxy, or bypass it for this host: %s.", Input.NO_PROXY)
              : Remedy.of("If this network needs a proxy, set %s.", Input.HTTP_PROXY);
      if (!service.equals(STS)) {
        return List.of(viaProxy, way);
      }
      if (!ProofProblem.Server.isOfAws(address)) {
        return List.of(endpoint, viaProxy, way);
      }
      return proxy.isEmpty() && reason.startsWith("UnknownHost")
          ? List.of(region, endpoint, viaProxy, way)
          : List.of(viaProxy, way, region, endpoint);
    }

    /** The same as a part of something of which an earlier request has been sent. */
    public Unreachable afterSending() {
      return new Unreachable(service, address, proxy, reason, Progress.SENT);
    }
  }

  /** The proxy answered, and it says no. */
  record ProxyRefused(String service, String address, String proxy, String reason)
      implements NetworkProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("proxy-refused")
          .what("The proxy refused the connection to %s", service)
          .facts(connection(address, Optional.of(proxy), reason))
          .remedy(
              "If the proxy requires authentication (407), set user and password in"
                  + " %s: http://user:password@host:port, from a secret of the CI system.",
              Remedy.in(FrontEnd.ACTION, Input.HTTP_PROXY, "the environment variable HTTPS_PROXY"))
          .remedy("Ask the administrators of the proxy to allow the address.")
          .remedy("Or bypass the proxy for the address: %s.", Input.NO_PROXY);
    }
  }

  /** The certificate of the other side is not trusted here. */
  record Untrusted(String service, String address, Optional<String> proxy, String reason)
      implements NetworkProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("certificate-untrusted")
          .what("The certificate of %s is not trusted", service)
          .facts(connection(address, proxy, reason))
          .remedy(
              "If your network inspects TLS, set the environment variable"
                  + " AWS_CA_BUNDLE to a PEM file with the certificate authorities to trust."
                  + " It replaces the standard ones.")
          .remedy("Check the address: it may be the wrong host.");
    }
  }

  /**
   * The certificate of the other side is not valid at the time that this machine has.
   *
   * @param from its first second
   * @param until its last second
   * @param now by the clock of this machine, with which certificates are compared
   * @param clock what others have said of that clock
   */
  record CertificateOutOfTime(
      String service,
      String address,
      Instant from,
      Instant until,
      Instant now,
      Optional<ClockSkew> clock)
      implements NetworkProblem {
    @Override
    public Diagnosis diagnosis() {
      Instant here = now.truncatedTo(ChronoUnit.SECONDS);
      String wrong = now.isBefore(from) ? "is not valid before " + from : "expired at " + until;
      var set =
          Remedy.of("The clock of this machine says %s. If that is wrong, set the clock.", here);
      return Diagnosis.of("certificate-out-of-time")
          .what("The certificate of %s %s, by the clock of this machine", service, wrong)
          .fact("address", address)
          .fact("valid", "from " + from + " to " + until)
          .fact("clock of this machine", here)
          .because(clock.filter(skew -> skew.isSkewed() && skew.isWithin(from, until)))
          .remedies(clock.isPresent() ? List.of() : List.of(set))
          .remedy(
              "Ask the administrators of %s, or of the proxy, to renew the certificate.", address);
    }
  }

  private static List<Fact> connection(String address, Optional<String> proxy, String reason) {
    return List.of(
        new Fact("address", address),
        new Fact("proxy", proxy.orElse("none")),
        new Fact("reason", reason));
  }
}
