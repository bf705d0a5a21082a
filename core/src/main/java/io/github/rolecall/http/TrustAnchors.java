package io.github.rolecall.http;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The certificates of a PEM file, trusted instead of the standard ones, as AWS_CA_BUNDLE asks. */
public final class TrustAnchors {
  private final TrustManager[] managers;

  private TrustAnchors(TrustManager[] managers) {
    this.managers = managers;
  }

  /**
   * Reads the file.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} when the file holds no
   *     certificates
   */
  public static TrustAnchors load(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate :
          List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(pem))) {
        store.setCertificateEntry("trusted-" + number++, certificate);
      }
      if (number == 0) {
        throw unreadable(file, null);
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return new TrustAnchors(factory.getTrustManagers());
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(file, e);
    }
  }

  SSLContext sslContext() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS is not available", e);
    }
  }

  private static CredentialsException unreadable(Path file, @Nullable Exception cause) {
    return new CredentialsException(
        new InputProblem.Invalid(
            "AWS_CA_BUNDLE", file.toString(), "a readable PEM file with certificates"),
        cause);
  }
}
