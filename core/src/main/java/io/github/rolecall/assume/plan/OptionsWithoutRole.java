package io.github.rolecall.assume.plan;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.Partition;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks the options of a role session when the run assumes no role. None has an effect. Most cause
 * a warning. A session policy is refused, because the credentials would have permissions that the
 * user wanted to remove.
 */
record OptionsWithoutRole(Inputs inputs) {
  private static final List<Input> OPTIONS =
      List.of(
          Input.ROLE_SESSION_NAME,
          Input.ROLE_DURATION_SECONDS,
          Input.ROLE_EXTERNAL_ID,
          Input.ROLE_SOURCE_IDENTITY,
          Input.ROLE_CHAINING,
          Input.ROLE_SKIP_SESSION_TAGGING,
          Input.CUSTOM_TAGS,
          Input.TRANSITIVE_TAG_KEYS,
          Input.AUDIENCE,
          Input.SPECIAL_CHARACTERS_WORKAROUND);

  /**
   * Returns at most one warning about options without effect. Fails with {@code
   * InputProblem.Incomplete} for a session policy.
   */
  List<String> warnings() {
    for (Input policy : List.of(Input.INLINE_SESSION_POLICY, Input.MANAGED_SESSION_POLICIES)) {
      if (inputs.has(policy)) {
        throw inputs.incomplete(
            policy,
            Input.ROLE_TO_ASSUME,
            "a session policy limits the session of a role, and no role is set");
      }
    }
    String names =
        OPTIONS.stream().filter(this::isSet).map(inputs::name).collect(Collectors.joining(", "));
    if (names.isEmpty()) {
      return List.of();
    }
    String role = inputs.frontEnd().spell(Input.ROLE_TO_ASSUME);
    // The action cannot distinguish an empty value from a missing one.
    String why = inputs.frontEnd() == FrontEnd.ACTION ? " is empty or not set" : " is not set";
    return List.of(
        role + why + ", so no role is assumed and these options have no effect: " + names + ".");
  }

  private boolean isSet(Input option) {
    if (option == Input.AUDIENCE) {
      // A workflow migrated from another action may contain the default audience of that action.
      return ownAudience();
    }
    return option.kind() == Input.Kind.FLAG ? inputs.flag(option, false) : inputs.has(option);
  }

  private boolean ownAudience() {
    return inputs
        .text(Input.AUDIENCE)
        .filter(audience -> !audience.equals(Partition.audience(Partition.AWS.id())))
        .isPresent();
  }
}
