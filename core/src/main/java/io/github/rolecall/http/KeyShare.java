package io.github.rolecall.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Which keys a TLS client makes before it knows what the server takes. The JDK makes one of each
 * family, and that of P-256 costs a JVM that has just started more than all the rest of the
 * handshake. So the first connection offers X25519 alone, which nearly every server takes; who does
 * not is connected to again with the JDK's own choice.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.2.8">RFC 8446, key share</a>
 */
final class KeyShare {
  /** New in JDK 20; before that, every connection is a standard one. */
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

  /** Offers one key alone, where that can be. */
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
