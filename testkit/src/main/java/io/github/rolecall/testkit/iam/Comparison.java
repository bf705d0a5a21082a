package io.github.rolecall.testkit.iam;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A comparison of a value in the request with a value in the policy. */
enum Comparison {
  STRING_EQUALS {
    @Override
    boolean matches(String actual, String expected) {
      return actual.equals(expected);
    }
  },
  STRING_EQUALS_IGNORE_CASE {
    @Override
    boolean matches(String actual, String expected) {
      return actual.equalsIgnoreCase(expected);
    }
  },
  STRING_LIKE {
    @Override
    boolean matches(String actual, String expected) {
      return like(actual, expected);
    }
  },
  /**
   * {@code ArnEquals} and {@code ArnLike} behave identically: wildcards match within each of the
   * six fields.
   */
  ARN_LIKE {
    @Override
    boolean matches(String actual, String expected) {
      List<String> actualFields = List.of(actual.split(":", 6));
      List<String> expectedFields = List.of(expected.split(":", 6));
      if (actualFields.size() != 6 || expectedFields.size() != 6) {
        return false;
      }
      for (int i = 0; i < 6; i++) {
        if (!like(actualFields.get(i), expectedFields.get(i))) {
          return false;
        }
      }
      return true;
    }
  },
  BOOL {
    @Override
    boolean matches(String actual, String expected) {
      return actual.equalsIgnoreCase(expected);
    }
  };

  abstract boolean matches(String actual, String expected);

  /**
   * Matches case-sensitively. {@code *} matches any sequence of characters, {@code ?} exactly one.
   */
  static boolean like(String actual, String pattern) {
    StringBuilder regex = new StringBuilder();
    pattern
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
              }
            });
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(actual).matches();
  }

  /** Compares actions like {@code StringLike}, but ignores case. */
  static boolean actionLike(String actual, String pattern) {
    return like(actual.toLowerCase(Locale.ROOT), pattern.toLowerCase(Locale.ROOT));
  }
}
