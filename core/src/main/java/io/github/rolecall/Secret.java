package io.github.rolecall;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A text that must not be shown. It prints as {@code ***}; the only way out is {@link #reveal}. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The text itself. Every call is a place to look at: it must go to AWS, or to an exporter. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), secret.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
