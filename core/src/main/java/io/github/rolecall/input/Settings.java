package io.github.rolecall.input;

import io.github.rolecall.host.FileVariables;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.SkippedChecks;
import io.github.rolecall.problem.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a file says, each value with the place where it stands.
 *
 * @param values of inputs
 * @param variables what is set as an environment variable would be, for this run only
 * @param hops the roles of a chain, each with its own options; empty: {@code values} describe them
 * @param byToken what asks that the first role is assumed with a web identity token, if something
 *     does
 * @param roles several roles, each with its own inputs and name; empty: there is one at most
 * @param skippedChecks what the file says that AWS is not to be asked
 * @param notes what the file says without effect, and why it has none
 */
public record Settings(
    Map<Input, Given> values,
    Map<String, Given> variables,
    List<Map<Input, Given>> hops,
    Optional<String> byToken,
    List<RoleEntry> roles,
    SkippedChecks skippedChecks,
    List<String> notes) {

  /** No file. */
  public static final Settings NONE =
      new Settings(
          Map.of(),
          Map.of(),
          List.of(),
          Optional.empty(),
          List.of(),
          SkippedChecks.NOTHING,
          List.of());

  /**
   * The same where the user names another role: those of the file, with their policies and guards,
   * have no effect.
   *
   * @param name of what names the role, as the user wrote it
   */
  Settings afterRole(String name) {
    var more = new ArrayList<>(notes);
    Stream.of(
            hops.isEmpty() ? null : values.get(Input.ROLE_TO_ASSUME),
            roles.isEmpty() ? null : values.get(Input.ROLES))
        .filter(Objects::nonNull)
        .forEach(
            given ->
                more.add(
                    given.name()
                        + " and its contents have no effect: "
                        + name
                        + " sets another role."));
    return new Settings(
        values,
        variables,
        List.of(),
        Optional.empty(),
        List.of(),
        skippedChecks,
        List.copyOf(more));
  }

  /** The same without its roles, for a use that has none. */
  Settings withoutRoles() {
    return new Settings(
        values, variables, List.of(), Optional.empty(), List.of(), skippedChecks, notes);
  }

  /** The same with these roles. */
  Settings with(List<RoleEntry> others) {
    return new Settings(
        values, variables, hops, byToken, List.copyOf(others), skippedChecks, notes);
  }

  /** What is set as environment variables would be. */
  FileVariables fileVariables() {
    var values = new TreeMap<String, String>();
    var unreadable = new TreeMap<String, Given>();
    variables.forEach(
        (name, given) -> {
          if (given.isUnreadable()) {
            unreadable.put(name, given);
          } else {
            values.put(name, given.text());
          }
        });
    return new FileVariables(values, unreadable);
  }

  /** Without values, which may be secrets. */
  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }
}
