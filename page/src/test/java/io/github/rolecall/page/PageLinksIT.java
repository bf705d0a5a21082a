package io.github.rolecall.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests links that carry a job and a policy, and the way back to them. */
class PageLinksIT extends OpenedPage {
  @Test
  void aLinkBringsJobAndPolicyToAnotherPerson() {
    browser.choose("#example", "0");
    browser.click("#link");
    String address = address();
    assertTrue(address.startsWith(PAGE + "#"), address);
    visit(address);
    assertEquals("denied", verdict());
    assertEquals("prod", browser.value("#field-environment"));
    assertEquals(example(0).policy(), browser.value("#policy"));
    assertTrue(number("Number(document.documentElement.dataset.first)") > 0);
    // An edited page differs from its link.
    browser.type("#field-environment", "x");
    assertEquals(PAGE.toString(), address());
  }

  /** Corrections take longer to find than the verdict. */
  @Test
  void aLinkShowsTheVerdictBeforeTheCorrections() {
    browser.choose("#example", "0");
    browser.click("#link");
    String address = address();
    String identifier =
        browser
            .command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", SHOWN))
            .path("identifier")
            .text();
    visit(address);
    browser.command("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", identifier));
    assertEquals("denied why; denied why findings repair exact", script("shown.join('; ')"));
  }

  /** Notes what is visible after each answer. */
  private static final String SHOWN =
      """
      window.shown = [];
      new MutationObserver(() => {
        const now = [document.querySelector('#verdict').className,
          ...['why', 'findings', 'repair', 'exact'].filter(id => !document.getElementById(id).hidden)].join(' ');
        if (shown.at(-1) !== now) shown.push(now);
      }).observe(document, {subtree: true, attributes: true, attributeFilter: ['data-answers']});
      """;

  @Test
  void aJumpWithinThePageKeepsTheLink() {
    browser.choose("#example", "0");
    browser.click("#link");
    String address = address();
    browser.click("#see-why");
    assertEquals("why", focused());
    assertTrue(
        number("document.querySelector('#why').getBoundingClientRect().top")
            >= number("document.querySelector('#verdict').getBoundingClientRect().bottom"),
        "the verdict covers the reason");
    assertEquals(address, address());
    browser.reload();
    assertEquals("denied", verdict());
  }

  @Test
  void backFromAnotherPageTheLinkIsThere() {
    browser.choose("#example", "0");
    browser.click("#link");
    browser.open(URI.create("about:blank"));
    browser.back();
    assertEquals("denied", verdict());
    assertEquals(example(0).policy(), browser.value("#policy"));
  }

  @Test
  void anIncompleteLinkIsNamedUntilTheUserWrites() {
    browser.choose("#example", "0");
    browser.click("#link");
    String address = address();
    for (int missing : List.of(300, 301, 302, 303)) {
      visit(address.substring(0, address.length() - missing));
      assertEquals(
          "The link is incomplete. Ask for it again, or describe the job here.",
          browser.text("#origin"));
    }
    browser.type("#field-repository", "acme/shop");
    assertEquals("", browser.text("#origin"));
  }

  @Test
  void aTextThatIsTooLongForALinkIsNotCopied() {
    browser.choose("#example", "0");
    put("#policy", " ".repeat(70_000) + example(0).policy());
    browser.click("#link");
    assertEquals("Too long for a link", browser.text("#link"));
    assertEquals(PAGE.toString(), address());
  }

  /** Another person may have written the link. */
  @Test
  void aTokenInALinkIsDroppedFromFieldsAndAddress() {
    String claims = "{\"iss\":\"https://gitlab.com\",\"aud\":\"a\",\"sub\":\"x\"}";
    String token = token(claims);
    for (Map<String, Object> state :
        List.<Map<String, Object>>of(
            Map.of("claims", token),
            Map.of("policy", token),
            Map.of("form", "github", "fields", Map.of("repository", token)))) {
      visit(link(JsonWriter.compact(state)));
      assertEquals(
          JsonText.read(claims).root(),
          JsonText.read(browser.value("#claims")).root(),
          state.toString());
      assertEquals(PAGE.toString(), address());
      browser.click("input[value=form]");
      browser.click("#link");
      assertFalse(carried(address()).toString().contains("c2ln"));
    }
  }

  @Test
  void hostileLinksStayText() {
    String image = "\"><img src=x onerror=alert(1)>";
    for (String text :
        List.of(
            "null                ",
            "[1,2,3,4,5,6,7,8,9,10]",
            "{\"form\":\"__proto__\",\"fields\":{\"a\":1},\"policy\":\"{}\"}",
            "{\"form\":\"github\",\"fields\":\"abc\",\"policy\":{\"a\":1}}",
            "{\"form\":\"github\",\"fields\":{\"__proto__\":1,\"runs_for\":\"<img>\"}}",
            JsonWriter.compact(
                Map.of(
                    "claims",
                    image,
                    "policy",
                    "</textarea><script>alert(2)</script>" + image,
                    "role",
                    image)),
            JsonWriter.compact(
                Map.of(
                    "form", "github", "fields", Map.of("repository", image, "branch", image))))) {
      visit(link(text));
      assertTrue(List.of("none", "unknown").contains(verdict()), text);
      assertEquals("0", script("document.querySelectorAll('main img, main script').length"), text);
    }
  }
}
