package io.github.rolecall.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Limits the key shares that a TLS client generates before it knows what the server accepts. The
 * JDK generates one of each family. In a new JVM, the one for P-256 takes longer than the rest of
 * the handshake. So the first connection offers only X25519, which nearly every server accepts. If
 * a server does not, a second connection uses the JDK's defaults.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.2.8">RFC 8446, key share</a>
 */
final class KeyShare {
  /** The method is new in JDK 20. With an older JDK, every connection uses the defaults. */
  private static final @Nullable MethodHandle SET_NAMED_GROUPS = find();

  private KeyShare() {}

  private static @Nullable MethodHandle find() {
    try {
      var type = MethodType.methodType(void.class, String[].class);
      return MethodHandles.publicLookup().findVirtual(SSLParameters.class, "setNamedGroups", type);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    }
  }

  static boolean canBeOne() {
    return SET_NAMED_GROUPS != null;
  }

  /** Offers only one key, if the JDK supports it. */
  static void offerOne(SSLParameters parameters) {
    if (SET_NAMED_GROUPS != null) {
      try {
        SET_NAMED_GROUPS.invokeExact(parameters, new String[] {"x25519"});
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
