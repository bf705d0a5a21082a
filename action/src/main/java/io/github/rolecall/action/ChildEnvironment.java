package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.ci.JobTokenVariables;
import io.github.rolecall.export.Variables;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Source;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The environment of a command before the credentials are added. It excludes the keys and tokens
 * that the role was assumed with, because they permit more than the role does.
 */
final class ChildEnvironment {
  private static final List<Input> KEYS =
      List.of(Input.ACCESS_KEY_ID_ENV, Input.SECRET_ACCESS_KEY_ENV, Input.SESSION_TOKEN_ENV);

  private ChildEnvironment() {}

  /**
   * Returns the environment of this process, without the keys that a role is assumed with.
   *
   * @param jobTokens whether the command gets the ID tokens of the job
   */
  static Map<String, String> of(
      Map<String, String> environment, List<PlannedRole> roles, boolean jobTokens) {
    var named = new HashSet<String>();
    Map<String, String> child = new HashMap<>(environment);
    for (PlannedRole role : roles) {
      KEYS.forEach(input -> role.inputs().text(input).ifPresent(child::remove));
      role.inputs().text(Input.WEB_IDENTITY_TOKEN_ENV).ifPresent(named::add);
      if (assumesWithKeysOfEnvironment(role)) {
        child.keySet().removeAll(Variables.OF_KEYS);
      }
    }
    return jobTokens ? child : JobTokenVariables.without(child, Set.copyOf(named));
  }

  /**
   * Returns whether the role is assumed with keys of the environment. A profile may also name the
   * environment as its credential source.
   */
  private static boolean assumesWithKeysOfEnvironment(PlannedRole role) {
    Source source = role.plan().source();
    return source instanceof Source.Profile
        || (source instanceof Source.EnvironmentKeys && !role.plan().chain().isEmpty());
  }
}
