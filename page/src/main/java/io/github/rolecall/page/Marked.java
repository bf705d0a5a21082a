package io.github.rolecall.page;

import io.github.rolecall.policy.report.Check;
import io.github.rolecall.policy.report.Difference;
import io.github.rolecall.policy.report.Difference.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values in parts, of which every other one differs: {@code same}, {@code differs}, … */
final class Marked {
  private Marked() {}

  /** Returns the values of the policy. Compares only the nearest one. */
  static List<List<Map<String, Object>>> expected(Check check) {
    var values = new ArrayList<List<Map<String, Object>>>();
    for (int i = 0; i < check.expected().size(); i++) {
      int index = i;
      List<Span> spans =
          check
              .difference()
              .filter(difference -> difference.nearest() == index)
              .map(Difference::expected)
              .orElse(List.of());
      values.add(parts(check.expected().get(i), spans));
    }
    return values;
  }

  /** Returns the values of the job. */
  static List<List<Map<String, Object>>> actual(Check check) {
    List<Span> spans = check.difference().map(Difference::actual).orElse(List.of());
    return check.seen().values().stream().map(value -> parts(value, spans)).toList();
  }

  private static List<Map<String, Object>> parts(String text, List<Span> spans) {
    var parts = new ArrayList<Map<String, Object>>();
    int from = 0;
    for (Span span : spans) {
      add(parts, text.substring(from, span.from()), false);
      add(parts, text.substring(span.from(), span.to()), true);
      from = span.to();
    }
    add(parts, text.substring(from), false);
    return parts;
  }

  private static void add(List<Map<String, Object>> parts, String text, boolean differs) {
    if (!text.isEmpty()) {
      var part = new LinkedHashMap<String, Object>();
      part.put("text", text);
      part.put("differs", differs);
      parts.add(part);
    }
  }
}
