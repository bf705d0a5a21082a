package io.github.rolecall.testkit.tls;

import static io.github.rolecall.testkit.tls.Der.bits;
import static io.github.rolecall.testkit.tls.Der.explicit;
import static io.github.rolecall.testkit.tls.Der.implicit;
import static io.github.rolecall.testkit.tls.Der.integer;
import static io.github.rolecall.testkit.tls.Der.nothing;
import static io.github.rolecall.testkit.tls.Der.octets;
import static io.github.rolecall.testkit.tls.Der.oid;
import static io.github.rolecall.testkit.tls.Der.sequence;
import static io.github.rolecall.testkit.tls.Der.set;
import static io.github.rolecall.testkit.tls.Der.utcTime;
import static io.github.rolecall.testkit.tls.Der.utf8;
import static io.github.rolecall.testkit.tls.Der.yes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Creates X.509 v3 certificates (RFC 5280) with P-256 or RSA keys. The JDK can read certificates,
 * but has no public API to create them.
 */
final class Certificates {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final byte[] ECDSA_WITH_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));
  private static final byte[] RSA_WITH_SHA256 = sequence(oid("1.2.840.113549.1.1.11"), nothing());
  private static final int RSA_BITS = 2048;

  private Certificates() {}

  static KeyPair newKey(boolean rsa) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
    if (rsa) {
      generator.initialize(RSA_BITS, RANDOM);
    } else {
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    }
    return generator.generateKeyPair();
  }

  /** The validity period of a certificate. */
  record Life(Instant from, Instant until) {
    private static final Duration SLACK = Duration.ofDays(1);
    private static final Duration LENGTH = Duration.ofDays(365);

    /**
     * Starts at the real time, not at that of a simulated clock, because TLS clients check the real
     * time.
     */
    static Life now() {
      Instant now = Instant.now();
      return new Life(now.minus(SLACK), now.plus(LENGTH));
    }
  }

  static X509Certificate authority(String name, KeyPair key)
      throws GeneralSecurityException, IOException {
    byte[] certSignAndCrlSign = bits(1, new byte[] {0x06});
    return signed(
        key,
        Life.now(),
        name(name),
        name(name),
        key.getPublic(),
        extension("2.5.29.19", true, sequence(yes())),
        extension("2.5.29.15", true, certSignAndCrlSign),
        extension("2.5.29.14", false, octets(keyId(key.getPublic()))));
  }

  static X509Certificate server(
      List<String> names, Life life, PublicKey key, X509Certificate issuer, KeyPair issuerKey)
      throws GeneralSecurityException, IOException {
    byte[][] alternatives = new byte[names.size()][];
    for (int i = 0; i < alternatives.length; i++) {
      alternatives[i] = alternativeName(names.get(i));
    }
    byte[] digitalSignature = bits(7, new byte[] {(byte) 0x80});
    byte[] serverAuth = oid("1.3.6.1.5.5.7.3.1");
    return signed(
        issuerKey,
        life,
        issuer.getSubjectX500Principal().getEncoded(),
        name(names.get(0)),
        key,
        extension("2.5.29.19", true, sequence()),
        extension("2.5.29.15", true, digitalSignature),
        extension("2.5.29.37", false, sequence(serverAuth)),
        extension("2.5.29.17", false, sequence(alternatives)),
        extension("2.5.29.14", false, octets(keyId(key))),
        extension("2.5.29.35", false, sequence(implicit(0, keyId(issuerKey.getPublic())))));
  }

  private static X509Certificate signed(
      KeyPair signer, Life life, byte[] issuer, byte[] subject, PublicKey key, byte[]... extensions)
      throws GeneralSecurityException {
    boolean rsa = signer.getPrivate().getAlgorithm().equals("RSA");
    byte[] algorithm = rsa ? RSA_WITH_SHA256 : ECDSA_WITH_SHA256;
    byte[] version3 = explicit(0, integer(BigInteger.TWO));
    byte[] body =
        sequence(
            version3,
            integer(new BigInteger(120, RANDOM).setBit(119)),
            algorithm,
            issuer,
            sequence(utcTime(life.from()), utcTime(life.until())),
            subject,
            key.getEncoded(),
            explicit(3, sequence(extensions)));
    Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSA");
    signature.initSign(signer.getPrivate());
    signature.update(body);
    byte[] certificate = sequence(body, algorithm, bits(0, signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }

  private static byte[] name(String commonName) {
    return sequence(set(sequence(oid("2.5.4.3"), utf8(commonName))));
  }

  private static byte[] extension(String oid, boolean critical, byte[] value) {
    return critical ? sequence(oid(oid), yes(), octets(value)) : sequence(oid(oid), octets(value));
  }

  private static byte[] alternativeName(String name) throws IOException {
    return IPV4.matcher(name).matches()
        ? implicit(7, InetAddress.getByName(name).getAddress())
        : implicit(2, name.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
  }
}
