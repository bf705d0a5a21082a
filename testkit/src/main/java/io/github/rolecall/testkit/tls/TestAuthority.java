package io.github.rolecall.testkit.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority of its own with one server certificate, both gone when the process ends.
 */
public final class TestAuthority {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final X509Certificate root;
  private final KeyPair serverKey;
  private final X509Certificate serverCertificate;

  /**
   * Makes new keys and certificates.
   *
   * @param names what the server is called: DNS names, and IPv4 addresses
   * @param rsa whether the keys are RSA keys of 2048 bits, else they are of the curve P-256
   */
  public TestAuthority(List<String> names, boolean rsa) {
    try {
      KeyPair rootKey = Certificates.newKey(rsa);
      this.root = Certificates.authority("Rolecall test CA", rootKey);
      this.serverKey = Certificates.newKey(rsa);
      this.serverCertificate = Certificates.server(names, serverKey.getPublic(), root, rootKey);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot make the test certificates", e);
    }
  }

  /** The certificate of the authority, for {@code AWS_CA_BUNDLE} and the like. */
  public String pem() {
    try {
      String base64 =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes TLS connections as the server and, as a client, trusts that server. */
  public SSLSocketFactory sockets() {
    try {
      KeyStore keys = emptyStore();
      X509Certificate[] chain = {serverCertificate, root};
      keys.setKeyEntry("server", serverKey.getPrivate(), PASSWORD, chain);
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(keys, PASSWORD);
      KeyStore trusted = emptyStore();
      trusted.setCertificateEntry("root", root);
      TrustManagerFactory trustManagers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trustManagers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot set up TLS", e);
    }
  }

  /** The same for a server that does not know X25519. */
  public SSLSocketFactory socketsWithoutX25519() {
    return new WithoutX25519(sockets());
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
