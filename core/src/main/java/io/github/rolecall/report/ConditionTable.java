package io.github.rolecall.report;

import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.report.Check;
import io.github.rolecall.policy.report.Difference;
import io.github.rolecall.policy.report.Difference.Span;
import io.github.rolecall.policy.report.StatementResult;
import io.github.rolecall.text.Markdown;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a statement demands and what the request has, as a table in Markdown. The values stand one
 * above the other and below their condition: beside each other they are wider than a summary, which
 * then hides what the job has.
 */
final class ConditionTable {
  private static final String HEAD = "| | Condition |\n|---|---|\n";

  private ConditionTable() {}

  /** The statement, and all its conditions; the other elements where they are not met. */
  static String of(StatementResult statement) {
    String title =
        "**" + Markdown.escaped(statement.title() + CheckLines.applies(statement)) + "**\n\n";
    String rows =
        statement.checks().stream()
            .filter(ConditionTable::isShown)
            .sorted(Comparator.comparing(check -> check.result() == TriState.TRUE))
            .map(ConditionTable::row)
            .collect(Collectors.joining("\n"));
    return title + (rows.isEmpty() ? "The statement has no conditions." : HEAD + rows);
  }

  private static boolean isShown(Check check) {
    return check.kind() == Check.Kind.CONDITION || check.result() != TriState.TRUE;
  }

  private static String row(Check check) {
    String name = check.key().isEmpty() ? "" : " " + Markdown.code(check.key());
    return "| %s | %s%s<br>%s: %s<br>Actual: %s |"
        .formatted(
            sign(check.result()),
            Markdown.code(check.operator()),
            name,
            check.excluded() ? "Excluded" : "Expected",
            expected(check),
            actual(check));
  }

  private static String sign(TriState result) {
    return switch (result) {
      case TRUE -> "✅";
      case FALSE -> "❌";
      case UNKNOWN -> "❔";
    };
  }

  private static String expected(Check check) {
    return IntStream.range(0, check.expected().size())
        .mapToObj(
            i ->
                marked(
                    check.expected().get(i),
                    spans(check, difference -> difference.nearest() == i, Difference::expected)))
        .collect(Collectors.joining(" or "));
  }

  private static String actual(Check check) {
    List<String> values = check.seen().values();
    return values.isEmpty()
        ? check.seen().known() ? "*missing*" : "*only AWS knows*"
        : values.stream()
            .map(value -> marked(value, spans(check, known -> true, Difference::actual)))
            .collect(Collectors.joining(", "));
  }

  private static List<Span> spans(
      Check check, Function<Difference, Boolean> here, Function<Difference, List<Span>> spans) {
    return check.difference().filter(here::apply).map(spans).orElse(List.of());
  }

  private static String marked(String value, List<Span> spans) {
    return "<code>"
        + new MarkedValue(value, spans)
            .with(Markdown::escaped, part -> "<b>" + Markdown.escaped(part) + "</b>")
        + "</code>";
  }
}
