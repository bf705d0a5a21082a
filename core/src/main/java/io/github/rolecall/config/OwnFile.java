package io.github.rolecall.config;

import io.github.rolecall.config.PulumiOption.Place;
import io.github.rolecall.option.Input;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads Rolecall's own format: inputs and options of Pulumi's provider as top-level keys. */
final class OwnFile {
  /** They decide whether the file is read at all, so it cannot set them. */
  private static final Set<Input> OUTSIDE = EnumSet.of(Input.CONFIG, Input.SKIP);

  private static final Map<String, Input> INPUTS =
      Stream.of(Input.values())
          .filter(input -> !OUTSIDE.contains(input))
          .collect(Collectors.toMap(Input::key, input -> input));

  private OwnFile() {}

  static void read(Map<String, Setting> keys, SettingsBuilder builder) {
    var provider = new Provider(builder);
    keys.forEach(
        (key, setting) -> {
          Input input = INPUTS.get(key);
          Optional<PulumiOption> option = PulumiOption.find(Place.PROVIDER, key);
          if (input == Input.ROLES) {
            builder.roles(setting, RoleList.entries(setting));
          } else if (input != null) {
            builder.put(input, setting, () -> InputText.of(setting, input));
          } else if (option.isPresent()) {
            provider.read(option.get(), setting);
          } else {
            throw setting.unknown(
                key,
                Stream.of(INPUTS.keySet(), PulumiOption.keys(Place.PROVIDER))
                    .flatMap(known -> known.stream())
                    .toList());
          }
        });
  }
}
