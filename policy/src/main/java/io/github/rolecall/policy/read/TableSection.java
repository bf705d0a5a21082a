package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A section of an AWS CLI table: a title; then rows of names and values, a list of values, or names
 * above values; and nested sections.
 */
final class TableSection {
  private final String title;
  private final int depth;

  /** The rows between two lines, at most two: names and values. */
  private final List<List<List<String>>> groups = new ArrayList<>();

  private final List<TableSection> sections = new ArrayList<>();
  private boolean ruled;
  private boolean centered;

  TableSection(String title, int depth) {
    this.title = title;
    this.depth = depth;
  }

  int depth() {
    return depth;
  }

  List<TableSection> sections() {
    return sections;
  }

  TableSection open(String name, int at) {
    var section = new TableSection(name, at);
    sections.add(section);
    return section;
  }

  void rule() {
    ruled = true;
  }

  /** Adds a row; false if the row must be the title of the next section. */
  boolean row(List<String> cells, boolean inTheMiddle) {
    if (!ruled) {
      groups.get(groups.size() - 1).add(cells);
      return true;
    }
    boolean several = cells.size() > 1;
    boolean fits =
        switch (groups.size()) {
          // A single name above its values occurs only in a list of objects.
          case 0 -> several || !inTheMiddle || title.equals("Statement");
          case 1 -> several || (centered && groups.get(0).get(0).size() == 1);
          default -> false;
        };
    if (fits) {
      centered = groups.isEmpty() && inTheMiddle;
      groups.add(new ArrayList<>(List.of(cells)));
      ruled = false;
    }
    return fits;
  }

  JsonValue json() {
    Map<String, List<JsonValue>> below = new LinkedHashMap<>();
    for (TableSection section : sections) {
      below.computeIfAbsent(section.title, name -> new ArrayList<>()).add(section.json());
    }
    List<JsonValue> rows = rows();
    if (below.isEmpty() && (rows.size() > 1 || (rows.size() == 1 && rows.get(0).isString()))) {
      return JsonValue.array(rows);
    }
    var object = new JsonObject();
    rows.forEach(row -> row.members().forEach(object::with));
    below.forEach(
        (name, values) -> {
          // A text among lists and objects has its own section without rows.
          boolean nothing = values.stream().allMatch(value -> value.equals(NOTHING));
          if (!nothing) {
            object.with(name, values.size() == 1 ? values.get(0) : JsonValue.array(values));
          }
        });
    return object.value();
  }

  private static final JsonValue NOTHING = JsonValue.object(Map.of());

  private List<JsonValue> rows() {
    if (groups.size() == 2) {
      List<String> names = groups.get(0).get(0);
      return groups.get(1).stream().map(row -> object(names, row)).toList();
    }
    if (groups.isEmpty() || groups.get(0).get(0).size() == 1) {
      return groups.stream().flatMap(List::stream).map(row -> JsonValue.of(row.get(0))).toList();
    }
    var object = new JsonObject();
    groups.get(0).stream()
        .filter(row -> row.size() == 2)
        .forEach(row -> object.with(row.get(0), JsonValue.of(row.get(1))));
    return List.of(object.value());
  }

  private static JsonValue object(List<String> names, List<String> values) {
    var object = new JsonObject();
    for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
      if (!values.get(i).isEmpty()) {
        object.with(names.get(i), JsonValue.of(values.get(i)));
      }
    }
    return object.value();
  }
}
