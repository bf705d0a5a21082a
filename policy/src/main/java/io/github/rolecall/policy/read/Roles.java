package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.RoleArn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads roles from output of the AWS CLI: {@code get-role}, {@code list-roles} and {@code
 * get-account-authorization-details}, also after {@code --query}.
 */
final class Roles {
  private static final String POLICY = "AssumeRolePolicyDocument";
  private static final List<String> LISTS = List.of("Roles", "RoleDetailList");

  private Roles() {}

  /** Empty if there are no roles. */
  static List<Candidate> of(JsonValue root) {
    var roles = new ArrayList<Candidate>();
    answer(root, roles);
    // --output yaml-stream and --query return a list.
    root.items().forEach(item -> answer(item, roles));
    return roles;
  }

  private static void answer(JsonValue answer, List<Candidate> roles) {
    add(answer, roles);
    add(answer.path("Role"), roles);
    for (String name : LISTS) {
      answer.path(name).items().forEach(item -> add(item, roles));
    }
  }

  private static void add(JsonValue role, List<Candidate> roles) {
    // update-assume-role-policy uses another name for it.
    Optional<JsonValue> policy =
        Elements.member(role, POLICY).or(() -> Elements.member(role, "PolicyDocument"));
    policy.ifPresent(
        found ->
            roles.add(
                new Candidate(
                    role.path("RoleName").text(),
                    role.path("RoleId").text(),
                    RoleArn.parse(role.path("Arn").text()),
                    found)));
  }
}
