package io.github.rolecall.config;

import io.github.rolecall.config.PulumiOption.Place;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads a block of options, most of which apply to one role: {@code assumeRole}, {@code oidc}. */
record RoleBlock(Place place, SettingsBuilder builder) {
  /** They determine the credential source, which is the same for all roles. */
  private static final Set<Input> SOURCES =
      EnumSet.of(
          Input.AWS_ACCESS_KEY_ID,
          Input.AWS_SECRET_ACCESS_KEY,
          Input.AWS_SESSION_TOKEN,
          Input.WEB_IDENTITY_TOKEN,
          Input.WEB_IDENTITY_TOKEN_FILE);

  /** Returns the options of a role. The block must name the role. */
  Map<Input, Given> role(Setting block) {
    Optional<InputProblem> unreadable = block.unreadable();
    if (unreadable.isPresent()) {
      return Map.of(Input.ROLE_TO_ASSUME, Given.unreadable(block.name(), unreadable.get()));
    }
    if (block.keys().isEmpty()) {
      throw block.blank();
    }
    Map<Input, Given> options = options(block);
    if (!options.containsKey(Input.ROLE_TO_ASSUME)) {
      throw block.invalid(String.join(", ", block.keys().keySet()), "a map with roleArn");
    }
    return options;
  }

  /** Returns the options of the block that belong to the role, and sets all others. */
  Map<Input, Given> options(Setting block) {
    var options = new EnumMap<Input, Given>(Input.class);
    block
        .keys()
        .forEach(
            (key, written) -> {
              PulumiOption option =
                  PulumiOption.find(place, key)
                      .orElseThrow(() -> written.unknown(key, PulumiOption.keys(place)));
              if (option.target() instanceof PulumiOption.ToInput to) {
                // A tag may have the name `value`.
                boolean free = to.input() == Input.CUSTOM_TAGS;
                put(options, to.input(), free ? written : written.declared());
              } else if (option.target() instanceof PulumiOption.Ignored ignored) {
                builder.note(written, ignored.why());
              }
            });
    return options;
  }

  private void put(Map<Input, Given> options, Input input, Setting setting) {
    Supplier<String> text =
        () ->
            switch (input) {
              case ROLE_DURATION_SECONDS -> GoDuration.seconds(setting);
              case WEB_IDENTITY_TOKEN_FILE -> InputText.path(setting, builder.host());
              default -> InputText.of(setting, input);
            };
    if (SOURCES.contains(input)) {
      builder.put(input, setting, text);
    } else {
      SettingsBuilder.put(options, input, setting, text);
    }
  }
}
