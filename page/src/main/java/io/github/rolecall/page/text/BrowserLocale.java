package io.github.rolecall.page.text;

/** What the project and TeaVM's {@code String} use of {@link java.util.Locale}. */
public final class BrowserLocale {
  public static final BrowserLocale ROOT = new BrowserLocale();

  private BrowserLocale() {}

  /**
   * Letters change their case in English as they do in no language, {@code und}, and browsers do it
   * in half the time.
   */
  public String toLanguageTag() {
    return "en";
  }
}
