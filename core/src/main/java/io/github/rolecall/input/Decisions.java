package io.github.rolecall.input;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialShape;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.Given;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values in words: what each is, where it came from, and what else would have set it. */
final class Decisions {
  private static final Set<Input> OF_ROLE =
      EnumSet.of(
          Input.ROLE_SESSION_NAME,
          Input.ROLE_DURATION_SECONDS,
          Input.ROLE_EXTERNAL_ID,
          Input.ROLE_SOURCE_IDENTITY,
          Input.CUSTOM_TAGS,
          Input.TRANSITIVE_TAG_KEYS,
          Input.INLINE_SESSION_POLICY,
          Input.MANAGED_SESSION_POLICIES);

  private final FrontEnd frontEnd;
  private final Map<Input, List<Given>> values;

  Decisions(FrontEnd frontEnd, Map<Input, List<Given>> values) {
    this.frontEnd = frontEnd;
    this.values = values;
  }

  List<Fact> all() {
    return values.entrySet().stream()
        .map(
            entry ->
                new Fact(
                    frontEnd.spell(entry.getKey()), decision(entry.getKey(), entry.getValue())))
        .toList();
  }

  /** What describes one role. */
  List<Fact> ofRole(String target) {
    return values.entrySet().stream()
        .filter(entry -> OF_ROLE.contains(entry.getKey()))
        .map(
            entry ->
                new Fact(
                    frontEnd.spell(entry.getKey()) + " of " + target,
                    decision(entry.getKey(), entry.getValue())))
        .toList();
  }

  private String decision(Input input, List<Given> given) {
    Given value = given.get(0);
    var text = new StringBuilder(shown(input, value));
    if (!value.name().equals(frontEnd.spell(input))) {
      text.append(", from ").append(value.name());
    }
    for (Given other : given.subList(1, given.size())) {
      text.append("; instead of ")
          .append(shown(input, other))
          .append(" from ")
          .append(other.name());
    }
    return text.toString();
  }

  private static String shown(Input input, Given value) {
    if (value.isUnreadable()) {
      return "(known to Pulumi only)";
    }
    if (input == Input.AWS_ACCESS_KEY_ID) {
      return CredentialShape.shownKeyId(value.text());
    }
    // A proxy can have a password in it.
    boolean hidden = input.secret() || input == Input.HTTP_PROXY || value.secret();
    return hidden ? "(not shown)" : CredentialShape.shown(value.text());
  }

  /** What a file sets as an environment variable would. */
  static Fact variable(String name, Given given) {
    boolean hidden = name.endsWith("PROXY") || given.secret();
    String shown = hidden ? "(not shown)" : CredentialShape.shown(given.text());
    return new Fact(name, shown + ", from " + given.name());
  }
}
