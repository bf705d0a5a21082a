package io.github.rolecall.config;

import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the variables that Pulumi sets for a run. Rolecall uses only the Region; Pulumi sets the
 * others itself.
 */
final class PulumiVariables {
  private PulumiVariables() {}

  static void region(Setting variables, SettingsBuilder builder) {
    readable(variables)
        .or(() -> regions(variables).stream().findFirst())
        .ifPresent(region -> builder.put(Input.AWS_REGION, region, region::text));
  }

  /** Returns whether the Region is set directly. */
  static boolean hasRegion(Setting variables) {
    return readable(variables).isPresent();
  }

  private static Optional<Setting> readable(Setting variables) {
    return regions(variables).stream().filter(region -> region.unreadable().isEmpty()).findFirst();
  }

  private static List<Setting> regions(Setting variables) {
    Map<String, Setting> keys = variables.written();
    return Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
        .flatMap(name -> Optional.ofNullable(keys.get(name)).stream())
        .toList();
  }
}
