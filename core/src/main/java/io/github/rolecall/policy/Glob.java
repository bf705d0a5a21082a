package io.github.rolecall.policy;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A value of a policy after its variables are replaced, in which wildcards are told from the same
 * characters meant literally ({@code ${*}}).
 */
public record Glob(String text) {
  /** Private characters of Unicode, which no policy has, in place of the two wildcards. */
  private static final char ANY = '\uE000';

  private static final char ONE = '\uE001';

  /** Every {@code *} and {@code ?} is a wildcard. */
  public static Glob of(String text) {
    return new Glob(text.replace('*', ANY).replace('?', ONE));
  }

  /** What the policy has, wildcards as they are written. */
  String literal() {
    return text.replace(ANY, '*').replace(ONE, '?');
  }

  public boolean matches(String actual) {
    return matches(text, actual);
  }

  public boolean matchesIgnoringCase(String actual) {
    return matches(text.toLowerCase(Locale.ROOT), actual.toLowerCase(Locale.ROOT));
  }

  /** Field by field, as ARNs are compared. */
  boolean matchesFields(String actual) {
    List<String> patterns = List.of(text.split(":", 6));
    List<String> fields = List.of(actual.split(":", 6));
    if (patterns.size() != 6 || fields.size() != 6) {
      return false;
    }
    for (int i = 0; i < 6; i++) {
      if (!matches(patterns.get(i), fields.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String pattern, String actual) {
    var regex = new StringBuilder();
    pattern
        .codePoints()
        .forEach(
            c -> {
              if (c == ANY) {
                regex.append(".*");
              } else if (c == ONE) {
                regex.append('.');
              } else {
                regex.append(Pattern.quote(Character.toString(c)));
              }
            });
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(actual).matches();
  }
}
