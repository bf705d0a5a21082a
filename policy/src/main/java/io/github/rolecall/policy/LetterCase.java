package io.github.rolecall.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares texts without regard to letter case. {@link String#equalsIgnoreCase} gives other answers
 * in a browser, for example about a dotless i.
 */
public final class LetterCase {
  private static final int MOST_WILDCARDS = 5;

  private LetterCase() {}

  /** Whether it is a letter or digit of ASCII. */
  public static boolean isPlain(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9');
  }

  public static boolean same(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }

  /**
   * Returns a pattern in the letter case of a text that matches it in another case. Wildcards are
   * kept.
   *
   * @return empty when it does not match, or has more asterisks than a real policy
   */
  public static Optional<String> as(String pattern, String text) {
    String[] parts = pattern.split("(?=[*?])|(?<=[*?])", -1);
    if (parts.length > 2 * MOST_WILDCARDS) {
      return Optional.empty();
    }
    var form = new StringBuilder();
    for (String part : parts) {
      form.append('(')
          .append(part.equals("*") ? ".*?" : part.equals("?") ? "." : Pattern.quote(part))
          .append(')');
    }
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL;
    Matcher matcher = Pattern.compile(form.toString(), flags).matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var written = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      boolean wildcard = parts[i].equals("*") || parts[i].equals("?");
      written.append(wildcard ? parts[i] : matcher.group(i + 1));
    }
    return Optional.of(written.toString());
  }
}
