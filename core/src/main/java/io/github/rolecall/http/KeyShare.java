package io.github.rolecall.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import javax.net.ssl.SSLParameters;

/**
 * Which keys a TLS client makes before it knows what the server takes. The JDK makes one of each
 * family, and that of P-256 costs a JVM that has just started more than all the rest of the
 * handshake. So the first connection offers X25519 alone, which nearly every server takes; who does
 * not is connected to again with the JDK's own choice.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.2.8">RFC 8446, key share</a>
 */
enum KeyShare {
  ONE,
  STANDARD;

  /** New in JDK 20; before that, every connection is a standard one. */
  private static final Optional<MethodHandle> SET_NAMED_GROUPS = find();

  private static Optional<MethodHandle> find() {
    try {
      return Optional.of(
          MethodHandles.publicLookup()
              .findVirtual(
                  SSLParameters.class,
                  "setNamedGroups",
                  MethodType.methodType(void.class, String[].class)));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return Optional.empty();
    }
  }

  static KeyShare first() {
    return SET_NAMED_GROUPS.isPresent() ? ONE : STANDARD;
  }

  void applyTo(SSLParameters parameters) {
    if (this == ONE) {
      try {
        SET_NAMED_GROUPS.orElseThrow().invokeExact(parameters, new String[] {"x25519"});
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
