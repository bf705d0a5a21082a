package io.github.rolecall.assume.plan;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.Role;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Source;
import java.util.List;
import java.util.Optional;

/**
 * Whether credentials that are there are kept, if they are good. Nobody can see which policies
 * limit their session.
 */
record KeptCredentials(Inputs inputs, boolean wanted, boolean limited) {
  KeptCredentials(Inputs inputs, List<Role> roles) {
    this(
        inputs,
        inputs.flag(Input.USE_EXISTING_CREDENTIALS, false),
        roles.stream().anyMatch(role -> role.policies().limit()));
  }

  Optional<Source> from(SourceChoice choice) {
    return wanted && !limited ? Optional.of(choice.existing()) : Optional.empty();
  }

  List<String> warnings() {
    return wanted && limited
        ? List.of(
            inputs.name(Input.USE_EXISTING_CREDENTIALS)
                + " has no effect: existing credentials would not be limited by the session policy,"
                + " so the role is assumed.")
        : List.of();
  }
}
