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
  private final OriginalProperties originals;

  /** What there was before the first change by any build; absent ones are empty. */
  private final Map<String, Optional<String>> before = new HashMap<>();

  /**
   * @param jvm asked each time: goals that run programs in Maven's JVM exchange the whole set
   * @param originals shared with other builds in this JVM
   */
  JvmProperties(Supplier<Properties> jvm, OriginalProperties originals) {
    this.jvm = jvm;
    this.originals = originals;
  }

  /** Sets exactly these, and puts all others back. Empty ones are removed. */
  synchronized void show(Map<String, Optional<String>> wanted) {
    before.forEach(
        (name, old) -> {
          if (!wanted.containsKey(name)) {
            // Another build that has changed it too sets its own again before its next goal.
            put(name, old);
            originals.release(name);
          }
        });
    before.keySet().retainAll(wanted.keySet());
    wanted.forEach(
        (name, value) -> {
          before.computeIfAbsent(
              name, key -> originals.hold(key, Optional.ofNullable(jvm.get().getProperty(key))));
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
