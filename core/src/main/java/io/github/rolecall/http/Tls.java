package io.github.rolecall.http;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** What TLS connections are made of. */
interface Tls {
  /** Made when it is first asked for, which takes its time. */
  SSLSocketFactory sockets();

  /** Begins to make it in the background. */
  default void prepare() {}

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
