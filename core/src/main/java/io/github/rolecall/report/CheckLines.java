package io.github.rolecall.report;

import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.report.Check;
import io.github.rolecall.policy.report.Difference;
import io.github.rolecall.policy.report.StatementResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Formats what a statement requires beside what the request has. */
final class CheckLines {
  private static final String WANTED = "    expected  ";
  private static final String EXCLUDED = "    excluded  ";
  private static final String SEEN = "    actual    ";
  private static final String MORE = "    or        ";

  private final Lines lines;

  CheckLines(Lines lines) {
    this.lines = lines;
  }

  /**
   * Formats a check that decides: both values one above the other, with marks below the
   * differences.
   */
  void decisive(Check check) {
    lines.line("  " + name(check));
    check
        .difference()
        .ifPresentOrElse(difference -> compared(check, difference), () -> listed(check));
  }

  /** Formats a check that does not decide: on one line if it is met. */
  void brief(Check check) {
    lines.line("  " + word(check.result()) + name(check));
    if (check.result() != TriState.TRUE) {
      listed(check);
    }
  }

  private void compared(Check check, Difference difference) {
    List<String> others = new ArrayList<>(check.expected());
    var wanted = new MarkedValue(others.remove(difference.nearest()), difference.expected());
    var seen = new MarkedValue(check.seen().values().get(0), difference.actual());
    lines.line(
        WANTED + wanted.with(CheckLines::oneLine, part -> Style.GOOD.of(CheckLines.oneLine(part))));
    lines.line(
        SEEN + seen.with(CheckLines::oneLine, part -> Style.BAD.of(CheckLines.oneLine(part))));
    lines.line(" ".repeat(SEEN.length()) + Style.BAD.of(seen.carets(CheckLines::oneLine)));
    others.forEach(other -> lines.line(MORE + oneLine(other)));
  }

  private void listed(Check check) {
    List<String> expected = check.expected();
    String first = check.excluded() ? EXCLUDED : WANTED;
    IntStream.range(0, expected.size())
        .forEach(i -> lines.line((i == 0 ? first : MORE) + oneLine(expected.get(i))));
    lines.line(SEEN + seen(check));
  }

  static String seen(Check check) {
    Check.Seen seen = check.seen();
    return seen.values().isEmpty()
        ? seen.known() ? "(missing)" : "(only AWS knows)"
        : oneLine(String.join(", ", seen.values()));
  }

  static String name(Check check) {
    return oneLine((check.operator() + " " + check.key()).strip());
  }

  private static String word(TriState result) {
    return words(result, "match     ", "no match  ", "unknown   ");
  }

  static String applies(StatementResult statement) {
    return words(statement.applies(), ": applies", ": does not apply", ": unknown");
  }

  private static String words(TriState truth, String yes, String no, String unknown) {
    return switch (truth) {
      case TRUE -> yes;
      case FALSE -> no;
      case UNKNOWN -> unknown;
    };
  }

  /** A value of others. Blanks at its ends are a part of it. */
  static String oneLine(String text) {
    return Style.plain(text.replaceAll("\\s*\\R\\s*", " "));
  }
}
