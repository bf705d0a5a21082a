package io.github.rolecall.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.policy.job.JobExample;
import io.github.rolecall.policy.job.JobForm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the page with jobs that AWS refused. */
class PageJobsIT extends OpenedPage {
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
  void aWrongFieldIsNotCalledMissing() {
    browser.type("#field-repository", "shop");
    assertEquals(
        "Missing: Branch. Repository: expected OWNER/REPOSITORY, such as acme/shop.",
        browser.text("#verdict-reason"));
  }
}
