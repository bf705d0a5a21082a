package io.github.rolecall.http;

import io.github.rolecall.file.WholeFile;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** What TLS connections are made of. */
interface Tls {
  /** Made when it is first asked for, which takes its time. */
  SSLSocketFactory sockets();

  /** Begins to make it in the background. */
  default void prepare() {}

  /**
   * The certificates of a PEM file, trusted instead of the standard ones, as AWS_CA_BUNDLE asks.
   * Fails with {@link InputProblem.Invalid} when the file holds none.
   */
  static SSLSocketFactory ofFile(Path file) {
    try {
      var pem = new ByteArrayInputStream(WholeFile.bytes(file, WholeFile.LIMIT_OF_LARGE));
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (certificates.isEmpty()) {
        throw new CertificateException("no certificates");
      }
      return trusting(manager(store(KeyStore.getDefaultType(), certificates)));
    } catch (IOException | GeneralSecurityException e) {
      String expected = "a readable PEM file with certificates";
      throw new CredentialsException(
          new InputProblem.Invalid("AWS_CA_BUNDLE", file.toString(), expected), e);
    }
  }

  /** Sockets that trust what this manager trusts. */
  static SSLSocketFactory trusting(TrustManager manager) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {manager}, null);
    return context.getSocketFactory();
  }

  /** The JDK's checks with this store; null: with that of the JDK. */
  static X509ExtendedTrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager trust) {
        return trust;
      }
    }
    throw new IllegalStateException("the JDK has no trust manager for certificates");
  }

  /** A store in memory, of a type that the JDK has, with these certificates. */
  static KeyStore store(String type, Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("trusted-" + number++, certificate);
    }
    return store;
  }

  /**
   * What the JDK trusts, and what the properties {@code javax.net.ssl.*} of this JVM say. Not the
   * JVM's default context: other plugins of a build put one there that trusts everybody.
   */
  static Tls ofJvm() {
    return () -> {
      try {
        return SSLContext.getInstance("Default").getSocketFactory();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("TLS is not available", e);
      }
    };
  }
}
