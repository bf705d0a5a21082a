package io.github.rolecall.policy.report;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the page of the explainer starts with, instead of empty fields.
 *
 * @param origin where it comes from, as a sentence
 */
public record PageData(String origin, Reports reports) {

  /** JSON that can stand in a script element: no text of others can end the element. */
  public String json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("origin", origin);
    json.put("roles", reports.all().stream().map(PageData::role).toList());
    return JsonWriter.compact(json)
        .replace("&", "\\u0026")
        .replace("<", "\\u003C")
        .replace(">", "\\u003E");
  }

  private static Map<String, @Nullable Object> role(Report report) {
    Request request = report.asked().request();
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("name", report.name());
    json.put("claims", indented(Optional.of(report.token().claims())));
    json.put("policy", indented(report.asked().policy()));
    json.put("role", request.role().map(RoleArn::toString).orElse(""));
    json.put("sessionName", request.sessionName().orElse(null));
    json.put("region", request.region().orElse(null));
    json.put("asOf", request.now().getEpochSecond());
    json.put("note", report.answer().note().orElse(null));
    return json;
  }

  private static String indented(Optional<JsonValue> value) {
    return value.map(JsonWriter::indented).orElse("");
  }
}
