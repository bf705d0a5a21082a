package io.github.rolecall.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests who can use the page: with a keyboard, a screen reader, a phone, in the dark. */
class PageLooksIT extends OpenedPage {
  private static final String TAB = "\uE004";
  private static final String ENTER = "\uE007";
  private static final String DOWN = "\uE015";

  @Test
  void theKeyboardAloneIsEnough() {
    // Tab to the skip link, then to the example, and choose the job.
    browser.press(TAB + TAB + DOWN + ENTER);
    assertEquals("denied", verdict());
    for (int i = 0; i < 40 && !focused().equals("apply-first"); i++) {
      browser.press(TAB);
    }
    browser.press(ENTER);
    assertEquals("allowed", verdict());
  }

  @Test
  void everyControlHasANameAndNoTwoHaveTheSameId() {
    browser.choose("#example", "0");
    assertEquals(
        "",
        browser
            .run(
                "return [...document.querySelectorAll('input,select,textarea,button,[tabindex]')]"
                    + ".filter(e => !(e.labels && e.labels.length) && !e.textContent.trim()"
                    + " && !e.ariaLabel).map(e => e.outerHTML).join()")
            .text());
    assertEquals(
        "",
        browser
            .run(
                "const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
                    + " return ids.filter((id, i) => ids.indexOf(id) !== i).join()")
            .text());
  }

  @Test
  void onAPhoneTheVerdictIsAboveTheFormsAndNothingIsWiderThanTheScreen() throws IOException {
    browser.command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
    try {
      browser.choose("#example", "0");
      assertTrue(
          number("document.querySelector('#verdict').getBoundingClientRect().bottom")
              <= number("document.querySelector('#job').getBoundingClientRect().top"));
      assertTrue(number("document.querySelector('#verdict').getBoundingClientRect().bottom") < 844);
      assertTrue(number("document.documentElement.scrollWidth") <= 390);
      browser.screenshot(PICTURES.resolve("phone.png"));
    } finally {
      browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  /** WCAG requires this contrast between each text and its background, and of edges of fields. */
  @Test
  void textIsReadableInLightAndDark() throws IOException {
    for (String scheme : List.of("light", "dark")) {
      scheme(scheme);
      for (int i : List.of(0, 3)) {
        browser.choose("#example", String.valueOf(i));
        assertEquals("", pale(), scheme);
      }
      browser.screenshot(PICTURES.resolve(scheme + ".png"));
      browser.paste("#policy", example(0).policy().replace("acme/shop", "${Owner}/shop"));
      assertEquals("unknown", verdict());
      assertEquals("", pale(), scheme);
      browser.paste("#policy", "{");
      assertFalse(browser.text("#policy-fault").isEmpty());
      assertEquals("", pale(), scheme);
      browser.click("#clear");
      assertEquals("", pale(), scheme);
    }
    browser.command("Emulation.setEmulatedMedia", Map.of("features", List.of()));
  }

  /** Each color of the page in turn is as pale as its background. */
  @Test
  void theTestOfContrastSeesEveryColor() {
    for (String scheme : List.of("light", "dark")) {
      scheme(scheme);
      for (String color :
          List.of("fg", "quiet", "bad", "good", "odd", "markfg", "accent", "onaccent", "line")) {
        browser.choose("#example", color.equals("good") || color.equals("odd") ? "3" : "0");
        assertEquals("", pale(), scheme);
        browser.run(
            "document.documentElement.style.setProperty('--' + arguments[0], 'var(--' + arguments[1] + ')')",
            color,
            Map.of("markfg", "mark", "onaccent", "accent").getOrDefault(color, "bg"));
        assertFalse(pale().isEmpty(), scheme + " " + color);
        browser.run("document.documentElement.removeAttribute('style')");
      }
    }
    browser.command("Emulation.setEmulatedMedia", Map.of("features", List.of()));
  }

  private void scheme(String scheme) {
    browser.command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** What has too little contrast, with all parts of the page unfolded. */
  private String pale() {
    return browser.run(CONTRAST).text();
  }

  private static final String CONTRAST =
      """
      const parse = c => c.match(/[\\d.]+/g).map(Number);
      const back = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return parse(getComputedStyle(document.body).backgroundColor); };
      const lum = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
      const bad = [];
      const require = (least, e, color, ground, what) => {
        const a = lum(parse(color)), b = lum(ground);
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < least) bad.push(what + e.outerHTML.slice(0, 80) + ' ' + ratio.toFixed(2));
      };
      for (const e of document.querySelectorAll('details')) e.open = true;
      for (const e of document.querySelectorAll('body *')) {
        if (!e.checkVisibility() || ['SCRIPT', 'OPTION', 'TITLE', 'STYLE'].includes(e.tagName)) continue;
        const style = getComputedStyle(e);
        if (e.matches('input:not([type=radio]), select, textarea')) {
          require(4.5, e, style.color, back(e), '');
          require(4.5, e, getComputedStyle(e, '::placeholder').color, back(e), 'placeholder ');
          require(3, e, style.borderTopColor, back(e.parentElement), 'edge ');
        } else if ([...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) require(4.5, e, style.color, back(e), '');
      }
      return bad.join('\\n');
      """;
}
