package io.github.rolecall.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rows of a Markdown table. Combines rows with equal cells into one row with all their names.
 */
final class EqualRows {
  private final Map<String, List<String>> names = new LinkedHashMap<>();

  void add(String name, List<String> cells) {
    names.computeIfAbsent(String.join(" | ", cells), row -> new ArrayList<>()).add(name);
  }

  String markdown() {
    return names.entrySet().stream()
        .map(row -> "| " + String.join("; ", row.getValue()) + " | " + row.getKey() + " |\n")
        .collect(Collectors.joining());
  }
}
