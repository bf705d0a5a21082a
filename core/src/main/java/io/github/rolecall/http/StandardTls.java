package io.github.rolecall.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS as the JDK does it by default, made beside other work, and with those of its authorities that
 * a server's certificates name: to read all of them takes a JVM that has just started longer than
 * to plan the run. Every check is the JDK's. No other authority could have a part in it, as each
 * certificate names its issuer; and what does not pass with those is checked again with all.
 */
final class StandardTls implements Tls {
  private final Once<Optional<AuthorityIndex>> index;
  private final Once<X509ExtendedTrustManager> all;
  private final Once<SSLSocketFactory> sockets = new Once<>(this::make);

  /** Makes nothing yet. The store is the one that the JDK's own trust manager would read. */
  StandardTls(Path store) {
    this.index = new Once<>(() -> AuthorityIndex.of(store));
    this.all = new Once<>(() -> Tls.manager(all(store)));
  }

  @Override
  public void prepare() {
    sockets.begin("rolecall-tls");
  }

  @Override
  public SSLSocketFactory sockets() {
    return sockets.get();
  }

  private SSLSocketFactory make() throws GeneralSecurityException {
    new Once<>(this::rehearsed).begin("rolecall-authorities");
    return Tls.trusting(new Awaited());
  }

  /** The whole store; null for what the JDK does without one. */
  private static @Nullable KeyStore all(Path store) throws GeneralSecurityException {
    try {
      return Files.exists(store) ? KeyStore.getInstance(store.toFile(), (char[]) null) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Reads what will be needed, and checks a certificate of no interest, as the first is slow. */
  private boolean rehearsed() throws GeneralSecurityException {
    Optional<AuthorityIndex> found = index.get();
    X509Certificate some =
        found.isPresent() ? certificate(found.get().any()) : all.get().getAcceptedIssuers()[0];
    var itself = new PKIXParameters(Set.of(new TrustAnchor(some, null)));
    itself.setRevocationEnabled(false);
    itself.setDate(some.getNotBefore());
    try {
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(List.of(some)), itself);
      return true;
    } catch (CertPathValidatorException e) {
      return false;
    }
  }

  private static X509Certificate certificate(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  /** Those authorities whose names stand in the chain; empty where there are none, or no index. */
  private Optional<X509ExtendedTrustManager> named(X509Certificate[] chain)
      throws CertificateException {
    Optional<AuthorityIndex> found = index.get();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var authorities = new LinkedHashSet<Certificate>();
    for (X509Certificate certificate : chain) {
      // Its issuer; and itself, if somebody trusts this very certificate.
      for (byte[] name :
          List.of(
              certificate.getIssuerX500Principal().getEncoded(),
              certificate.getSubjectX500Principal().getEncoded())) {
        for (byte[] der : found.get().named(name)) {
          authorities.add(certificate(der));
        }
      }
    }
    return authorities.isEmpty() ? Optional.empty() : Optional.of(trusting(authorities));
  }

  private static X509ExtendedTrustManager trusting(Set<Certificate> authorities)
      throws CertificateException {
    try {
      return Tls.manager(Tls.store("JKS", authorities));
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException(e);
    }
  }

  /** One of the checks that a trust manager makes. */
  private interface Check {
    void by(X509ExtendedTrustManager trust) throws CertificateException;
  }

  /** What passes with few authorities passes with all of them; what does not is told by all. */
  private void check(X509Certificate[] chain, Check check) throws CertificateException {
    Optional<X509ExtendedTrustManager> few = named(chain);
    if (few.isPresent()) {
      try {
        check.by(few.get());
        return;
      } catch (CertificateException e) {
        // All authorities say it again, or know better.
      }
    }
    check.by(all.get());
  }

  /** Whose certificates are trusted. */
  X509Certificate[] authorities() {
    return all.get().getAcceptedIssuers();
  }

  /** Asks the JDK's trust manager. */
  private final class Awaited extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain, trust -> trust.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain, trust -> trust.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain, trust -> trust.checkServerTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      all.get().checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      all.get().checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      all.get().checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return authorities();
    }
  }
}
