package io.github.rolecall.policy.job;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A form that describes a job of one CI system.
 *
 * @param issuers the rows of the table of issuers that it is for, by their names
 * @param templates of the claims, in the order of the token
 */
public record JobForm(
    String id, String name, List<String> issuers, List<Field> fields, List<Template> templates) {

  /** All forms, those that most users need first. */
  public static List<JobForm> all() {
    return JobForms.ALL;
  }

  public static Optional<JobForm> of(String id) {
    return all().stream().filter(form -> form.id().equals(id)).findFirst();
  }

  /**
   * The claims of the described job.
   *
   * @param faults why there are none, by the names of fields
   */
  public record Described(Optional<Claims> claims, Map<String, String> faults) {}

  /**
   * The claims of a job.
   *
   * @param given what the user wrote, by the names of fields; other names are ignored
   */
  public Described describe(Map<String, String> given) {
    var values = new LinkedHashMap<String, String>();
    var faults = new LinkedHashMap<String, String>();
    for (Field field : fields) {
      String text = given.getOrDefault(field.name(), "").trim();
      if (!field.shown(values)) {
        continue;
      }
      if (text.isEmpty() && field.mayBeEmpty()) {
        field
            .standard()
            .filter(value -> !value.isEmpty())
            .ifPresent(value -> values.put(field.name(), value));
        continue;
      }
      field
          .read(text)
          .ifPresentOrElse(
              value -> values.put(field.name(), value),
              () -> faults.put(field.name(), field.expected()));
    }
    return faults.isEmpty()
        ? new Described(Optional.of(claims(values)), faults)
        : new Described(Optional.empty(), faults);
  }

  private Claims claims(Map<String, String> values) {
    var claims = new LinkedHashMap<String, String>();
    for (Template template : templates) {
      template
          .text(values)
          .ifPresent(
              text -> {
                values.put(template.name(), text);
                if (template.claim()) {
                  claims.put(template.name(), text);
                }
              });
    }
    return new Claims(JsonValue.ofTexts(claims));
  }

  /** The values of the examples of all fields that must be filled in. */
  Map<String, String> example() {
    var example = new LinkedHashMap<String, String>();
    fields.stream()
        .filter(field -> !field.mayBeEmpty())
        .forEach(field -> example.put(field.name(), field.example()));
    return example;
  }

  Map<String, @Nullable Object> json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("id", id);
    json.put("name", name);
    json.put("fields", fields.stream().map(Field::json).toList());
    return json;
  }
}
