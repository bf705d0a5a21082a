package io.github.rolecall.config;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.Given;
import io.github.rolecall.Input;
import io.github.rolecall.InputProblem;
import io.github.rolecall.Inputs;
import io.github.rolecall.RoleEntry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A list of roles, each a map with a name and inputs by their keys. */
public final class RoleList {
  private static final String NAME = "name";
  private static final Map<String, Input> KEYS =
      RoleEntry.INPUTS.stream().collect(Collectors.toMap(Input::key, input -> input));

  private RoleList() {}

  /**
   * The inputs with the roles that {@link Input#ROLES} lists in YAML or JSON.
   *
   * @param inputs must have a value for it
   * @throws CredentialsException with {@link InputProblem}
   */
  public static Inputs read(Inputs inputs) {
    String name = inputs.name(Input.ROLES);
    return inputs.withRoles(entries(Setting.parse(name, inputs.required(Input.ROLES)).named(name)));
  }

  /**
   * Reads a list.
   *
   * @throws CredentialsException with {@link InputProblem}
   */
  static List<RoleEntry> entries(Setting roles) {
    if (!roles.isList() || roles.items().isEmpty()) {
      throw wrong(roles, roles.isMap() ? "a map" : "no list", "a list of roles, each with a name");
    }
    var entries = new ArrayList<RoleEntry>();
    var names = new HashSet<String>();
    for (Setting role : roles.items()) {
      RoleEntry entry = entry(role);
      if (!names.add(entry.name())) {
        throw wrong(role, "the name " + entry.name() + " again", "another name");
      }
      entries.add(entry);
    }
    return entries;
  }

  private static RoleEntry entry(Setting role) {
    Map<String, Setting> keys = role.keys();
    String name = keys.containsKey(NAME) ? keys.get(NAME).text() : "";
    if (!RoleEntry.isName(name)) {
      throw wrong(
          keys.getOrDefault(NAME, role),
          name.isEmpty() ? "without a name" : name,
          "a name of letters, digits, - and _ that begins with a letter");
    }
    var values = new EnumMap<Input, Given>(Input.class);
    keys.forEach(
        (key, setting) -> {
          Input input = KEYS.get(key);
          if (input != null) {
            Gathered.put(values, input, setting, InputText.of(setting, input));
          } else if (!key.equals(NAME)) {
            throw Unknown.key(
                setting, key, Stream.concat(Stream.of(NAME), KEYS.keySet().stream()).toList());
          }
        });
    if (!values.containsKey(Input.ROLE_TO_ASSUME)) {
      throw wrong(role, name + " without role-to-assume", "a role with a role-to-assume");
    }
    return new RoleEntry(name, values);
  }

  private static CredentialsException wrong(Setting setting, String actual, String expected) {
    return new CredentialsException(new InputProblem.Invalid(setting.name(), actual, expected));
  }
}
