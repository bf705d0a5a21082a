package io.github.rolecall.maven;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The system properties of Maven's JVM, as far as this build has changed them. The JVM may live
 * longer than the build, so each can be put back to what it was.
 */
final class JvmProperties {
  private final Supplier<Properties> jvm;

  /** What there was before the first change; absent ones are empty. */
  private final Map<String, Optional<String>> before = new HashMap<>();

  /**
   * @param jvm asked each time: goals that run programs in Maven's JVM exchange the whole set
   */
  JvmProperties(Supplier<Properties> jvm) {
    this.jvm = jvm;
  }

  /** Sets exactly these, and puts all others back. Empty ones are removed. */
  synchronized void show(Map<String, Optional<String>> wanted) {
    before.forEach(
        (name, old) -> {
          if (!wanted.containsKey(name)) {
            put(name, old);
          }
        });
    before.keySet().retainAll(wanted.keySet());
    wanted.forEach(
        (name, value) -> {
          before.putIfAbsent(name, Optional.ofNullable(jvm.get().getProperty(name)));
          put(name, value);
        });
  }

  private void put(String name, Optional<String> value) {
    Properties now = jvm.get();
    value.ifPresentOrElse(text -> now.setProperty(name, text), () -> now.remove(name));
  }

  void restore() {
    show(Map.of());
  }
}
