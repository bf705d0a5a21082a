package io.github.rolecall.page.text;

/** What the project and TeaVM's {@code String} use of {@link java.util.Locale}. */
public final class BrowserLocale {
  public static final BrowserLocale ROOT = new BrowserLocale();

  private BrowserLocale() {}

  /** The name that browsers know for no language. */
  public String toLanguageTag() {
    return "und";
  }
}
