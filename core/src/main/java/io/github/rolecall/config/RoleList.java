package io.github.rolecall.config;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.input.RoleEntry;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a list of roles. Each role is a map with a name and inputs as keys. */
public final class RoleList {
  private static final String NAME = "name";

  private RoleList() {}

  /**
   * Returns the inputs with the roles that {@link Input#ROLES} lists in YAML or JSON.
   *
   * @param inputs must have a value for it
   * @throws CredentialsException with {@link InputProblem}
   */
  public static Inputs read(Inputs inputs) {
    String name = inputs.name(Input.ROLES);
    Setting roles = Setting.parse(name, inputs.required(Input.ROLES)).named(name);
    boolean pom = inputs.frontEnd() == FrontEnd.MAVEN;
    Map<String, Input> known =
        RoleEntry.INPUTS.stream()
            .filter(input -> input.frontEnds().contains(inputs.frontEnd()))
            .collect(Collectors.toMap(pom ? Input::parameter : Input::key, input -> input));
    // In a pom, line numbers of the list do not match the lines of the file.
    return inputs.withRoles(entries(pom ? roles.withoutLines() : roles, known));
  }

  /** Reads the list of a file, which several front ends may use. */
  static List<RoleEntry> entries(Setting roles) {
    return entries(
        roles, RoleEntry.INPUTS.stream().collect(Collectors.toMap(Input::key, input -> input)));
  }

  private static List<RoleEntry> entries(Setting roles, Map<String, Input> known) {
    if (!roles.filled().isList() || roles.items().isEmpty()) {
      throw roles.invalid(
          roles.isMap() ? "a map" : "not a list", "a list of roles, each with a name");
    }
    var entries = new ArrayList<RoleEntry>();
    var names = new HashSet<String>();
    for (Setting role : roles.items()) {
      RoleEntry entry = entry(role, known);
      if (!names.add(entry.name())) {
        throw role.invalid("the name " + entry.name() + " again", "another name");
      }
      entries.add(entry);
    }
    return entries;
  }

  private static RoleEntry entry(Setting role, Map<String, Input> known) {
    Map<String, Setting> keys = role.keys();
    String name = keys.containsKey(NAME) ? keys.get(NAME).text() : "";
    if (!RoleEntry.isName(name)) {
      throw keys.getOrDefault(NAME, role)
          .invalid(
              name.isEmpty() ? "without a name" : name,
              "a name of letters, digits, - and _ that begins with a letter");
    }
    var values = new EnumMap<Input, Given>(Input.class);
    keys.forEach(
        (key, setting) -> {
          Input input = known.get(key);
          if (input != null) {
            SettingsBuilder.put(values, input, setting, () -> InputText.of(setting, input));
          } else if (!key.equals(NAME)) {
            throw setting.unknown(
                key, Stream.concat(Stream.of(NAME), known.keySet().stream()).toList());
          }
        });
    if (!values.containsKey(Input.ROLE_TO_ASSUME)) {
      throw role.invalid(name + " without role-to-assume", "a role with a role-to-assume");
    }
    return new RoleEntry(name, values);
  }
}
