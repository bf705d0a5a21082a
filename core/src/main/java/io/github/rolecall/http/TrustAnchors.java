package io.github.rolecall.http;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLSocketFactory;

/** The certificates of a PEM file, trusted instead of the standard ones, as AWS_CA_BUNDLE asks. */
final class TrustAnchors {
  private TrustAnchors() {}

  /**
   * Sockets that trust what is in the file.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} when the file holds no
   *     certificates
   */
  static SSLSocketFactory sockets(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (certificates.isEmpty()) {
        throw new CertificateException("no certificates");
      }
      return Tls.trusting(Tls.manager(Tls.store(KeyStore.getDefaultType(), certificates)));
    } catch (IOException | GeneralSecurityException e) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              "AWS_CA_BUNDLE", file.toString(), "a readable PEM file with certificates"),
          e);
    }
  }
}
