package io.github.rolecall.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** A text that must not be shown. It prints as {@code ***}; only {@link #reveal} returns it. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The text itself. Review every call: the text may go only to AWS or to an exporter. */
  public String reveal() {
    return value;
  }

  public boolean isBlank() {
    return value.isBlank();
  }

  /** Why this is not usable as a part of credentials; empty if it is usable. */
  public Optional<String> flaw() {
    return flawOf(value);
  }

  /** The same for a secret that a person may have chosen, and that is not sent in a header. */
  public Optional<String> flawOfChosen() {
    return flaw()
        .filter(flaw -> value.isBlank() || value.matches("(?s).*[[\\p{Cc}\\p{Z}]&&[^ ]].*"));
  }

  /**
   * Why the text is not usable as a part of credentials. AWS and compatible services issue
   * printable ASCII characters without spaces; other characters do not pass unchanged through
   * headers, profile files and shells. The answer contains nothing of the text.
   */
  public static Optional<String> flawOf(String text) {
    if (text.isEmpty()) {
      return Optional.of("is empty");
    }
    if (text.isBlank()) {
      return Optional.of("is empty");
    }
    if (text.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      return Optional.of("has a line break");
    }
    if (text.chars().anyMatch(Character::isWhitespace)) {
      return Optional.of("has a space");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("has a control character");
    }
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f)
        ? Optional.empty()
        : Optional.of("has a character that is not ASCII");
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
