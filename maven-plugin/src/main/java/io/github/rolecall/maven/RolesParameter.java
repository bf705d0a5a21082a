package io.github.rolecall.maven;

import io.github.rolecall.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** {@code <roles>} of a pom as the list in JSON that the core reads. */
final class RolesParameter {
  private RolesParameter() {}

  /** Every child is a role, whatever its name; a text is taken as a list in YAML. */
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
