package io.github.rolecall.report;

import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.explain.Finding;
import io.github.rolecall.policy.report.Answer;
import io.github.rolecall.policy.report.Check;
import io.github.rolecall.policy.report.Entry;
import io.github.rolecall.policy.report.Reason;
import io.github.rolecall.policy.report.Report;
import io.github.rolecall.policy.report.Reports;
import io.github.rolecall.policy.report.StatementResult;
import io.github.rolecall.problem.Documentation;
import java.util.List;
import java.util.Locale;

/** Writes reports for a terminal or a log: the verdict, why, what to do, and then the rest. */
public final class TextReport {
  private final Lines lines;
  private final CheckLines checks;

  private TextReport(Display display) {
    this.lines = new Lines(display.width());
    this.checks = new CheckLines(lines);
  }

  /** The whole text; nothing in it can be taken for a command of a CI system. */
  public static String of(Reports reports, Display display) {
    var text = new TextReport(display);
    reports.all().forEach(text::role);
    if (reports.verdict() != Verdict.ALLOWED) {
      text.lines
          .gap()
          .prose("", "To change the policy and see the answer at once, use the page in a browser:")
          .line(Documentation.own().ofBrowser());
    }
    return Style.shown(text.lines.toString(), display.colored());
  }

  private void role(Report report) {
    if (!report.name().isEmpty()) {
      lines.gap().line(Style.BOLD.of(Style.plain("Role " + report.name()))).gap();
    }
    verdict(report.answer());
    report.reasons().forEach(this::reason);
    List<Finding> reasons = report.findings(true);
    findings(1, reasons);
    report.change().ifPresent(new ChangeLines(lines)::add);
    findings(reasons.size() + 1, report.findings(false));
    report.otherStatements().forEach(this::statement);
    entries("Plan", report.plan());
    entries("Token", report.token().facts());
    entries("Claims that trust policies can use", report.token().offered());
    entries("Other claims", report.token().others());
  }

  private void verdict(Answer answer) {
    Style style =
        switch (answer.verdict()) {
          case ALLOWED -> Style.GOOD;
          case DENIED -> Style.BAD;
          case UNKNOWN -> Style.ODD;
        };
    String word = answer.verdict().text();
    String first = "Verdict: " + style.of(word) + ".";
    lines.sentence(first, "Verdict: .".length() + word.length(), answer.reason());
    answer.note().ifPresent(note -> lines.prose("", note));
  }

  private void reason(Reason reason) {
    lines.gap().line(Style.BOLD.of(title(reason.statement())));
    reason.checks().forEach(checks::decisive);
    reason.statement().conditions().stream()
        .filter(check -> !reason.checks().contains(check))
        .forEach(checks::brief);
  }

  private void findings(int first, List<Finding> findings) {
    int number = first;
    for (Finding finding : findings) {
      String before = number++ + ". ";
      String severity = finding.severity().name().toLowerCase(Locale.ROOT);
      String indent = " ".repeat(before.length());
      lines
          .gap()
          .prose(
              before, finding.code().title + " (" + severity + ", " + finding.code().code() + ")")
          .prose(indent, finding.message())
          .prose(indent, "To do: " + finding.remedy())
          .line(indent + Documentation.own().ofCode(finding.code().code()));
    }
  }

  private void statement(StatementResult statement) {
    lines.gap().line(title(statement));
    statement.checks().stream()
        .filter(check -> check.kind() == Check.Kind.CONDITION || check.result() != TriState.TRUE)
        .forEach(checks::brief);
  }

  private static String title(StatementResult statement) {
    return Style.plain(statement.title() + CheckLines.applies(statement));
  }

  private void entries(String title, List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    int widest = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
    lines.gap().line(Style.BOLD.of(title));
    for (Entry entry : entries) {
      String name = Style.plain(entry.name());
      String space = " ".repeat(Math.max(2, widest - name.length() + 2));
      lines.line("  " + name + space + CheckLines.oneLine(entry.value()));
    }
  }
}
