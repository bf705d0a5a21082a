package io.github.rolecall.policy;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
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

  /**
   * Whether a value passes the test when its variables are replaced. One with a variable that has
   * no value and no default matches nothing.
   */
  TriState test(String value, Predicate<Glob> test) {
    var text = new StringBuilder();
    Matcher variable = VARIABLE.matcher(replaced ? value : "");
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
        return TriState.UNKNOWN;
      }
      Optional<String> known =
          found.values().size() == 1
              ? Optional.of(found.values().get(0))
              : Optional.ofNullable(variable.group(2));
      if (known.isEmpty()) {
        return TriState.FALSE;
      }
      text.append(known.get());
    }
    text.append(Glob.of(value.substring(from)).text());
    return TriState.of(test.test(new Glob(text.toString())));
  }
}
