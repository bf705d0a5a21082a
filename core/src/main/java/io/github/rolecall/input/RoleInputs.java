package io.github.rolecall.input;

import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Splits the inputs by role: for several roles of a run, and for the roles of a chain. */
record RoleInputs(Inputs inputs) {
  /** See {@link Inputs#roles}. */
  List<Inputs> roles() {
    if (!inputs.hasSeveralRoles()) {
      return List.of(inputs);
    }
    for (Input input : RoleEntry.NEVER_SHARED) {
      if (isWritten(input)) {
        throw new CredentialsException(
            new InputProblem.Conflict(
                inputs.name(input), inputs.name(Input.ROLES), "set it for each role instead"));
      }
    }
    return inputs.settings().roles().stream().map(this::of).toList();
  }

  private boolean isWritten(Input input) {
    return values()
        .first(input)
        .filter(value -> value.origin() != Given.Origin.ENVIRONMENT)
        .isPresent();
  }

  private Inputs of(RoleEntry entry) {
    Values own =
        values().only(input -> !RoleEntry.NEVER_SHARED.contains(input) && input != Input.ROLES);
    for (Map.Entry<Input, Given> value : entry.values().entrySet()) {
      own = own.before(value.getKey(), value.getValue().from(Given.Origin.EXPLICIT));
    }
    var known = EnumSet.copyOf(inputs.known());
    known.addAll(entry.values().keySet());
    return inputs.ofRole(entry.name(), own, known);
  }

  /** See {@link Inputs#chain}. */
  List<Inputs> chain() {
    if (inputs.describesEachRole()) {
      return ofFile();
    }
    List<String> targets = inputs.list(Input.ROLE_TO_ASSUME);
    var chain = new ArrayList<Inputs>();
    for (String target : targets) {
      Given given = values().first(Input.ROLE_TO_ASSUME).orElseThrow().part(target);
      boolean last = chain.size() == targets.size() - 1;
      chain.add(inputs.with((last ? values() : onTheWay()).instead(Input.ROLE_TO_ASSUME, given)));
    }
    return chain;
  }

  /** Returns the inputs of each role of a chain, as the file describes them. */
  List<Inputs> ofFile() {
    List<Map<Input, Given>> roles = inputs.settings().hops();
    Values last = values().only(input -> input != Input.ROLE_TO_ASSUME);
    var chain = new ArrayList<Inputs>();
    for (Map<Input, Given> own : roles) {
      Values common = chain.size() == roles.size() - 1 ? last : onTheWay();
      chain.add(inputs.with(common.with(own, inputs.known())));
    }
    return chain;
  }

  private Values values() {
    return inputs.values();
  }

  private Values onTheWay() {
    return values().only(input -> input == Input.ROLE_SESSION_NAME);
  }
}
