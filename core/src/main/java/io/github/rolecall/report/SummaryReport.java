package io.github.rolecall.report;

import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.explain.Finding;
import io.github.rolecall.policy.report.Answer;
import io.github.rolecall.policy.report.Change;
import io.github.rolecall.policy.report.Entry;
import io.github.rolecall.policy.report.Reason;
import io.github.rolecall.policy.report.Report;
import io.github.rolecall.policy.report.Reports;
import io.github.rolecall.policy.report.StatementResult;
import io.github.rolecall.problem.Documentation;
import io.github.rolecall.text.Markdown;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes reports for the summary of a job on GitHub, in Markdown: the verdict, a table of what the
 * policy demands, what to do, the change, and the claims folded.
 */
public final class SummaryReport {
  private final StringBuilder text = new StringBuilder();

  private SummaryReport() {}

  /** The whole text, in which no text of others is Markdown or HTML. */
  public static String of(Reports reports) {
    var summary = new SummaryReport();
    reports.all().forEach(summary::role);
    if (reports.verdict() != Verdict.ALLOWED) {
      summary.block(
          "[Change the policy and see the answer at once, in a browser](%s)"
              .formatted(Documentation.own().ofBrowser()));
    }
    return summary.text.toString();
  }

  private void role(Report report) {
    verdict(report.name(), report.answer());
    List<StatementResult> first = first(report);
    first.stream().map(ConditionTable::of).forEach(this::block);
    findings("What to do", report.findings(true));
    report.change().ifPresent(this::change);
    String others = report.findings(true).isEmpty() ? "Findings" : "Other findings";
    findings(others, report.findings(false));
    List<String> rest =
        report.statements().stream()
            .filter(statement -> !first.contains(statement))
            .map(ConditionTable::of)
            .toList();
    if (!rest.isEmpty()) {
      details("Other statements", String.join("\n\n", rest));
    }
    Stream<Entry> claims =
        Stream.of(report.token().facts(), report.token().offered(), report.token().others())
            .flatMap(List::stream);
    folded("Claims of the token", claims.toList());
    folded("Plan", report.plan());
  }

  /** The statements that decide: against the request, or for it. */
  private static List<StatementResult> first(Report report) {
    List<StatementResult> reasons = report.reasons().stream().map(Reason::statement).toList();
    return reasons.isEmpty()
        ? report.statements().stream().filter(one -> one.applies() == TriState.TRUE).toList()
        : reasons;
  }

  private void block(String markdown) {
    text.append(markdown.stripTrailing()).append("\n\n");
  }

  private void verdict(String name, Answer answer) {
    String from = "Rolecall" + (name.isEmpty() ? "" : ", role " + Markdown.code(name)) + ": ";
    String said =
        switch (answer.verdict()) {
          case ALLOWED -> "✅ " + from + "AWS would allow the request";
          case DENIED -> "❌ " + from + "AWS would deny the request";
          case UNKNOWN -> "❔ " + from + "Rolecall cannot know whether AWS would allow the request";
        };
    block("### " + said);
    boolean policy = answer.verdict() != Verdict.UNKNOWN;
    String note = answer.note().map(sentence -> " " + Markdown.prose(sentence)).orElse("");
    if (!policy || !note.isEmpty()) {
      block(Markdown.prose(answer.reason()) + note);
    }
  }

  private void findings(String title, List<Finding> findings) {
    if (!findings.isEmpty()) {
      block("#### " + title);
      block(findings.stream().map(SummaryReport::finding).collect(Collectors.joining("\n")));
    }
  }

  /** One item of a list, whose lines after the first are indented as its text. */
  private static String finding(Finding finding) {
    String code = finding.code().code();
    return "1. **%s** ([%s](%s))<br>\n   %s<br>\n   **To do:** %s"
        .formatted(
            Markdown.prose(finding.code().title),
            code,
            Documentation.own().ofCode(code),
            Markdown.prose(finding.message()),
            Markdown.prose(finding.remedy()));
  }

  private void change(Change change) {
    if (change.lines().isEmpty()) {
      block("#### " + change.title());
      block(Markdown.block("json", change.document()));
      return;
    }
    String marked =
        ChangeLines.hunks(change.lines()).stream()
            .map(
                line ->
                    switch (line.mark()) {
                      case SAME -> "  " + line.text();
                      case REMOVED -> "- " + line.text();
                      case ADDED -> "+ " + line.text();
                    })
            .collect(Collectors.joining("\n"));
    block("#### What changes in the policy");
    block(Markdown.block("diff", marked));
    details(change.title(), Markdown.block("json", change.document()));
  }

  private void folded(String title, List<Entry> entries) {
    if (!entries.isEmpty()) {
      String rows =
          entries.stream()
              .map(
                  entry ->
                      "| %s | %s |"
                          .formatted(Markdown.code(entry.name()), Markdown.code(entry.value())))
              .collect(Collectors.joining("\n"));
      details(title, "| Name | Value |\n|---|---|\n" + rows);
    }
  }

  private void details(String title, String markdown) {
    block("<details><summary>" + title + "</summary>\n\n" + markdown.strip() + "\n\n</details>");
  }
}
