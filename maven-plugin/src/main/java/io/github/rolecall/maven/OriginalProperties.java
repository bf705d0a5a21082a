package io.github.rolecall.maven;

import java.security.Security;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The values of system properties before any build in this JVM changed them. In an embedder or an
 * IDE, builds can overlap, and each may have its own copy of these classes. So the values are
 * security properties of the JVM: all builds can read them, and no report contains them.
 *
 * @param read returns the security property with a name; null if there is none
 * @param write sets the security property with a name
 */
record OriginalProperties(UnaryOperator<@Nullable String> read, BiConsumer<String, String> write) {
  private static final String PREFIX = "io.github.rolecall.original.";

  /** The lock is a class of the JDK, because the JVM may load these classes more than once. */
  private static final Object ONE_IN_THE_JVM = Security.class;

  static OriginalProperties ofThisJvm() {
    return new OriginalProperties(Security::getProperty, Security::setProperty);
  }

  /**
   * The number of builds that changed a property, and its original value; empty if it was absent.
   */
  private record Held(int builds, Optional<String> original) {

    @Override
    public String toString() {
      return builds + original.map(text -> "=" + text).orElse("");
    }

    static Optional<Held> of(@Nullable String text) {
      if (text == null || text.isEmpty()) {
        return Optional.empty();
      }
      int sign = text.indexOf('=');
      return Optional.of(
          sign < 0
              ? new Held(Integer.parseInt(text), Optional.empty())
              : new Held(
                  Integer.parseInt(text.substring(0, sign)),
                  Optional.of(text.substring(sign + 1))));
    }
  }

  /** Records that a build will change a property. Returns the original value. */
  Optional<String> hold(String name, Optional<String> now) {
    synchronized (ONE_IN_THE_JVM) {
      Held before = held(name).orElseGet(() -> new Held(0, now));
      keep(name, new Held(before.builds() + 1, before.original()).toString());
      return before.original();
    }
  }

  /** Records that a build no longer changes the property. */
  void release(String name) {
    synchronized (ONE_IN_THE_JVM) {
      held(name)
          .ifPresent(
              held ->
                  keep(
                      name,
                      held.builds() > 1
                          ? new Held(held.builds() - 1, held.original()).toString()
                          : ""));
    }
  }

  private Optional<Held> held(String name) {
    return Held.of(read.apply(PREFIX + name));
  }

  private void keep(String name, String value) {
    write.accept(PREFIX + name, value);
  }
}
