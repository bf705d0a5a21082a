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
    add(root, roles);
    add(root.path("Role"), roles);
    root.items().forEach(item -> add(item, roles));
    for (String name : LISTS) {
      root.path(name).items().forEach(item -> add(item, roles));
    }
    return roles;
  }

  private static void add(JsonValue role, List<Candidate> roles) {
    Optional<JsonValue> policy = Elements.member(role, POLICY);
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
