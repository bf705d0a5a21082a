package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Unresolved;
import java.util.Optional;

/**
 * A role in a file, with its trust policy.
 *
 * @param name of the role, possibly with unresolved parts; empty if the file does not contain it
 * @param id the name of the role within the file; empty if it has none
 * @param policy a JSON object, a list of statements or a text
 */
record Candidate(String name, String id, Optional<RoleArn> arn, JsonValue policy) {

  /** A policy without a role. */
  static Candidate alone(JsonValue policy) {
    return new Candidate("", "", Optional.empty(), policy);
  }

  /** The name for messages. */
  String label() {
    return arn.map(RoleArn::toString).orElse(name.isEmpty() ? id : name);
  }

  boolean named() {
    return arn.isPresent() || !name.isEmpty();
  }

  boolean is(RoleArn wanted) {
    return arn.map(wanted::equals).orElse(name.equals(wanted.name()));
  }

  /**
   * Whether the role may have this ARN: CloudFormation or Terraform may have generated its name,
   * and the path may differ.
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
