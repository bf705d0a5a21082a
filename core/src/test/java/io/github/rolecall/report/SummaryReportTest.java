package io.github.rolecall.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.policy.explain.FindingCode;
import io.github.rolecall.policy.explain.Proposal;
import io.github.rolecall.policy.explain.Proposal.Mark;
import io.github.rolecall.policy.report.Change;
import io.github.rolecall.policy.report.Report;
import io.github.rolecall.policy.report.Reports;
import io.github.rolecall.text.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the job summary: its parts, and that untrusted text in it is not Markdown. */
class SummaryReportTest {
  private static final String JOB = "repo:acme/shop:ref:refs/heads/dev";
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)]*)\\)");

  private static String summary(String policy, String claims) {
    return SummaryReport.of(Explained.of(policy, claims));
  }

  private static String denied() {
    return summary(
        Explained.policy("StringEquals", "\"repo:acme/shop:ref:refs/heads/main\""),
        Explained.claims(JOB));
  }

  @Test
  void theVerdictAndATableOfConditionsComeFirst() {
    String text = denied();
    assertTrue(
        text.startsWith(
            """
            ### ❌ Rolecall: AWS would deny the request

            **Statement 1 &#40;Ci&#41;, Allow&#58; does not apply**

            | | Condition |
            |---|---|
            | ❌ | <code>StringEquals</code> \
            """),
        text);
    String sub = text.lines().filter(line -> line.startsWith("| ❌")).findFirst().orElseThrow();
    assertTrue(sub.matches(".*<br>Expected: <code>.*<b>main</b></code><br>Actual: .*"), sub);
    assertTrue(sub.endsWith("<b>dev</b></code> |"), sub);
  }

  @Test
  void whatOnlyAwsKnowsIsOpen() {
    String text =
        summary(
            Explained.policy("StringLike", "\"repo:acme/*\"")
                .replace(
                    "\"StringLike\"",
                    "\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"}, \"StringLike\""),
            Explained.claims(JOB));
    assertTrue(text.startsWith("### ❔ Rolecall: "), text);
    assertTrue(text.contains("\n| ❔ | "), text);
    assertTrue(text.contains("<br>Actual: *only AWS knows* |"), text);
  }

  @Test
  void statementsThatDecideNothingAreFolded() {
    String policy = Explained.policy("StringEquals", "\"repo:acme/shop:ref:refs/heads/main\"");
    String other = policy.substring(policy.indexOf("{\"Sid"), policy.lastIndexOf("]"));
    String both = policy.replace(other, other + "," + other.replace("acme/shop", "other/place"));
    String text = summary(both, Explained.claims(JOB));
    assertEquals(1, count(text.substring(0, text.indexOf("#### ")), "**Statement "), text);
    assertTrue(
        text.contains("<details><summary>Other statements</summary>\n\n**Statement 2 "), text);
  }

  @Test
  void claimsAreFoldedAndTheFoldsEnd() {
    String text = denied();
    assertTrue(
        text.contains("<details><summary>Claims of the token</summary>\n\n| Name | Value |"), text);
    assertTrue(text.contains(Markdown.code(JOB)), text);
    assertFalse(text.contains("event_name"), "a claim without effect on the verdict");
    assertEquals(count(text, "<details>"), count(text, "\n\n</details>\n\n"));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  @Test
  void linksLeadToSectionsThatExist() throws IOException {
    String page = Files.readString(Path.of("../docs/troubleshooting.md"));
    List<String> all = LINK.matcher(denied()).results().map(found -> found.group(1)).toList();
    List<String> links = all.subList(0, all.size() - 1);
    assertFalse(links.isEmpty());
    assertTrue(all.get(links.size()).endsWith("/docs/explain.md#in-a-browser"), all.toString());
    assertTrue(Files.readString(Path.of("../docs/explain.md")).contains("\n## In a browser\n"));
    for (String link : links) {
      String code = link.replaceFirst(".*/docs/troubleshooting.md#", "");
      assertTrue(
          page.contains("\n### " + code + "\n") || page.contains("\n## " + code + "\n"), link);
    }
    assertTrue(
        List.of(FindingCode.values()).stream()
            .anyMatch(code -> links.get(0).endsWith("#" + code.code())));
  }

  @Test
  void theChangeIsADiff() {
    Report report =
        Explained.report("", Explained.policy("StringEquals", "\"x\""), Explained.claims(JOB));
    var lines =
        List.of(
            new Proposal.Line(Mark.SAME, "{"),
            new Proposal.Line(Mark.REMOVED, "  \"a\": \"```\""),
            new Proposal.Line(Mark.ADDED, "  \"a\": 2"),
            new Proposal.Line(Mark.SAME, "}"));
    Change change = new Change("The corrected policy", "{\n  \"a\": 2\n}", lines);
    String text = SummaryReport.of(new Reports(List.of(TextReportTest.with(report, change))));
    assertTrue(
        text.contains("\n````diff\n  {\n-   \"a\": \"```\"\n+   \"a\": 2\n  }\n````\n"), text);
    assertTrue(
        text.contains(
            "<details><summary>The corrected policy</summary>\n\n```json\n{\n  \"a\": 2\n}\n```\n\n</details>"),
        text);
  }

  @Test
  void aDiffLeavesOutWhatIsFarFromTheChange() {
    String text = denied();
    String diff = text.substring(text.indexOf("```diff\n"), text.indexOf("\n```\n"));
    assertTrue(diff.startsWith("```diff\n  ...\n"), diff);
    assertTrue(diff.endsWith("\n  ..."), diff);
    assertFalse(diff.contains("Version"), diff);
    assertEquals(5, count(diff, "\n+ ") + count(diff, "\n- "), diff);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x>",
        "</details><script>",
        "a|b",
        "``` @octocat",
        "[x](https://evil.example)",
        "x\\n# y",
        "\\u202Ey"
      })
  void noTextOfOthersIsMarkdown(String evil) {
    String claims = Explained.claims("repo:acme/shop:" + evil);
    String text =
        summary(Explained.policy("StringEquals", "\"repo:acme/shop:z" + evil + "\""), claims);
    String outside = text.replaceAll("(?s)\n(`{3,})[a-z]+\n.*?\n\\1\n", "\n");
    for (String active :
        List.of("<img", "<script", "a|b", "@octocat", "[x]", "\n# y", "\u202E", "https://evil")) {
      assertFalse(outside.contains(active), outside);
    }
    assertEquals(count(outside, "<details>"), count(outside, "</details>"), outside);
    for (String row : outside.lines().filter(line -> line.startsWith("| ")).toList()) {
      assertTrue(count(row, "|") == 3, row);
    }
  }

  @Test
  void severalRolesHaveTheirNames() {
    String policy = Explained.policy("StringLike", "\"repo:acme/shop:*\"");
    var reports =
        new Reports(
            List.of(
                Explained.report("app", policy, Explained.claims(JOB)),
                Explained.report("logs", policy, Explained.claims("repo:a/b:c"))));
    String text = SummaryReport.of(reports);
    assertTrue(
        text.startsWith("### ✅ Rolecall, role <code>app</code>: AWS would allow the request\n"),
        text);
    assertTrue(
        text.contains("\n### ❌ Rolecall, role <code>logs</code>: AWS would deny the request\n"),
        text);
  }
}
