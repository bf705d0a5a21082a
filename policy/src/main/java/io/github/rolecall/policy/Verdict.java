package io.github.rolecall.policy;

import java.util.Locale;

/** The answer that AWS would give. */
public enum Verdict {
  ALLOWED,
  DENIED,
  UNKNOWN;

  public static Verdict of(TriState allowed) {
    return switch (allowed) {
      case TRUE -> ALLOWED;
      case FALSE -> DENIED;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** In lower case, for people and scripts. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
