package io.github.rolecall.input;

import io.github.rolecall.host.FileVariables;
import io.github.rolecall.host.Host;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialShape;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.Given;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Describes values for the log: each value, its origin, and the other origins that it overrides.
 */
record Decisions(Inputs inputs) {
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

  /** See {@link Inputs#decisions}. */
  List<Fact> all() {
    var all = new ArrayList<Fact>();
    values().forEach((input, given) -> all.add(fact(input, given, "")));
    for (Inputs role : new RoleInputs(inputs).ofFile()) {
      all.addAll(new Decisions(role).ofRole(role.required(Input.ROLE_TO_ASSUME)));
    }
    inputs.settings().variables().forEach((name, given) -> all.add(variable(name, given)));
    return all;
  }

  private Map<Input, List<Given>> values() {
    return inputs.values().all();
  }

  /** Lists the values of one role. */
  private List<Fact> ofRole(String target) {
    return values().entrySet().stream()
        .filter(entry -> OF_ROLE.contains(entry.getKey()))
        .map(entry -> fact(entry.getKey(), entry.getValue(), " of " + target))
        .toList();
  }

  private Fact fact(Input input, List<Given> given, String whose) {
    return new Fact(inputs.frontEnd().spell(input) + whose, decision(input, given));
  }

  /** See {@link Inputs#notes}. */
  List<String> notes() {
    var notes = new ArrayList<>(inputs.settings().notes());
    notes.addAll(replaced());
    new RoleInputs(inputs).ofFile().forEach(role -> notes.addAll(new Decisions(role).replaced()));
    return notes.stream().distinct().toList();
  }

  /** Notes the variables that replace unreadable values of the file. */
  private List<String> replaced() {
    return values().values().stream()
        .filter(given -> given.get(0).origin() != Given.Origin.EXPLICIT)
        .filter(given -> !given.get(0).isUnreadable())
        .flatMap(
            given ->
                given.stream()
                    .filter(Given::isUnreadable)
                    .map(other -> FileVariables.insteadOf(other, given.get(0).name())))
        .toList();
  }

  private String decision(Input input, List<Given> given) {
    Given value = given.get(0);
    var text = new StringBuilder(shown(input, value));
    if (!value.name().equals(inputs.frontEnd().spell(input))) {
      text.append(", from ").append(value.name());
    }
    for (Given other : given.subList(1, given.size())) {
      text.append("; instead of %s from %s".formatted(shown(input, other), other.name()));
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
    return shown(input.secret() || input == Input.HTTP_PROXY, value);
  }

  /** Hides a proxy like a secret, because its URL can contain a password. */
  private static String shown(boolean hidden, Given value) {
    return hidden || value.secret() ? "(not shown)" : CredentialShape.shown(value.text());
  }

  /** Describes a variable that a file sets. */
  private static Fact variable(String name, Given given) {
    return new Fact(name, shown(name.endsWith("PROXY"), given) + ", from " + given.name());
  }

  /** Lists the variables that would set an input if the user had not disabled it. */
  List<String> untranslated(Host host) {
    return inputs.translated()
        ? List.of()
        : inputs.known().stream()
            .filter(input -> input.frontEnds().contains(inputs.frontEnd()))
            .sorted()
            .flatMap(input -> input.environment(inputs.frontEnd()).stream())
            .filter(name -> host.variable(name).isPresent())
            .toList();
  }
}
