package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.RoleArn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the AWS CLI prints of roles: {@code get-role}, {@code list-roles} and {@code
 * get-account-authorization-details}, also cut out with {@code --query}.
 */
final class Roles {
  private static final String POLICY = "AssumeRolePolicyDocument";
  private static final List<String> LISTS = List.of("Roles", "RoleDetailList");

  private Roles() {}

  /** Empty for what has no roles in it. */
  static List<Candidate> of(JsonValue root) {
    var roles = new ArrayList<Candidate>();
    answer(root, roles);
    // What --output yaml-stream or --query gives is a list.
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
    // What update-assume-role-policy takes calls it otherwise.
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
