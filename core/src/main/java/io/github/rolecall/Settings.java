package io.github.rolecall;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file says, each value with the place where it stands.
 *
 * @param values of inputs
 * @param variables what is set as an environment variable would be, for this run only
 * @param hops the roles of a chain, each with its own options; empty: {@code values} describe them
 * @param byToken what asks that the first role is assumed with a web identity token, if something
 *     does
 * @param roles several roles, each with its own inputs and name; empty: there is one at most
 * @param notes what the file says without effect, and why it has none
 */
public record Settings(
    Map<Input, Given> values,
    Map<String, Given> variables,
    List<Map<Input, Given>> hops,
    Optional<String> byToken,
    List<RoleEntry> roles,
    List<String> notes) {

  /** No file. */
  public static final Settings NONE =
      new Settings(Map.of(), Map.of(), List.of(), Optional.empty(), List.of(), List.of());

  /** The same without its roles, where the user names others. */
  Settings withoutRoles() {
    return new Settings(values, variables, List.of(), Optional.empty(), List.of(), notes);
  }

  /** The same with these roles. */
  Settings with(List<RoleEntry> others) {
    return new Settings(values, variables, hops, byToken, List.copyOf(others), notes);
  }

  /** Without values, which may be secrets. */
  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }
}
