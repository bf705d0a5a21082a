package io.github.rolecall.policy.job;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Claims;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Forms and described jobs in JSON, for a page. */
public final class Jobs {
  private Jobs() {}

  /** The forms with their fields, and the examples. */
  public static String forms() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("forms", JobForm.all().stream().map(JobForm::json).toList());
    json.put("examples", JobExample.all().stream().map(JobExample::json).toList());
    return JsonWriter.compact(json);
  }

  /**
   * The claims of a described job.
   *
   * @param request {@code {"form": "github", "fields": {"repository": "acme/shop"}}}
   * @return {@code {"claims": text}}, or {@code {"faults": {field: sentence}}}
   */
  public static String claims(JsonValue request) {
    var given = new LinkedHashMap<String, String>();
    request.path("fields").members().forEach((name, value) -> given.put(name, value.text()));
    JobForm.Described described =
        JobForm.of(request.path("form").text())
            .map(form -> form.describe(given))
            .orElseGet(
                () ->
                    new JobForm.Described(
                        Optional.empty(), Map.of("form", "There is no such form.")));
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("claims", described.claims().map(Claims::all).map(JsonWriter::indented).orElse(null));
    json.put("faults", described.faults());
    return JsonWriter.compact(json);
  }
}
