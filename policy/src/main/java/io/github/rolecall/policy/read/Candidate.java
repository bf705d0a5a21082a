package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Unresolved;
import java.util.Optional;

/**
 * A role with its trust policy, as a file has it.
 *
 * @param name of the role, of which parts may be unknown; empty: the file does not say
 * @param id how the file itself calls it; empty where it has no name of its own
 * @param policy a JSON object, a list of statements or a text
 */
record Candidate(String name, String id, Optional<RoleArn> arn, JsonValue policy) {

  /** A policy without a role. */
  static Candidate alone(JsonValue policy) {
    return new Candidate("", "", Optional.empty(), policy);
  }

  /** For people. */
  String label() {
    return arn.map(Object::toString).orElse(name.isEmpty() ? id : name);
  }

  boolean named() {
    return arn.isPresent() || !name.isEmpty();
  }

  boolean is(RoleArn wanted) {
    return arn.map(wanted::equals).orElse(name.equals(wanted.name()));
  }

  /**
   * Whether CloudFormation or Terraform may have given the role this name; of a role with an ARN,
   * whether only the path differs.
   */
  boolean mayBe(RoleArn wanted) {
    if (arn.isPresent()) {
      return arn.get().name().equals(wanted.name()) && arn.get().account().equals(wanted.account());
    }
    return name.isEmpty()
        ? !id.isEmpty() && (wanted.name().contains("-" + id + "-") || wanted.name().equals(id))
        : Unresolved.has(name) && Unresolved.mayBe(name, wanted.name());
  }
}
