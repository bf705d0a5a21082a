package io.github.rolecall.testkit.ci;

import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The secrets that a runner masks in texts. */
final class Masks {

  private final Set<String> secrets = new LinkedHashSet<>();

  /** Adds a whole secret and each of its lines. */
  void add(String secret) {
    secrets.add(secret);
    secret.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(secrets::add);
  }

  Set<String> all() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(secrets));
  }

  /** Replaces secrets with {@code ***}. Overlapping and adjacent secrets become one replacement. */
  String mask(String text) {
    BitSet hidden = new BitSet(text.length());
    for (String secret : secrets) {
      for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
        hidden.set(at, at + secret.length());
      }
    }
    StringBuilder visible = new StringBuilder();
    int from = 0;
    for (int at = hidden.nextSetBit(0); at >= 0; at = hidden.nextSetBit(from)) {
      visible.append(text, from, at).append("***");
      from = hidden.nextClearBit(at);
    }
    return visible.append(text.substring(from)).toString();
  }
}
