package io.github.rolecall.policy.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value that is made of values of fields.
 *
 * <p>{@code {field}} is the value of a field, {@code {field/2}} its second part between slashes,
 * {@code {field%}} the value with its colons encoded. {@code {field=value}} is empty: the template
 * is only for jobs with this value.
 *
 * @param name of a claim, or of a part that other templates use
 * @param claim whether it is a claim
 * @param alternatives the first one whose fields all have values counts
 */
record Template(String name, boolean claim, List<String> alternatives) {

  /** The text; empty if each alternative needs a value that is not there. */
  Optional<String> text(Map<String, String> values) {
    return alternatives.stream()
        .map(alternative -> filled(alternative, values))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> filled(String template, Map<String, String> values) {
    var text = new StringBuilder();
    int from = 0;
    for (int open = open(template, 0); open >= 0; open = open(template, from)) {
      int close = template.indexOf('}', open);
      Optional<String> value = value(template.substring(open + 1, close), values);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      text.append(template, from, open).append(value.get());
      from = close + 1;
    }
    return Optional.of(text.append(template.substring(from)).toString());
  }

  /** The next brace before a name; subjects of Bitbucket contain braces. */
  private static int open(String template, int from) {
    int open = template.indexOf('{', from);
    return open >= 0 && template.startsWith("{", open + 1) ? open + 1 : open;
  }

  private static Optional<String> value(String of, Map<String, String> values) {
    if (of.contains("=")) {
      return holds(of, values) ? Optional.of("") : Optional.empty();
    }
    int slash = of.indexOf('/');
    if (slash > 0) {
      int part = Integer.parseInt(of.substring(slash + 1));
      return Optional.ofNullable(values.get(of.substring(0, slash)))
          .map(value -> value.split("/", -1)[part - 1]);
    }
    return of.endsWith("%")
        ? Optional.ofNullable(values.get(of.substring(0, of.length() - 1)))
            .map(value -> value.replace(":", "%3A"))
        : Optional.ofNullable(values.get(of));
  }

  /** Whether a field has one of these values: {@code runs_for=branch|tag}. */
  static boolean holds(String condition, Map<String, String> values) {
    int equals = condition.indexOf('=');
    String value = values.getOrDefault(condition.substring(0, equals), "");
    return List.of(condition.substring(equals + 1).split("\\|", -1)).contains(value);
  }
}
