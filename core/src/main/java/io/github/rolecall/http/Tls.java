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

/** Provides the sockets of TLS connections. */
interface Tls {
  /** Returns the socket factory. The first call creates it, which takes time. */
  SSLSocketFactory sockets();

  /** Starts to create it in the background. */
  default void prepare() {}

  /**
   * Trusts the certificates of a PEM file instead of the standard ones, as AWS_CA_BUNDLE requires.
   * Fails with {@link InputProblem.Invalid} when the file contains none.
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

  /** Returns sockets that use this trust manager. */
  static SSLSocketFactory trusting(TrustManager manager) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {manager}, null);
    return context.getSocketFactory();
  }

  /** Returns the JDK's trust manager for this store; null: for the JDK's own store. */
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

  /** Makes a store in memory with these certificates, of a type that the JDK supports. */
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
   * Trusts what the JDK trusts, and reads the properties {@code javax.net.ssl.*} of this JVM. It
   * does not use the JVM's default context: another plugin of a build may have replaced it by one
   * that trusts every server.
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
