package io.github.rolecall.testkit.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority for the servers of tests. Its keys never leave this process, and only its
 * own trust store contains its certificate.
 */
public final class TestAuthority {
  private static final char[] PASSWORD = "changeit".toCharArray();

  /**
   * The key of the authority and of its servers. They share it because generating a key takes about
   * a second.
   */
  private final KeyPair key;

  private final X509Certificate root;
  private final Map<List<String>, SSLContext> servers = new ConcurrentHashMap<>();

  /** Created on first use. */
  private @Nullable Path trustStore;

  private @Nullable Path bundle;

  private TestAuthority(boolean rsa) {
    try {
      this.key = Certificates.newKey(rsa);
      this.root = Certificates.authority("Rolecall test CA", key);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot make the test certificates", e);
    }
  }

  /**
   * The authority of this process, with an RSA key of 2048 bits, as AWS uses. All tests share it,
   * because generating its key takes longer than most tests.
   */
  public static TestAuthority ofThisProcess() {
    return OfThisProcess.AUTHORITY;
  }

  /**
   * Creates another authority with a new RSA key. Clients that trust the authority of this process
   * do not trust it.
   */
  public static TestAuthority another() {
    return new TestAuthority(true);
  }

  /** Creates another authority with a new key on the curve P-256. */
  public static TestAuthority ofEllipticCurves() {
    return new TestAuthority(false);
  }

  private static final class OfThisProcess {
    private static final TestAuthority AUTHORITY = new TestAuthority(true);
  }

  /** The certificate of the authority as PEM. */
  public String pem() {
    try {
      String base64 =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(root.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A file with the certificate of the authority as PEM, for {@code AWS_CA_BUNDLE}. Every user can
   * read it. It is deleted when this process ends.
   */
  public synchronized Path bundle() {
    Path file = bundle;
    if (file == null) {
      try {
        file = Files.writeString(file(".pem"), pem());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bundle = file;
    }
    return file;
  }

  /**
   * A trust store that contains only the certificate of the authority, for {@code
   * javax.net.ssl.trustStore}. Its format is JKS, which clients can read without a password. Every
   * user can read it. It is deleted when this process ends.
   */
  public synchronized Path trustStore() {
    Path file = trustStore;
    if (file == null) {
      try {
        file = file(".jks");
        try (OutputStream out = Files.newOutputStream(file)) {
          trusting("JKS").store(out, PASSWORD);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("cannot write the trust store", e);
      }
      trustStore = file;
    }
    return file;
  }

  private static Path file(String suffix) throws IOException {
    Path file = Files.createTempFile("rolecall-test-ca-", suffix);
    file.toFile().deleteOnExit();
    // Tests also start processes of other users.
    file.toFile().setReadable(true, false);
    return file;
  }

  /** The TLS context of a client that trusts the servers of this authority. */
  public SSLContext client() {
    return context(null);
  }

  /**
   * The TLS context of a server. As a client, it trusts the servers of this authority. Servers with
   * the same names share a certificate.
   *
   * @param names the names of the server: DNS names and IPv4 addresses
   */
  public SSLContext server(List<String> names) {
    return servers.computeIfAbsent(
        List.copyOf(names), all -> newServer(all, Certificates.Life.now()));
  }

  private SSLContext newServer(List<String> names, Certificates.Life life) {
    try {
      // PKCS12 would derive a key from the password each time, which takes longer than a test does.
      KeyStore keys = emptyStore("JKS");
      X509Certificate certificate = Certificates.server(names, life, key.getPublic(), root, key);
      X509Certificate[] chain = {certificate, root};
      keys.setKeyEntry("server", key.getPrivate(), PASSWORD, chain);
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(keys, PASSWORD);
      return context(keyManagers);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot set up TLS", e);
    }
  }

  /** The socket factory of {@link #server}. */
  public SSLSocketFactory sockets(List<String> names) {
    return server(names).getSocketFactory();
  }

  /**
   * The socket factory of a server whose certificate has the given validity period. Fractions of a
   * second are ignored.
   */
  public SSLSocketFactory sockets(List<String> names, Instant from, Instant until) {
    return newServer(names, new Certificates.Life(from, until)).getSocketFactory();
  }

  /** The socket factory of a server that does not support X25519. */
  public SSLSocketFactory socketsWithoutX25519(List<String> names) {
    return new WithoutX25519(sockets(names));
  }

  /** The trust managers of a client, for code that creates its own TLS context. */
  public TrustManager[] trustManagers() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusting("JKS"));
      return trust.getTrustManagers();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("cannot set up TLS", e);
    }
  }

  private SSLContext context(@Nullable KeyManagerFactory keys) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys == null ? null : keys.getKeyManagers(), trustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot set up TLS", e);
    }
  }

  private KeyStore trusting(String type) throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore(type);
    store.setCertificateEntry("root", root);
    return store;
  }

  private static KeyStore emptyStore(String type) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    return store;
  }
}
