package io.github.rolecall.policy;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Policy variables such as {@code ${aws:RequestTag/team}}, which only version 2012-10-17 has; for
 * the older one they are plain text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">IAM,
 *     variables and tags</a>
 */
record Variables(boolean replaced, Function<String, KeyValue> keys) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{\\s*([^},]*?)\\s*(?:,\\s*'([^']*)'\\s*)?\\}");

  /** What became of a value. */
  sealed interface Replaced {
    /** A value that can be compared. */
    record Known(Glob glob) implements Replaced {}

    /** A variable has no value and no default, so the whole value matches nothing. */
    record Nothing() implements Replaced {}

    /** A variable has a value that only AWS knows. */
    record Unknown() implements Replaced {}
  }

  Replaced replace(String value) {
    if (!replaced || !value.contains("${")) {
      return new Replaced.Known(Glob.of(value));
    }
    var text = new StringBuilder();
    Matcher variable = VARIABLE.matcher(value);
    int from = 0;
    while (variable.find()) {
      text.append(Glob.of(value.substring(from, variable.start())).text());
      from = variable.end();
      String name = variable.group(1);
      if (name.matches("[*?$]")) {
        text.append(name);
        continue;
      }
      KeyValue found = keys.apply(name);
      if (found instanceof KeyValue.Unknown) {
        return new Replaced.Unknown();
      }
      Optional<String> known =
          found instanceof KeyValue.Present present && present.values().size() == 1
              ? Optional.of(present.values().get(0))
              : Optional.ofNullable(variable.group(2));
      if (known.isEmpty()) {
        return new Replaced.Nothing();
      }
      text.append(known.get());
    }
    return new Replaced.Known(
        new Glob(text.append(Glob.of(value.substring(from)).text()).toString()));
  }
}
