package io.github.rolecall.report;

import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.report.Check;
import io.github.rolecall.policy.report.Difference;
import io.github.rolecall.policy.report.Difference.Span;
import io.github.rolecall.policy.report.StatementResult;
import io.github.rolecall.text.Markdown;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Everything that a policy demands beside what the request has, as a table in Markdown. */
final class ConditionTable {
  private static final String HEAD =
      "| | Statement | Condition | Expected | Actual |\n|---|---|---|---|---|\n";

  private ConditionTable() {}

  /** Empty without a policy. */
  static Optional<String> of(List<StatementResult> statements) {
    String rows =
        statements.stream()
            .flatMap(
                statement ->
                    statement.checks().stream()
                        .filter(ConditionTable::isShown)
                        .map(check -> row(statement, check)))
            .collect(Collectors.joining("\n"));
    return Optional.of(rows).filter(text -> !text.isEmpty()).map(HEAD::concat);
  }

  /** All conditions, and the other elements where they decide. */
  private static boolean isShown(Check check) {
    return check.kind() == Check.Kind.CONDITION || check.result() != TriState.TRUE;
  }

  private static String row(StatementResult statement, Check check) {
    String name = check.key().isEmpty() ? "" : " " + Markdown.code(check.key());
    return "| %s | %s | %s%s | %s | %s |"
        .formatted(
            sign(check.result()),
            Markdown.escaped(statement.title()),
            check.operator().isEmpty() ? "" : Markdown.code(check.operator()),
            name,
            (check.excluded() ? "none of " : "") + expected(check),
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
        .collect(Collectors.joining("<br>"));
  }

  private static String actual(Check check) {
    List<String> values = check.seen().values();
    return values.isEmpty()
        ? check.seen().known() ? "*not there*" : "*only AWS knows*"
        : values.stream()
            .map(value -> marked(value, spans(check, known -> true, Difference::actual)))
            .collect(Collectors.joining("<br>"));
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
