package io.github.rolecall;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS as the JDK does it by default, made beside other work. To read the certificates of all
 * authorities takes a JVM that has just started as long as to plan the run, and they are needed
 * only when a server has answered: so they are read on a thread of their own. Every check is the
 * JDK's.
 */
final class StandardTls implements DirectHttp.Tls {
  private final Once<X509ExtendedTrustManager> authorities = new Once<>(StandardTls::read);
  private final Once<SSLSocketFactory> sockets = new Once<>(this::make);

  @Override
  public void prepare() {
    sockets.begin("rolecall-tls");
  }

  @Override
  public SSLSocketFactory sockets() {
    return sockets.get();
  }

  private SSLSocketFactory make() throws GeneralSecurityException {
    authorities.begin("rolecall-authorities");
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Awaited()}, null);
    return context.getSocketFactory();
  }

  /** Whose certificates are trusted. */
  X509Certificate[] authorities() {
    return authorities.get().getAcceptedIssuers();
  }

  /** Those of the JDK, or of {@code javax.net.ssl.trustStore}. */
  private static X509ExtendedTrustManager read() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager trust) {
        rehearse(trust.getAcceptedIssuers());
        return trust;
      }
    }
    throw new IllegalStateException("the JDK has no trust manager for certificates");
  }

  /**
   * Checks a certificate of no interest. With the first one that it checks, the JDK reads all
   * authorities once more, which a server's certificate would have to wait for.
   */
  private static void rehearse(X509Certificate[] authorities) throws GeneralSecurityException {
    for (X509Certificate authority : authorities) {
      if (authority.getPublicKey().getAlgorithm().equals("RSA")) {
        var itself = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        itself.setRevocationEnabled(false);
        itself.setDate(authority.getNotBefore());
        try {
          CertPathValidator.getInstance("PKIX")
              .validate(
                  CertificateFactory.getInstance("X.509").generateCertPath(List.of(authority)),
                  itself);
        } catch (CertPathValidatorException e) {
          // Nobody asked.
        }
        return;
      }
    }
  }

  /** Asks the JDK's trust manager as soon as it is there. */
  private final class Awaited extends X509ExtendedTrustManager {
    private X509ExtendedTrustManager trust() {
      return authorities.get();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      trust().checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      trust().checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      trust().checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      trust().checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      trust().checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      trust().checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return trust().getAcceptedIssuers();
    }
  }
}
