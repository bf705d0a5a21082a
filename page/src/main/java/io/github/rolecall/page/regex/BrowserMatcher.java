package io.github.rolecall.page.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the project uses of {@link java.util.regex.Matcher}. */
public final class BrowserMatcher {
  private final Expression search;
  private final Supplier<Expression> whole;
  private final Supplier<Expression> start;
  private final String text;
  private int @Nullable [] bounds;
  private int next;

  /**
   * @param search finds the expression anywhere
   * @param whole finds it only as the whole text
   * @param start finds it only where it is told to begin
   */
  BrowserMatcher(
      Expression search, Supplier<Expression> whole, Supplier<Expression> start, String text) {
    this.search = search;
    this.whole = whole;
    this.start = start;
    this.text = text;
  }

  public boolean matches() {
    return found(whole.get().find(text, 0));
  }

  public boolean lookingAt() {
    return found(start.get().find(text, 0));
  }

  public boolean find() {
    return found(next > text.length() ? null : search.find(text, next));
  }

  private boolean found(int @Nullable [] match) {
    bounds = match;
    if (match != null) {
      next = match[1] > match[0] ? match[1] : after(match[1]);
    }
    return match != null;
  }

  /** A browser would go back from the middle of a code point. */
  private int after(int index) {
    return index < text.length() ? text.offsetByCodePoints(index, 1) : index + 1;
  }

  private int bound(int number) {
    if (bounds == null) {
      throw new IllegalStateException("no match");
    }
    return bounds[number];
  }

  public int start() {
    return start(0);
  }

  public int start(int group) {
    return bound(2 * group);
  }

  public int end() {
    return end(0);
  }

  public int end(int group) {
    return bound(2 * group + 1);
  }

  public String group() {
    return text.substring(start(), end());
  }

  /** Null for a group that took no part. */
  public @Nullable String group(int group) {
    return start(group) < 0 ? null : text.substring(start(group), end(group));
  }

  /** Can be asked only after a match, unlike that of Java. */
  public int groupCount() {
    bound(0);
    return bounds == null ? 0 : bounds.length / 2 - 1;
  }

  public String replaceFirst(String replacement) {
    return replaced(replacement, 1);
  }

  public String replaceAll(String replacement) {
    return replaced(replacement, Integer.MAX_VALUE);
  }

  private String replaced(String replacement, int most) {
    next = 0;
    var result = new StringBuilder();
    int from = 0;
    for (int i = 0; i < most && find(); i++) {
      result.append(text, from, start());
      append(replacement, result);
      from = end();
    }
    return result.append(text, from, text.length()).toString();
  }

  /** Of {@code $12}, Java takes the second digit only if there are so many groups. */
  private void append(String replacement, StringBuilder result) {
    int at = 0;
    while (at < replacement.length()) {
      char c = replacement.charAt(at++);
      if (c == '\\') {
        result.append(replacement.charAt(at++));
      } else if (c != '$') {
        result.append(c);
      } else {
        int group = replacement.charAt(at++) - '0';
        while (at < replacement.length() && isGroup(10 * group, replacement.charAt(at))) {
          group = 10 * group + replacement.charAt(at++) - '0';
        }
        String value = group(group);
        result.append(value == null ? "" : value);
      }
    }
  }

  private boolean isGroup(int tens, char digit) {
    return digit >= '0' && digit <= '9' && tens + digit - '0' <= groupCount();
  }

  /** See {@link java.util.regex.Matcher#quoteReplacement}. */
  public static String quoteReplacement(String text) {
    return text.replace("\\", "\\\\").replace("$", "\\$");
  }

  /** See {@link java.util.regex.Pattern#split(CharSequence, int)}. */
  String[] split(int limit) {
    next = 0;
    List<String> parts = new ArrayList<>();
    int from = 0;
    while ((limit <= 0 || parts.size() < limit - 1) && find()) {
      // An empty match at the beginning gives no empty part.
      if (end() > 0) {
        parts.add(text.substring(from, start()));
        from = end();
      }
    }
    parts.add(text.substring(from));
    if (limit == 0 && parts.size() > 1) {
      while (!parts.isEmpty() && parts.get(parts.size() - 1).isEmpty()) {
        parts.remove(parts.size() - 1);
      }
    }
    return parts.toArray(new String[0]);
  }
}
