package io.github.rolecall.maven;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The system properties of Maven's JVM that this build changed. The JVM may outlive the build, so
 * this class can restore their original values.
 */
final class JvmProperties {
  private final Supplier<Properties> jvm;
  private final OriginalProperties originals;

  /** The values before any build changed them; empty if a property was absent. */
  private final Map<String, Optional<String>> before = new HashMap<>();

  /**
   * @param jvm returns the current properties. Goals that run programs in Maven's JVM can replace
   *     the whole object
   * @param originals the original values, which all builds in this JVM share
   */
  JvmProperties(Supplier<Properties> jvm, OriginalProperties originals) {
    this.jvm = jvm;
    this.originals = originals;
  }

  /**
   * Sets exactly these properties, and restores all others. Removes properties with an empty value.
   * Sets them first: a client in another thread finds old or new credentials.
   */
  synchronized void show(Map<String, Optional<String>> wanted) {
    wanted.forEach(
        (name, value) -> {
          before.computeIfAbsent(
              name, key -> originals.hold(key, Optional.ofNullable(jvm.get().getProperty(key))));
          put(name, value);
        });
    before.forEach(
        (name, old) -> {
          if (!wanted.containsKey(name)) {
            // If another build also changed it, that build sets its value again before its next
            // goal.
            put(name, old);
            originals.release(name);
          }
        });
    before.keySet().retainAll(wanted.keySet());
  }

  private void put(String name, Optional<String> value) {
    Properties now = jvm.get();
    value.ifPresentOrElse(text -> now.setProperty(name, text), () -> now.remove(name));
  }

  void restore() {
    show(Map.of());
  }
}
