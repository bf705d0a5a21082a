package io.github.rolecall.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.policy.job.JobExample;
import io.github.rolecall.policy.job.JobForm;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tests the page as users see it, opened from a folder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class PageIT {
  private static final Path FILE = Path.of("target", "page", "rolecall.html").toAbsolutePath();
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final URI PAGE = FILE.toUri();
  private static final String TAB = "\uE004";
  private static final String ENTER = "\uE007";
  private static final String DOWN = "\uE015";

  private Browser browser;

  @BeforeAll
  void startBrowser() throws IOException {
    browser = Browser.start();
  }

  @AfterAll
  void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void openThePage() {
    browser.open(URI.create("about:blank"));
    browser.log("browser");
    browser.log("performance");
    browser.open(PAGE);
  }

  /** Whatever a test does, the page makes no request and logs no error. */
  @AfterEach
  void nothingWasRequestedAndNothingFailed() {
    assertEquals(List.of(), browser.log("browser"));
    List<String> requests =
        browser.log("performance").stream()
            .filter(entry -> entry.contains("\"Network.requestWillBeSent\""))
            .filter(entry -> !entry.contains("\"url\":\"file://"))
            .filter(entry -> !entry.contains("\"url\":\"about:blank\""))
            .toList();
    assertEquals(List.of(), requests);
  }

  @Test
  void gitHubWithAnEnvironment() throws IOException {
    browser.type("#field-repository", "https://github.com/acme/shop");
    browser.choose("#field-runs_for", "environment");
    browser.type("#field-environment", "prod");
    browser.paste("#policy", example(0).policy());
    assertEquals("denied", verdict());
    assertTrue(browser.text("#verdict").contains("StringEquals on sub does not match."));
    assertEquals("ref:refs/heads/main", browser.text("#why dd:nth-of-type(1) mark"));
    assertEquals("environment:prod", browser.text("#why dd:nth-of-type(2) mark"));
    assertTrue(browser.text("#findings").contains("the environment prod"));
    browser.screenshot(PICTURES.resolve("github.png"));
    applyAndExpectAllowed();
    browser.click("#undo");
    assertEquals(example(0).policy(), browser.value("#policy"));
    assertEquals("denied", verdict());
  }

  @Test
  void gitLab() {
    browser.choose("#system", "gitlab");
    browser.type("#field-project_path", "acme/team/shop");
    browser.type("#field-branch", "main");
    browser.type("#field-audience", "sts.amazonaws.com");
    browser.paste("#policy", named("GitLab").policy());
    assertEquals("denied", verdict());
    assertTrue(browser.text("#why").contains("project_path:acme/team/shop:ref_type:branch"));
    applyAndExpectAllowed();
  }

  @Test
  void eks() {
    browser.choose("#system", "kubernetes");
    named("EKS").fields().forEach((name, value) -> browser.type("#field-" + name, value));
    browser.paste("#policy", named("EKS").policy());
    assertEquals("denied", verdict());
    assertEquals("prod", browser.text("#why dd:nth-of-type(1) mark"));
    assertEquals("ci", browser.text("#why dd:nth-of-type(2) mark"));
    applyAndExpectAllowed();
  }

  @Test
  void aWildcardUnderStringEquals() {
    browser.choose("#example", "1");
    assertEquals("denied", verdict());
    assertTrue(browser.text("#findings").contains("StringLike"));
    applyAndExpectAllowed();
  }

  @Test
  void everyExampleAndEveryFormAnswers() {
    for (int i = 0; i < JobExample.all().size(); i++) {
      browser.choose("#example", String.valueOf(i));
      String expected = example(i).title().contains("allowed,") ? "allowed" : "denied";
      assertEquals(expected, verdict(), example(i).title());
      assertFalse(browser.text("#findings").isEmpty());
    }
    browser.click("#clear");
    for (JobForm form : JobForm.all()) {
      browser.choose("#system", form.id());
      browser.run(
          "for (const e of document.querySelectorAll('#fields input[required]')) {"
              + " e.value = e.placeholder; e.dispatchEvent(new Event('input', {bubbles: true})); }");
      assertEquals("Paste the trust policy of the role.", browser.text("#verdict-title"));
      for (String language :
          List.of("json", "aws-cli", "cloudformation", "terraform", "pulumi", "cdk")) {
        browser.choose("#language", language);
        assertTrue(browser.text("#exact-text").contains("AssumeRoleWithWebIdentity"), form.id());
      }
    }
  }

  @Test
  void aTokenIsReplacedByItsClaimsInWhateverFieldItIsPasted() {
    String token =
        token("{\"iss\":\"https://gitlab.com\",\"aud\":\"a\",\"sub\":\"x\",\"n\":\"é\"}");
    for (String field : List.of("#claims", "#policy", "#role", "#field-repository")) {
      browser.open(URI.create("about:blank"));
      browser.open(PAGE);
      if (field.equals("#claims")) {
        browser.click("input[value=claims]");
      }
      browser.paste(field, token);
      assertEquals("é", JsonText.read(browser.value("#claims")).root().path("n").text());
      browser.click("#link");
      assertFalse(browser.run("return document.documentElement.outerHTML").text().contains("c2ln"));
      assertFalse(
          browser
              .run(
                  "return [...document.querySelectorAll('input,textarea')]"
                      + ".map(e => e.value).join() + location.href")
              .text()
              .contains("c2ln"));
    }
  }

  @Test
  void aLinkBringsJobAndPolicyToSomebodyElse() {
    browser.choose("#example", "0");
    browser.click("#link");
    String address = browser.run("return location.href").text();
    assertTrue(address.startsWith(PAGE + "#"), address);
    browser.open(URI.create("about:blank"));
    browser.open(URI.create(address));
    assertEquals("denied", verdict());
    assertEquals("prod", browser.value("#field-environment"));
    assertEquals(example(0).policy(), browser.value("#policy"));
    // An edited page differs from its link.
    browser.type("#field-environment", "x");
    assertEquals(PAGE.toString(), browser.run("return location.href").text());
  }

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
        Map.of("width", 375, "height", 740, "deviceScaleFactor", 2, "mobile", true));
    try {
      browser.choose("#example", "0");
      assertTrue(
          number("document.querySelector('#verdict').getBoundingClientRect().bottom")
              <= number("document.querySelector('#job').getBoundingClientRect().top"));
      assertTrue(number("document.querySelector('#verdict').getBoundingClientRect().bottom") < 740);
      assertTrue(number("document.documentElement.scrollWidth") <= 375);
      browser.screenshot(PICTURES.resolve("phone.png"));
    } finally {
      browser.command("Emulation.clearDeviceMetricsOverride", Map.of());
    }
  }

  /** WCAG requires this contrast between each text and its background. */
  @Test
  void textIsReadableInLightAndDark() throws IOException {
    for (String scheme : List.of("light", "dark")) {
      browser.command(
          "Emulation.setEmulatedMedia",
          Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
      for (int i : List.of(0, 3)) {
        browser.choose("#example", String.valueOf(i));
        assertEquals("", browser.run(CONTRAST).text(), scheme);
      }
      browser.screenshot(PICTURES.resolve(scheme + ".png"));
    }
    browser.command("Emulation.setEmulatedMedia", Map.of("features", List.of()));
  }

  @Test
  void textsOfOthersStayText() {
    String hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>\u202E";
    browser.click("input[value=claims]");
    browser.paste(
        "#claims",
        io.github.rolecall.json.JsonWriter.compact(
            Map.of("iss", "https://gitlab.com", "aud", hostile, "sub", hostile, hostile, hostile)));
    browser.paste("#policy", example(0).policy().replace("repo:", hostile.replace("\"", "") + ":"));
    assertEquals("denied", verdict());
    assertTrue(browser.text("#answer").contains("<img src=x onerror=alert(1)>"));
    assertEquals(
        "0",
        browser
            .run("return '' + document.querySelectorAll('main img, main script')" + ".length")
            .text());
  }

  @Test
  void richTextIsPastedAsText() {
    browser.run(
        "const data = new DataTransfer(); data.setData('text/html', '<b onclick=x>{</b>');"
            + " data.setData('text/plain', '{'); const e = document.querySelector('#policy');"
            + " e.focus(); e.dispatchEvent(new ClipboardEvent('paste',"
            + " {clipboardData: data, bubbles: true}));");
    assertEquals("0", browser.run("return '' + document.querySelectorAll('b').length").text());
  }

  @Test
  void aFaultNamesLineAndColumnAndShowsThePlace() {
    browser.choose("#example", "0");
    browser.paste("#policy", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [}\n}");
    assertTrue(browser.text("#policy-fault").contains("Line 3, column 17"));
    assertEquals("}", browser.text("#policy-fault mark"));
    browser.click("#policy-fault button");
    assertEquals(
        "}",
        browser
            .run(
                "const p = document.querySelector('#policy');"
                    + " return p.value.slice(p.selectionStart, p.selectionEnd)")
            .text());
  }

  @Test
  void aPolicyOfAHundredStatementsAndAMegabyteOfTextAreAnswered() {
    browser.choose("#example", "0");
    String statement =
        JsonText.read(example(0).policy()).root().path("Statement").items().get(0).toString();
    browser.run(
        "document.querySelector('#policy').value = arguments[0];",
        "{\"Version\":\"2012-10-17\",\"Statement\":["
            + String.join(",", java.util.Collections.nCopies(100, statement))
            + "]}");
    awaitAnswer();
    assertEquals("denied", verdict());
    browser.run("document.querySelector('#policy').value = '[{\"a\":'.repeat(300000);");
    awaitAnswer();
    assertFalse(browser.text("#policy-fault").isEmpty());
  }

  @Test
  void aLinkOpensWithItsVerdict() {
    browser.choose("#example", "0");
    browser.click("#link");
    String address = browser.run("return location.href").text();
    browser.open(URI.create("about:blank"));
    browser.open(URI.create(address));
    assertEquals("denied", verdict());
    // The milliseconds from the start of the page to the first verdict.
    assertTrue(number("Number(document.documentElement.dataset.first)") > 0);
  }

  /**
   * Waits for the answer after the last key. The page answers long texts after a pause in typing.
   */
  private void awaitAnswer() {
    double before = number("document.documentElement.dataset.answers");
    long start = System.nanoTime();
    browser.run(
        "document.querySelector('#policy').dispatchEvent(new Event('input', {bubbles: true}));");
    while (number("document.documentElement.dataset.answers") == before) {
      assertTrue(System.nanoTime() - start < TimeUnit.MINUTES.toNanos(1), "no answer");
    }
  }

  private void applyAndExpectAllowed() {
    browser.click("#apply");
    assertEquals("allowed", verdict());
  }

  private String verdict() {
    return browser.run("return document.querySelector('#verdict').className").text();
  }

  private String focused() {
    return browser.run("return document.activeElement.id").text();
  }

  private double number(String expression) {
    return Double.parseDouble(browser.run("return String(" + expression + ")").text());
  }

  private static JobExample example(int i) {
    return JobExample.all().get(i);
  }

  private static JobExample named(String start) {
    return JobExample.all().stream()
        .filter(example -> example.title().startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  private static String token(String claims) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString("sig-of-it".getBytes(StandardCharsets.UTF_8));
  }

  private static final String CONTRAST =
      """
      const parse = c => c.match(/[\\d.]+/g).map(Number);
      const back = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; } return parse(getComputedStyle(document.body).backgroundColor); };
      const lum = c => c.slice(0, 3).map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
      const bad = [];
      for (const e of document.querySelectorAll('body *')) {
        if (!e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
        if (['SCRIPT', 'OPTION', 'TITLE', 'STYLE'].includes(e.tagName)) continue;
        const a = lum(parse(getComputedStyle(e).color)), b = lum(back(e));
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) bad.push(e.outerHTML.slice(0, 80) + ' ' + ratio.toFixed(2));
      }
      return bad.join('\\n');
      """;
}
