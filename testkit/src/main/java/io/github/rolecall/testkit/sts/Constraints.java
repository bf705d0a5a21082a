package io.github.rolecall.testkit.sts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A collector of violations of the API model (STS API reference, "Constraints" of each parameter).
 * AWS reports all violations in one error.
 */
final class Constraints {
  /** A pattern that matches every text. */
  static final String ANYTHING = "(?s).*";

  private static final int SHOWN_NUMBER_LENGTH = 10;

  private final List<String> violations = new ArrayList<>();

  /**
   * Checks an optional text. The length is in characters; {@code min} and {@code max} are
   * inclusive.
   */
  Constraints text(String name, Optional<String> value, int min, int max, String pattern) {
    value.ifPresent(text -> check(name, "Value '" + text + "'", text, min, max, pattern));
    return this;
  }

  /** Checks a required text. Returns an empty text if it is missing. */
  String required(String name, Optional<String> value, int min, int max, String pattern) {
    return required(name, value)
        .map(
            text -> {
              check(name, "Value '" + text + "'", text, min, max, pattern);
              return text;
            })
        .orElse("");
  }

  /**
   * Checks a required text that no error message may contain. Returns an empty text if it is
   * missing.
   */
  String requiredSecret(String name, Optional<String> value, int min, int max) {
    return required(name, value)
        .map(
            text -> {
              check(name, "Value", text, min, max, ANYTHING);
              return text;
            })
        .orElse("");
  }

  /** Checks a list, which may have at most {@code max} members. */
  void list(String name, List<?> members, int max) {
    if (members.size() > max) {
      violate(
          "Value '" + members + "'", name, "Member must have length less than or equal to " + max);
    }
  }

  /** Checks an optional integer. Returns the fallback if it is missing. */
  int number(String name, Optional<String> value, int min, int max, int fallback) {
    if (value.isEmpty()) {
      return fallback;
    }
    int number = parse(value.get());
    if (number < min) {
      violate(
          "Value '" + number + "'", name, "Member must have value greater than or equal to " + min);
    } else if (number > max) {
      violate(
          "Value '" + number + "'", name, "Member must have value less than or equal to " + max);
    }
    return number;
  }

  /** Rejects the call if there was any violation. */
  void enforce() {
    int count = violations.size();
    if (count > 0) {
      throw Refusal.validation(
          "%d validation error%s detected: %s"
              .formatted(count, count == 1 ? "" : "s", String.join("; ", violations)));
    }
  }

  private Optional<String> required(String name, Optional<String> value) {
    if (value.isEmpty()) {
      violate("Value null", name, "Member must not be null");
    }
    return value;
  }

  private void check(String name, String shown, String text, int min, int max, String pattern) {
    int length = text.codePointCount(0, text.length());
    if (length < min) {
      violate(shown, name, "Member must have length greater than or equal to " + min);
    }
    if (length > max) {
      violate(shown, name, "Member must have length less than or equal to " + max);
    }
    if (!Pattern.matches(pattern, text)) {
      violate(shown, name, "Member must satisfy regular expression pattern: " + pattern);
    }
  }

  private void violate(String shown, String name, String rule) {
    violations.add(shown + " at '" + name + "' failed to satisfy constraint: " + rule);
  }

  /**
   * The error code for a value that is not a number is that of AWS. The message is our own, because
   * we do not know that of AWS.
   */
  private static int parse(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      String shown = digits.substring(0, Math.min(digits.length(), SHOWN_NUMBER_LENGTH));
      throw Refusal.of(400, "MalformedInput", "Not a number: " + shown);
    }
  }
}
