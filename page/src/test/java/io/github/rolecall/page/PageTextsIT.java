package io.github.rolecall.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonWriter;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the page with texts that users paste. */
class PageTextsIT extends OpenedPage {
  private static final String CLAIMS =
      "{\"iss\":\"https://gitlab.com\",\"aud\":\"a\",\"sub\":\"x\"}";

  @Test
  void aTokenIsReplacedByItsClaimsInWhateverFieldItIsPasted() {
    String token =
        token("{\"iss\":\"https://gitlab.com\",\"aud\":\"a\",\"sub\":\"x\",\"n\":\"é\"}");
    for (String field : List.of("#claims", "#policy", "#role", "#field-repository")) {
      visit(PAGE.toString());
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
  void textsOfOthersStayText() {
    String hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>\u202E";
    browser.click("input[value=claims]");
    browser.paste(
        "#claims",
        JsonWriter.compact(
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
    put(
        "#policy",
        "{\"Version\":\"2012-10-17\",\"Statement\":["
            + String.join(",", Collections.nCopies(100, statement))
            + "]}");
    assertEquals("denied", verdict());
    put("#policy", "[{\"a\":".repeat(160_000));
    assertFalse(browser.text("#policy-fault").isEmpty());
  }

  /** In these forms servers, shells and terminals give it. */
  @Test
  void aTokenInOtherTextIsReplacedToo() {
    String token = token(CLAIMS);
    for (String text :
        List.of(
            "{\"count\": 1, \"value\": \"" + token + "\"}",
            "export AWS_ID_TOKEN=" + token,
            "Authorization: bearer " + token,
            "'" + token + "'",
            token.substring(0, 60) + "\n" + token.substring(60) + "\n",
            token.substring(0, token.lastIndexOf('.')))) {
      for (String field : List.of("#claims", "#policy")) {
        visit(PAGE.toString());
        if (field.equals("#claims")) {
          browser.click("input[value=claims]");
        }
        browser.paste(field, text);
        assertEquals(
            JsonText.read(CLAIMS).root(), JsonText.read(browser.value("#claims")).root(), text);
        assertEquals("", browser.value("#policy"));
        assertFalse(script("document.documentElement.outerHTML").contains("c2ln"));
      }
    }
  }

  @Test
  void aTokenInAFieldOfTheFormDoesNotComeBack() {
    browser.paste("#field-repository", token(CLAIMS));
    browser.click("input[value=form]");
    assertEquals("", browser.value("#field-repository"));
    browser.click("#link");
    assertEquals("", carried(address()).path("fields").path("repository").text());
    assertFalse(carried(address()).toString().contains("c2ln"));
  }

  @Test
  void otherTextsThanClaimsAreNamed() {
    browser.click("input[value=claims]");
    browser.paste("#claims", "***");
    assertEquals(
        "The CI system has masked it; rolecall claims prints the claims in the job.",
        browser.text("#claims-fault"));
    browser.paste("#claims", "repo:acme/shop:ref:refs/heads/main");
    assertEquals(
        "It is neither JSON nor a token; rolecall claims prints the claims in the job.",
        browser.text("#claims-fault"));
  }

  @Test
  void otherTextsThanPoliciesAreNamedWithTheWayToJson() {
    browser.choose("#example", "0");
    browser.paste("#policy", "Resources:\n  Deploy:\n    Type: AWS::IAM::Role\n");
    assertEquals("The trust policy cannot be read.", browser.text("#verdict-title"));
    assertEquals(
        "It is a template in YAML, and this page reads JSON. Paste what aws iam get-role"
            + " --role-name NAME --output json prints, or use the command, which reads YAML:"
            + " rolecall explain --trust-policy FILE.",
        browser.text("#policy-fault"));
    browser.paste("#policy", "+ resource \"aws_iam_role\" \"deploy\" {\n");
    assertEquals(
        "It is Terraform's own language; use the output of terraform show -json, for a plan or"
            + " the state.",
        browser.text("#policy-fault"));
  }

  @Test
  void aTemplateWithSeveralRolesOffersThem() {
    browser.choose("#example", "0");
    String role =
        "{\"Type\": \"AWS::IAM::Role\", \"Properties\": {\"AssumeRolePolicyDocument\": %s}}";
    String other = example(0).policy().replace("repo:acme/shop:ref:refs/heads/main", "repo:acme/*");
    browser.paste(
        "#policy",
        "{\"Resources\": {\"Read\": %s, \"Deploy\": %s}}"
            .formatted(role.formatted(other), role.formatted(example(0).policy())));
    assertEquals("Choose the role.", browser.text("#verdict-title"));
    assertTrue(browser.text("#role-fault").startsWith("It has the trust policies of 2 roles"));
    browser.click("#role-fault button:nth-of-type(2)");
    assertEquals("Deploy", browser.value("#role"));
    assertEquals("denied", verdict());
    assertEquals("ref:refs/heads/main", browser.text("#why dd:nth-of-type(1) mark"));
    applyAndExpectAllowed();
    browser.click("#undo");
    assertEquals("Deploy", browser.value("#role"));
    assertEquals("denied", verdict());
  }
}
