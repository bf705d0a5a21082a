package io.github.rolecall.http;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An index of the certificates in a key store by their encoded subject. A server needs only one of
 * about 150 certificates. In a new JVM, parsing all of them takes longer than the rest of the run.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280, certificate</a>
 */
final class AuthorityIndex {
  private static final int JKS = 0xfeedfeed;
  private static final int TRUSTED = 2;
  private static final int MOST = 10_000;
  private static final int LARGEST = 64 * 1024;

  private static final int SEQUENCE = 0x30;
  private static final int VERSION = 0xa0;

  private final Map<ByteBuffer, List<byte[]>> bySubject = new HashMap<>();

  private AuthorityIndex() {}

  /**
   * Reads a store in JKS, the JDK's first format; empty for any other format, and for a damaged
   * file.
   */
  static Optional<AuthorityIndex> of(Path store) {
    try (var in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(store), 65536))) {
      if (in.readInt() != JKS || in.readInt() != 2) {
        return Optional.empty();
      }
      var index = new AuthorityIndex();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        if (count > MOST || in.readInt() != TRUSTED) {
          return Optional.empty();
        }
        in.readUTF();
        in.readLong();
        in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > LARGEST) {
          return Optional.empty();
        }
        byte[] certificate = new byte[length];
        in.readFully(certificate);
        index
            .bySubject
            .computeIfAbsent(subject(certificate), unused -> new ArrayList<>())
            .add(certificate);
      }
      return index.bySubject.isEmpty() ? Optional.empty() : Optional.of(index);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Returns the certificates whose subject has exactly this name, in DER. */
  List<byte[]> named(byte[] subject) {
    return bySubject.getOrDefault(ByteBuffer.wrap(subject), List.of());
  }

  /** Returns any certificate. There is at least one: an empty store has no index. */
  byte[] any() {
    return bySubject.values().iterator().next().get(0);
  }

  private static ByteBuffer subject(byte[] certificate) {
    ByteBuffer to = content(ByteBuffer.wrap(certificate), SEQUENCE);
    to = content(to, SEQUENCE);
    if ((to.get(to.position()) & 0xff) == VERSION) {
      skip(to);
    }
    // Skip serial number, signature, issuer and validity.
    for (int i = 0; i < 4; i++) {
      skip(to);
    }
    int start = to.position();
    skip(to);
    return to.slice(start, to.position() - start);
  }

  private static ByteBuffer content(ByteBuffer der, int tag) {
    if ((der.get() & 0xff) != tag) {
      throw new IllegalArgumentException("not a certificate");
    }
    int length = length(der);
    return der.slice(der.position(), length);
  }

  private static void skip(ByteBuffer der) {
    der.get();
    int length = length(der);
    der.position(der.position() + length);
  }

  private static int length(ByteBuffer der) {
    int first = der.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = (length << 8) | (der.get() & 0xff);
    }
    return length;
  }
}
