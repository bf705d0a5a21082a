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
 * The settings of a file, each value with its place.
 *
 * @param values the values of inputs
 * @param variables values that act like environment variables, for this run only
 * @param hops the roles of a chain, each with its own options; empty: {@code values} describe them
 * @param byToken the setting that requires a web identity token for the first role, if there is one
 * @param roles several roles, each with its own inputs and name; empty: there is one at most
 * @param skippedChecks the calls to AWS that the file forbids
 * @param notes settings without effect, and why they have none
 */
public record Settings(
    Map<Input, Given> values,
    Map<String, Given> variables,
    List<Map<Input, Given>> hops,
    Optional<String> byToken,
    List<RoleEntry> roles,
    SkippedChecks skippedChecks,
    List<String> notes) {

  /** The settings without a file. */
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
   * Returns the settings for a run whose role the user names elsewhere: the roles of the file, with
   * their policies and guards, have no effect.
   *
   * @param name the input that names the role, as the user wrote it
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

  /** Returns the settings without roles. */
  Settings withoutRoles() {
    return new Settings(
        values, variables, List.of(), Optional.empty(), List.of(), skippedChecks, notes);
  }

  /** Returns the settings with these roles. */
  Settings with(List<RoleEntry> others) {
    return new Settings(
        values, variables, hops, byToken, List.copyOf(others), skippedChecks, notes);
  }

  /** Returns the values that act like environment variables. */
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

  /** Omits the values, which may be secrets. */
  @Override
  public String toString() {
    return "Settings" + values.keySet();
  }
}
