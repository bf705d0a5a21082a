package io.github.rolecall.config;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.RoleEntry;
import io.github.rolecall.input.Settings;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.SkippedChecks;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the settings of a configuration file, key by key. Refuses an option that is set twice. */
final class SettingsBuilder {
  private final Host host;
  private final Map<Input, Given> values = new EnumMap<>(Input.class);
  private final Map<String, Given> variables = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<Setting> tokenSetting = Optional.empty();
  private final List<Map<Input, Given>> byToken = new ArrayList<>();
  private Optional<Setting> chainSetting = Optional.empty();
  private final List<Map<Input, Given>> chain = new ArrayList<>();
  private final List<RoleEntry> entries = new ArrayList<>();
  private SkippedChecks skippedChecks = SkippedChecks.NOTHING;

  SettingsBuilder(Host host) {
    this.host = host;
  }

  Host host() {
    return host;
  }

  void put(Input input, Setting setting, Supplier<String> text) {
    put(values, input, setting, text);
  }

  /** Sets an option of one role. Refuses a value that is empty or only whitespace. */
  static <K> void put(Map<K, Given> values, K key, Setting setting, Supplier<String> text) {
    Given before = values.putIfAbsent(key, given(setting, text));
    if (before != null) {
      throw twice(before.name(), setting.name());
    }
  }

  /** A value that only Pulumi can read is a problem only where the run needs it. */
  static Given given(Setting setting, Supplier<String> text) {
    String read;
    try {
      read = text.get();
    } catch (CredentialsException e) {
      return Given.unreadable(setting.name(), Setting.unreadable(e).orElseThrow(() -> e));
    }
    if (read.isBlank()) {
      throw setting.blank();
    }
    return Given.ofFile(read, setting.name(), setting.isSecret());
  }

  private static CredentialsException twice(String first, String second) {
    return new CredentialsException(
        new InputProblem.Conflict(first, second, "they set the same option"));
  }

  void putVariable(String name, Setting setting, Supplier<String> text) {
    put(variables, name, setting, text);
  }

  /** Sets the default of a variable, which {@link #replace} overrides. */
  void standard(String variable, Given given) {
    variables.put(variable, given);
  }

  /** Sets a variable that may have a default. */
  void replace(String variable, Setting setting, Supplier<String> text) {
    variables.put(variable, given(setting, text));
  }

  void validationSkipped(Given given) {
    skippedChecks = new SkippedChecks(Optional.of(given), skippedChecks.account());
  }

  void accountSkipped(Given given) {
    skippedChecks = new SkippedChecks(skippedChecks.validation(), Optional.of(given));
  }

  void note(Setting setting, String why) {
    notes.add(setting.name() + " has no effect: " + why + ".");
  }

  void roles(Setting setting, List<RoleEntry> several) {
    entries.addAll(several);
    List<String> names = several.stream().map(RoleEntry::name).toList();
    put(Input.ROLES, setting, () -> String.join(", ", names));
  }

  /** Sets the role that the run assumes with a web identity token. */
  void first(Setting setting, PulumiOption.Place place) {
    byToken.add(new RoleBlock(place, this).role(setting));
    tokenSetting = once(tokenSetting, setting);
  }

  /** Sets the roles that the run assumes after it, each with the credentials of the one before. */
  void chain(Setting setting, List<Map<Input, Given>> roles) {
    chain.addAll(roles);
    chainSetting = once(chainSetting, setting);
  }

  private static Optional<Setting> once(Optional<Setting> before, Setting setting) {
    if (before.isPresent()) {
      throw twice(before.get().name(), setting.name());
    }
    return Optional.of(setting);
  }

  /**
   * Without this check, the other half of the key could come from another source of credentials,
   * and the run would use another identity.
   */
  private void requireWholeKey() {
    Given id = values.get(Input.AWS_ACCESS_KEY_ID);
    Given secret = values.get(Input.AWS_SECRET_ACCESS_KEY);
    Given half = secret == null ? id : id == null ? secret : null;
    if (half != null) {
      String expected =
          secret == null
              ? "set, because the secret access key (secretKey, secretAccessKey) is not"
                  + " enough alone"
              : "set together with the access key id (accessKey, accessKeyId)";
      throw new CredentialsException(new InputProblem.Invalid(half.name(), "alone", expected));
    }
  }

  Settings settings() {
    requireWholeKey();
    List<Map<Input, Given>> hops = Stream.concat(byToken.stream(), chain.stream()).toList();
    Optional<Setting> roles = tokenSetting.or(() -> chainSetting);
    Supplier<String> arns =
        () ->
            hops.stream()
                .flatMap(hop -> Optional.ofNullable(hop.get(Input.ROLE_TO_ASSUME)).stream())
                .map(Given::text)
                .collect(Collectors.joining("\n"));
    roles.ifPresent(setting -> put(Input.ROLE_TO_ASSUME, setting, arns));
    return new Settings(
        values,
        variables,
        hops,
        tokenSetting.map(Setting::name),
        List.copyOf(entries),
        skippedChecks,
        List.copyOf(notes));
  }
}
