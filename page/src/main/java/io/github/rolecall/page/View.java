package io.github.rolecall.page;

import static java.util.stream.Collectors.toList;

import io.github.rolecall.policy.explain.Proposal;
import io.github.rolecall.policy.generate.TrustFormat;
import io.github.rolecall.policy.generate.TrustTemplate;
import io.github.rolecall.policy.report.Change;
import io.github.rolecall.policy.report.Check;
import io.github.rolecall.policy.report.Reason;
import io.github.rolecall.policy.report.Report;
import io.github.rolecall.policy.report.StatementResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data that the page shows and the report does not contain.
 *
 * @param template the policy that allows only this job
 */
record View(Report report, Optional<TrustTemplate> template, Job job) {

  Map<String, @Nullable Object> json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("reason", report.answer().reason());
    json.put("note", report.answer().note().orElse(null));
    json.put("notes", job.notes());
    json.put("fromToken", job.fromToken());
    List<Reason> reasons = report.reasons();
    json.put(
        "statements",
        report.statements().stream().map(statement -> statement(statement, reasons)).toList());
    json.put("findings", report.findings().stream().map(finding -> finding.code().title).toList());
    json.put("repaired", report.change().map(View::repaired).orElse(null));
    template.ifPresent(
        known -> {
          json.put("policies", policies(known));
          json.put("choices", known.choices());
        });
    return json;
  }

  private static Map<String, @Nullable Object> statement(
      StatementResult statement, List<Reason> reasons) {
    List<Check> deciding =
        reasons.stream()
            .filter(reason -> reason.statement().equals(statement))
            .map(Reason::checks)
            .flatMap(List::stream)
            .collect(toList());
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("title", statement.title());
    json.put("decides", !deciding.isEmpty());
    json.put(
        "checks",
        statement.checks().stream().map(check -> check(check, deciding.contains(check))).toList());
    return json;
  }

  private static Map<String, @Nullable Object> check(Check check, boolean decides) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("element", check.operator());
    json.put("key", check.key());
    json.put("result", check.result().name().toLowerCase(java.util.Locale.ROOT));
    json.put("decides", decides);
    json.put("excluded", check.excluded());
    json.put("known", check.seen().known());
    json.put("expected", Marked.expected(check));
    json.put("actual", Marked.actual(check));
    return json;
  }

  private static Map<String, @Nullable Object> repaired(Change change) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("title", change.title());
    json.put("text", change.document());
    json.put("changed", changed(change.lines()));
    return json;
  }

  /**
   * Returns the changed lines of the new policy as pairs of first and last line, counted from 1.
   */
  private static List<List<Integer>> changed(List<Proposal.Line> lines) {
    var ranges = new ArrayList<List<Integer>>();
    int number = 0;
    int first = 0;
    for (Proposal.Line line : lines) {
      if (line.mark() == Proposal.Mark.REMOVED) {
        continue;
      }
      number++;
      if (line.mark() == Proposal.Mark.ADDED) {
        first = first == 0 ? number : first;
      } else if (first > 0) {
        ranges.add(List.of(first, number - 1));
        first = 0;
      }
    }
    if (first > 0) {
      ranges.add(List.of(first, number));
    }
    return ranges;
  }

  private static Map<String, String> policies(TrustTemplate template) {
    var policies = new LinkedHashMap<String, String>();
    for (TrustFormat format : TrustFormat.values()) {
      policies.put(format.word(), format.write(template));
    }
    return policies;
  }
}
