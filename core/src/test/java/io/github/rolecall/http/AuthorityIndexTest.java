package io.github.rolecall.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the index finds every certificate of a store by its subject, and reads no other. */
class AuthorityIndexTest {
  @TempDir Path folder;

  private static List<X509Certificate> ofJdk() throws Exception {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return List.of(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
  }

  private Path store(String type, List<X509Certificate> certificates) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    for (X509Certificate certificate : certificates) {
      store.setCertificateEntry("c" + store.size(), certificate);
    }
    Path file = folder.resolve(type);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "changeit".toCharArray());
    }
    return file;
  }

  @Test
  void everyAuthorityOfTheJdkIsFoundByItsName() throws Exception {
    List<X509Certificate> authorities = ofJdk();
    assertTrue(authorities.size() > 50);
    AuthorityIndex index = AuthorityIndex.of(store("JKS", authorities)).orElseThrow();
    for (X509Certificate authority : authorities) {
      List<byte[]> found = index.named(authority.getSubjectX500Principal().getEncoded());
      byte[] der = authority.getEncoded();
      assertTrue(found.stream().anyMatch(one -> Arrays.equals(one, der)), authority::toString);
    }
    assertEquals(List.of(), index.named(new byte[] {0x30, 0}));
  }

  @Test
  void oneOfThemIsAnyOfThem() throws Exception {
    List<X509Certificate> one = ofJdk().subList(0, 1);
    assertArrayEquals(
        one.get(0).getEncoded(), AuthorityIndex.of(store("JKS", one)).orElseThrow().any());
  }

  @Test
  void otherFormatsAndNothingAtAllHaveNoIndex() throws Exception {
    assertTrue(AuthorityIndex.of(store("PKCS12", ofJdk())).isEmpty());
    assertTrue(AuthorityIndex.of(store("JKS", List.of())).isEmpty());
    assertTrue(AuthorityIndex.of(folder.resolve("nowhere")).isEmpty());
    assertTrue(AuthorityIndex.of(folder).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 8, 12, 20, 60, 400, 900})
  void aStoreThatIsCutOffHasNone(int length) throws Exception {
    byte[] whole = Files.readAllBytes(store("JKS", ofJdk().subList(0, 3)));
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
    assertTrue(AuthorityIndex.of(cut).isEmpty());
  }

  @Test
  void aCertificateThatIsNoneSpoilsTheIndex() throws Exception {
    Path file = store("JKS", ofJdk().subList(0, 2));
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 60; i < 400; i++) {
      bytes[i] = (byte) 0xff;
    }
    assertTrue(AuthorityIndex.of(Files.write(file, bytes)).isEmpty());
  }
}
