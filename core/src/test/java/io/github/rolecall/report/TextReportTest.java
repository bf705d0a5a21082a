package io.github.rolecall.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.policy.explain.Proposal;
import io.github.rolecall.policy.explain.Proposal.Mark;
import io.github.rolecall.policy.report.Change;
import io.github.rolecall.policy.report.Report;
import io.github.rolecall.policy.report.Reports;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the text report: its order, its marks, its width, and that it contains no workflow command.
 */
class TextReportTest {
  private static final String JOB = "repo:acme/shop:ref:refs/heads/dev";
  private static final Display COLORED = new Display(80, true);

  private static String text(String policy, String claims) {
    return TextReport.of(Explained.of(policy, claims), Display.PLAIN);
  }

  @Test
  void theVerdictIsFirstAndThenWhatDiffersAndWhatToDo() {
    String text =
        text(
            Explained.policy("StringEquals", "\"repo:acme/shop:ref:refs/heads/main\""),
            Explained.claims(JOB));
    assertTrue(
        text.startsWith(
            """
            Verdict: denied. AWS would deny the request, for the reasons below.

            Statement 1 (Ci), Allow: does not apply
              StringEquals token.actions.githubusercontent.com:sub
                expected  repo:acme/shop:ref:refs/heads/main
                actual    repo:acme/shop:ref:refs/heads/dev
                                                        ^^^
              match     StringEquals token.actions.githubusercontent.com:aud

            1. \
            """),
        text);
    List<Integer> places =
        List.of("Verdict", "    expected", "To do: ", "Plan\n", "Token\n", "Claims that").stream()
            .map(text::indexOf)
            .toList();
    assertEquals(places.stream().sorted().toList(), places, text);
    assertFalse(places.contains(-1), text);
  }

  @ParameterizedTest
  @CsvSource({
    "StringLike,repo:acme/*:environment:*,ref",
    "StringLike,repo:acme/s*:ref:refs/heads/main,dev",
    "StringEquals,repo:acme/shop:*,ref:refs/heads/dev",
    "StringLike,repo:acme/web:*,shop",
    "StringEquals,repo:Acme/shop:ref:refs/heads/dev,a"
  })
  void caretsStandUnderWhatDoesNotMatch(String operator, String expected, String marked) {
    String text = text(Explained.policy(operator, "\"" + expected + "\""), Explained.claims(JOB));
    List<String> lines = text.lines().toList();
    int carets =
        lines.indexOf(
            lines.stream().filter(line -> line.matches(" +\\^+")).findFirst().orElseThrow());
    String line = lines.get(carets);
    String actual = lines.get(carets - 1);
    assertEquals(marked, actual.substring(line.indexOf('^'), line.length()), text);
    assertTrue(lines.get(carets - 2).endsWith(expected), text);
  }

