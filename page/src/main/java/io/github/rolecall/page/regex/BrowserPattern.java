package io.github.rolecall.page.regex;

/** What the project uses of {@link java.util.regex.Pattern}. */
public final class BrowserPattern {
  public static final int CASE_INSENSITIVE = 2;
  public static final int DOTALL = 32;
  public static final int UNICODE_CASE = 64;

  private final Translation translation;
  private final Expression search;

  private BrowserPattern(Translation translation) {
    this.translation = translation;
    this.search = new BrowserExpression(translation.source(), translation.flags() + "dg");
  }

  public static BrowserPattern compile(String text) {
    return compile(text, 0);
  }

  /** See {@link java.util.regex.Pattern#compile(String, int)}. */
  public static BrowserPattern compile(String text, int flags) {
    return new BrowserPattern(
        Translation.of(
            text,
            (flags & CASE_INSENSITIVE) != 0,
            (flags & UNICODE_CASE) != 0,
            (flags & DOTALL) != 0));
  }

  public static boolean matches(String expression, CharSequence text) {
    return compile(expression).matcher(text).matches();
  }

  /** See {@link java.util.regex.Pattern#quote}. */
  public static String quote(String text) {
    var quoted = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted.append("^$\\.*+?()[]{}|".indexOf(c) >= 0 ? "\\" : "").append(c);
    }
    return quoted.toString();
  }

  public BrowserMatcher matcher(CharSequence text) {
    return new BrowserMatcher(search, this::whole, this::start, text.toString());
  }

  private Expression whole() {
    return new BrowserExpression("^(?:" + translation.source() + ")$", translation.flags() + "dg");
  }

  private Expression start() {
    return new BrowserExpression(translation.source(), translation.flags() + "dy");
  }

  public String[] split(CharSequence text) {
    return split(text, 0);
  }

  /** See {@link java.util.regex.Pattern#split(CharSequence, int)}. */
  public String[] split(CharSequence text, int limit) {
    return matcher(text).split(limit);
  }
}
