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
 * The JDK's default TLS, prepared in the background, with only those certificate authorities that a
 * server's certificates name. In a new JVM, reading all of them takes longer than planning the run.
 * The JDK performs every check. Other authorities cannot matter, because each certificate names its
 * issuer. A certificate that fails with these is checked again with all.
 */
final class StandardTls implements Tls {
  private final Once<Optional<AuthorityIndex>> index;
  private final Once<X509ExtendedTrustManager> all;
  private final Once<SSLSocketFactory> sockets = new Once<>(this::make);

  /** Reads nothing yet. The store is the one that the JDK's own trust manager would read. */
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

  /** Reads the whole store; returns null if the JDK uses none. */
  private static @Nullable KeyStore all(Path store) throws GeneralSecurityException {
    try {
      return Files.exists(store) ? KeyStore.getInstance(store.toFile(), (char[]) null) : null;
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * Reads what will be needed, and checks a sample certificate, because the first check is slow.
   */
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

  /**
   * Returns a trust manager with the authorities named in the chain; empty where there are none, or
   * no index.
   */
  private Optional<X509ExtendedTrustManager> named(X509Certificate[] chain)
      throws CertificateException {
    Optional<AuthorityIndex> found = index.get();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var authorities = new LinkedHashSet<Certificate>();
    for (X509Certificate certificate : chain) {
      // The issuer of the certificate, and the certificate itself, which may be trusted directly.
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

  /** One of the checks of a trust manager. */
  private interface Check {
    void by(X509ExtendedTrustManager trust) throws CertificateException;
  }

  /**
   * A certificate that passes with few authorities also passes with all. For a failure, the check
   * with all authorities decides.
   */
  private void check(X509Certificate[] chain, Check check) throws CertificateException {
    Optional<X509ExtendedTrustManager> few = named(chain);
    if (few.isPresent()) {
      try {
        check.by(few.get());
        return;
      } catch (CertificateException e) {
        // The check with all authorities repeats the failure or passes.
      }
    }
    check.by(all.get());
  }

  /** Returns the trusted certificates. */
  X509Certificate[] authorities() {
    return all.get().getAcceptedIssuers();
  }

  /** Delegates to the JDK's trust manager. */
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
