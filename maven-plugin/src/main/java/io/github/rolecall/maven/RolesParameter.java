package io.github.rolecall.maven;

import io.github.rolecall.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** Converts {@code <roles>} in a pom to a JSON list, which the core reads. */
final class RolesParameter {
  private RolesParameter() {}

  /**
   * Returns the list. Every child element is a role, regardless of its name. A text is a list in
   * YAML.
   */
  static String text(@Nullable PlexusConfiguration roles) {
    if (roles == null) {
      return "";
    }
    if (roles.getChildCount() == 0) {
      return roles.getValue("");
    }
    return JsonWriter.compact(Stream.of(roles.getChildren()).map(RolesParameter::role).toList());
  }

  private static Map<String, Object> role(PlexusConfiguration role) {
    var values = new LinkedHashMap<String, Object>();
    for (PlexusConfiguration value : role.getChildren()) {
      values.put(value.getName(), value(value));
    }
    return values;
  }

  private static Object value(PlexusConfiguration value) {
    return value.getChildCount() == 0
        ? value.getValue("").strip()
        : Stream.of(value.getChildren()).map(entry -> entry.getValue("").strip()).toList();
  }
}
