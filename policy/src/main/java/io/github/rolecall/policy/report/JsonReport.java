package io.github.rolecall.policy.report;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.IsoTime;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.explain.Finding;
import io.github.rolecall.policy.explain.Proposal;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.report.Difference.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes reports for scripts, as {@code docs/explain.schema.json} describes them.
 *
 * @param reader reads JSON
 */
public record JsonReport(Function<String, JsonDocument> reader) {
  /** Increases when a field changes or is removed, not when one is added. */
  private static final int VERSION = 1;

  /** One JSON document. With several roles it has an entry for each, with its name. */
  public String text(Reports reports) {
    return JsonWriter.indented(json(reports));
  }

  /** The same document, as {@link JsonWriter} takes it. */
  public Map<String, @Nullable Object> json(Reports reports) {
    Report first = reports.all().get(0);
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("version", VERSION);
    if (first.name().isEmpty()) {
      json.putAll(role(first));
    } else {
      var roles = new LinkedHashMap<String, @Nullable Object>();
      reports.all().forEach(report -> roles.put(report.name(), role(report)));
      json.put("verdict", reports.verdict().text());
      json.put("roles", roles);
    }
    return json;
  }

  private Map<String, @Nullable Object> role(Report report) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("verdict", report.answer().verdict().text());
    json.put("asOf", IsoTime.write(report.answer().asOf().time()));
    json.put("note", report.answer().note().orElse(null));
    json.put("token", token(report));
    json.put("claims", report.token().claims());
    json.put("statements", report.statements().stream().map(JsonReport::statement).toList());
    json.put("findings", report.findings().stream().map(JsonReport::finding).toList());
    json.put(
        "proposedPolicy",
        report.change().map(change -> reader.apply(change.document()).root()).orElse(null));
    json.put(
        "changes",
        report.change().map(Change::lines).orElse(List.of()).stream()
            .map(JsonReport::line)
            .toList());
    return json;
  }

  private static Map<String, @Nullable Object> token(Report report) {
    var claims = new Claims(report.token().claims());
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("issuer", claims.issuer());
    json.put("subject", claims.subject());
    json.put("audience", PolicySnippets.oneOrList(claims.audiences()));
    json.put("expires", claims.expires().map(IsoTime::write).orElse(null));
    return json;
  }

  private static Map<String, @Nullable Object> statement(StatementResult statement) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("sid", statement.sid().orElse(null));
    json.put("effect", statement.allow() ? "Allow" : "Deny");
    json.put(
        "applies",
        statement.applies() == TriState.UNKNOWN ? null : statement.applies() == TriState.TRUE);
    json.put("principal", element(statement.check(Check.Kind.PRINCIPAL)));
    json.put("action", element(statement.check(Check.Kind.ACTION)));
    json.put("conditions", statement.conditions().stream().map(JsonReport::condition).toList());
    return json;
  }

  private static Map<String, @Nullable Object> condition(Check check) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("operator", check.operator());
    json.put("key", check.key());
    json.putAll(element(check));
    return json;
  }

  private static Map<String, @Nullable Object> element(Check check) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    List<String> actual = check.seen().values();
    json.put("expected", check.expected());
    json.put("actual", actual.isEmpty() ? null : PolicySnippets.oneOrList(actual));
    json.put(
        "result",
        switch (check.result()) {
          case TRUE -> "match";
          case FALSE -> "no-match";
          case UNKNOWN -> "unknown";
        });
    json.put("difference", check.difference().map(JsonReport::difference).orElse(null));
    return json;
  }

  private static Map<String, @Nullable Object> difference(Difference difference) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("nearest", difference.nearest());
    json.put("expected", difference.expected().stream().map(JsonReport::span).toList());
    json.put("actual", difference.actual().stream().map(JsonReport::span).toList());
    return json;
  }

  private static List<Integer> span(Span span) {
    return List.of(span.from(), span.to());
  }

  private static Map<String, @Nullable Object> finding(Finding finding) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("code", finding.code().code());
    json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    json.put("message", finding.message());
    json.put("remedy", finding.remedy());
    return json;
  }

  private static Map<String, @Nullable Object> line(Proposal.Line line) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("mark", line.mark().name().toLowerCase(Locale.ROOT));
    json.put("text", line.text());
    return json;
  }
}
