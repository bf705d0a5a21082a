package io.github.rolecall.policy;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Policy variables such as {@code ${aws:RequestTag/team}}. Only version 2012-10-17 has them; in the
 * older version they are plain text.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">IAM,
 *     variables and tags</a>
 */
record Variables(boolean replaced, Function<String, KeyValue> keys) {

  /**
   * Whether a value passes the test after its variables are replaced. A value whose variable has
   * neither a value nor a default matches nothing; a value with an unresolved part of a template
   * may match.
   */
  TriState test(String value, Predicate<Glob> test, Predicate<Glob> possible) {
    if (Unresolved.has(value)) {
      return possible.test(Unresolved.pattern(value)) ? TriState.UNKNOWN : TriState.FALSE;
    }
    var text = new StringBuilder();
    int from = 0;
    for (int at = start(value, 0); at >= 0; at = start(value, from)) {
      int end = value.indexOf('}', at);
      if (end < 0) {
        break;
      }
      text.append(Glob.of(value.substring(from, at)).text());
      from = end + 1;
      Variable variable = Variable.parse(value.substring(at + 2, end));
      if (variable.character()) {
        text.append(variable.name());
        continue;
      }
      KeyValue found = keys.apply(variable.name());
      if (found instanceof KeyValue.Unknown) {
        return TriState.UNKNOWN;
      }
      Optional<String> known =
          found.values().size() == 1 ? Optional.of(found.values().get(0)) : variable.otherwise();
      if (known.isEmpty()) {
        return TriState.FALSE;
      }
      text.append(known.get());
    }
    text.append(Glob.of(value.substring(from)).text());
    return TriState.of(test.test(new Glob(text.toString())));
  }

  private int start(String value, int from) {
    return replaced ? value.indexOf("${", from) : -1;
  }

  /**
   * The text between the braces.
   *
   * @param otherwise the default, which is in quotes after a comma
   */
  private record Variable(String name, Optional<String> otherwise) {

    static Variable parse(String inside) {
      int comma = inside.indexOf(',');
      String name = (comma < 0 ? inside : inside.substring(0, comma)).trim();
      String rest = comma < 0 ? "" : inside.substring(comma + 1).trim();
      boolean quoted = rest.length() > 1 && rest.startsWith("'") && rest.endsWith("'");
      return new Variable(
          name, quoted ? Optional.of(rest.substring(1, rest.length() - 1)) : Optional.empty());
    }

    /** Whether it is a literal wildcard or dollar sign, such as {@code ${*}}. */
    boolean character() {
      return name.equals("*") || name.equals("?") || name.equals("$");
    }
  }
}
