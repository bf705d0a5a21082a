package io.github.rolecall.maven;

import java.security.Security;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What system properties were before any build in this JVM changed them. Builds that overlap, in an
 * embedder or an IDE, may have loaded these classes once each; so this is kept where all of them
 * find it and no report shows it: among the security properties of the JVM.
 *
 * @param read the value for a name; null if there is none
 * @param write sets the value for a name
 */
record OriginalProperties(UnaryOperator<@Nullable String> read, BiConsumer<String, String> write) {
  private static final String PREFIX = "io.github.rolecall.original.";

  /** These classes may be there more than once. */
  private static final Object ONE_IN_THE_JVM = Security.class;

  static OriginalProperties ofThisJvm() {
    return new OriginalProperties(Security::getProperty, Security::setProperty);
  }

  /** How many builds have changed a property, and what it was before; empty if it was absent. */
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

  /** A build is about to change a property for the first time. Returns what it was before. */
  Optional<String> hold(String name, Optional<String> now) {
    synchronized (ONE_IN_THE_JVM) {
      Held before = held(name).orElseGet(() -> new Held(0, now));
      keep(name, new Held(before.builds() + 1, before.original()).toString());
      return before.original();
    }
  }

  /** A build no longer changes the property. */
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