  @Test
  void otherValuesOfTheListFollow() {
    String text =
        text(
            Explained.policy(
                "StringEquals", "[\"repo:a/b:x\", \"repo:acme/shop:ref:refs/heads/de\"]"),
            Explained.claims(JOB));
    assertTrue(text.contains("expected  repo:acme/shop:ref:refs/heads/de\n"), text);
    assertTrue(text.contains("    or        repo:a/b:x\n"), text);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 120})
  void proseIsAsWideAsTheDisplayAndValuesAreWhole(int width) {
    String policy = Explained.policy("StringEquals", "\"repo:acme/shop:*\"");
    String text =
        TextReport.of(Explained.of(policy, Explained.claims(JOB)), new Display(width, false));
    List<String> tooWide =
        text.lines()
            .filter(line -> line.length() > width)
            .filter(line -> line.strip().matches("(?:To do: |\\d+\\. )?[A-Za-z]+( [a-z]+){4,}.*"))
            .toList();
    assertEquals(List.of(), tooWide);
    String piece =
        "\"StringLike\": {\"token.actions.githubusercontent.com:sub\":\"repo:acme/shop:*\"}";
    assertTrue(text.lines().anyMatch(line -> line.contains(piece)), text);
    String wrapped =
        TextReport.of(Explained.of("", Explained.claims(JOB)), new Display(width, false));
    assertTrue(wrapped.lines().limit(2).allMatch(line -> line.length() <= width), wrapped);
  }

  @Test
  void coloursAreOursOnly() {
    String policy = Explained.policy("StringEquals", "\"repo:\\u001b[31macme/\uE100shop:x\"");
    String claims = Explained.claims("repo:acme/shop:\\u001b]0;evil\\u0007\uE102y");
    assertFalse(text(policy, claims).matches("(?s).*[\033\007\uE100-\uE10F].*"));
    String colored = TextReport.of(Explained.of(policy, claims), COLORED);
    assertTrue(colored.startsWith("Verdict: \033[1;31mdenied\033[0m."), colored);
    String ours = colored.replaceAll("\033\\[(0|1|31|32|33|1;31)m", "");
    assertFalse(ours.matches("(?s).*[\033\007\uE100-\uE10F].*"), ours);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##[add-mask]x",
        "x\\n::set-env name=PATH::/evil",
        "\\r::error::",
        "##\uE102[group]"
      })
  void nothingIsACommand(String text) {
    String claims = Explained.claims(text);
    for (String operator : List.of("StringEquals", "StringLike")) {
      String shown = text(Explained.policy(operator, "\"" + text + "y\""), claims);
      assertFalse(shown.matches("(?s).*##\\w*\\[.*"), shown);
      assertFalse(shown.lines().anyMatch(line -> line.matches("\\W*::.*")), shown);
    }
  }

  @Test
  void aNewPolicyIsGivenWhereThereIsNone() {
    String text = text("", Explained.claims(JOB));
    assertTrue(text.startsWith("Verdict: unknown."), text);
    assertTrue(
        text.contains("\nA trust policy that lets only this job assume the role:\n{\n"), text);
  }

  @Test
  void whatIsNotAllowedLeadsToThePage() {
    String link = "/docs/explain.md#in-a-browser\n";
    String other = Explained.policy("StringEquals", "\"repo:acme/shop:ref:refs/heads/main\"");
    assertTrue(text(other, Explained.claims(JOB)).endsWith(link));
    assertTrue(text("", Explained.claims(JOB)).endsWith(link));
    String allowed = text(Explained.policy("StringLike", "\"repo:*\""), Explained.claims(JOB));
    assertTrue(allowed.startsWith("Verdict: allowed."), allowed);
    assertFalse(allowed.contains(link), allowed);
  }

  @Test
  void whatChangesIsMarkedAndTheWholePolicyCanBePasted() {
    Report report =
        Explained.report("", Explained.policy("StringEquals", "\"x\""), Explained.claims(JOB));
    var lines =
        List.of(
            new Proposal.Line(Mark.SAME, "{"),
            new Proposal.Line(Mark.SAME, "  \"a\": 1,"),
            new Proposal.Line(Mark.SAME, "  \"b\": 1,"),
            new Proposal.Line(Mark.SAME, "  \"c\": 1,"),
            new Proposal.Line(Mark.REMOVED, "  \"d\": 1"),
            new Proposal.Line(Mark.ADDED, "  \"d\": 2"),
            new Proposal.Line(Mark.SAME, "}"));
    String document = "{\n  \"a\": 1,\n  \"d\": 2\n}";
    String text =
        TextReport.of(
            new Reports(List.of(with(report, new Change("The corrected policy", document, lines)))),
            Display.PLAIN);
    assertTrue(
        text.contains(
            """

            What changes in the policy
              ...
                "b": 1,
                "c": 1,
            -   "d": 1
            +   "d": 2
              }

            The corrected policy:
            {
              "a": 1,
              "d": 2
            }
            """),
        text);
  }

  static Report with(Report report, Change change) {
    return new Report(
        report.name(),
        report.answer(),
        report.statements(),
        report.findings(),
        Optional.of(change),
        report.token(),
        report.plan(),
        report.asked());
  }

  @Test
  void severalRolesHaveTheirNames() {
    String policy = Explained.policy("StringLike", "\"repo:acme/shop:*\"");
    var reports =
        new Reports(
            List.of(
                Explained.report("app", policy, Explained.claims(JOB)),
                Explained.report("logs", policy, Explained.claims(JOB))));
    String text = TextReport.of(reports, Display.PLAIN);
    assertTrue(text.startsWith("Role app\n\nVerdict: allowed. "), text);
    assertTrue(text.contains("\n\nRole logs\n\nVerdict: allowed. "), text);
  }
}
