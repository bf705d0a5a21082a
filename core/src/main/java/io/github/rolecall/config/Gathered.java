package io.github.rolecall.config;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.RoleEntry;
import io.github.rolecall.input.Settings;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Unasked;
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

/** What has been read of a file so far. Nothing is set twice. */
final class Gathered {
  private final Host host;
  private final Map<Input, Given> values = new EnumMap<>(Input.class);
  private final Map<String, Given> variables = new LinkedHashMap<>();
  private final List<Map<Input, Given>> chain = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<Setting> chainSetting = Optional.empty();
  private Optional<Setting> tokenSetting = Optional.empty();
  private final List<Map<Input, Given>> byToken = new ArrayList<>();
  private final List<RoleEntry> entries = new ArrayList<>();
  private Unasked unasked = Unasked.NOTHING;

  Gathered(Host host) {
    this.host = host;
  }

  Host host() {
    return host;
  }

  void put(Input input, Setting setting, Supplier<String> text) {
    put(values, input, setting, text);
  }

  /**
   * Sets an option of one role.
   *
   * @throws CredentialsException with {@link InputProblem.Blank} for nothing but whitespace
   */
  static <K> void put(Map<K, Given> values, K key, Setting setting, Supplier<String> text) {
    Given before = values.putIfAbsent(key, given(setting, text));
    if (before != null) {
      throw twice(before.name(), setting.name());
    }
  }

  /** A value that only Pulumi knows is a problem where it is needed, and not before. */
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
        new InputProblem.Conflict(first, second, "they set the same thing"));
  }

  void putVariable(String name, Setting setting, Supplier<String> text) {
    put(variables, name, setting, text);
  }

  /** What a variable is where the file does not {@linkplain #replace set} it. */
  void standard(String variable, Given given) {
    variables.put(variable, given);
  }

  /** Sets a variable that may have a default. */
  void replace(String variable, Setting setting, Supplier<String> text) {
    variables.put(variable, given(setting, text));
  }

  /** {@code skipCredentialsValidation} of the provider. */
  void validationSkipped(Given given) {
    unasked = new Unasked(Optional.of(given), unasked.account());
  }

  /** {@code skipRequestingAccountId} of the provider. */
  void accountSkipped(Given given) {
    unasked = new Unasked(unasked.validation(), Optional.of(given));
  }

  void note(Setting setting, String why) {
    notes.add(setting.name() + " has no effect: " + why + ".");
  }

  /** Several roles, each for itself. */
  void roles(Setting setting, List<RoleEntry> several) {
    entries.addAll(several);
    put(
        Input.ROLES,
        setting,
        () -> several.stream().map(RoleEntry::name).collect(Collectors.joining(", ")));
  }

  /** The role that is assumed with a web identity token. */
  void first(Setting setting, Map<Input, Given> options) {
    if (tokenSetting.isPresent()) {
      throw twice(tokenSetting.get().name(), setting.name());
    }
    tokenSetting = Optional.of(setting);
    byToken.add(options);
  }

  /** The roles after it, one assumed from the other. */
  void chain(Setting setting, List<Map<Input, Given>> roles) {
    if (chainSetting.isPresent()) {
      throw twice(chainSetting.get().name(), setting.name());
    }
    chainSetting = Optional.of(setting);
    chain.addAll(roles);
  }

  /** A half would be completed by nobody, and another source would be another identity. */
  private void requireWholeKey() {
    Given id = values.get(Input.AWS_ACCESS_KEY_ID);
    Given secret = values.get(Input.AWS_SECRET_ACCESS_KEY);
    Given half = secret == null ? id : id == null ? secret : null;
    if (half != null) {
      String other =
          secret == null
              ? "the secret access key (secretKey, secretAccessKey)"
              : "the access key id (accessKey, accessKeyId)";
      throw new CredentialsException(
          new InputProblem.Invalid(half.name(), "alone", "set together with " + other));
    }
  }

  Settings settings() {
    requireWholeKey();
    List<Map<Input, Given>> hops = Stream.concat(byToken.stream(), chain.stream()).toList();
    Optional<Setting> roles = tokenSetting.or(() -> chainSetting);
    if (roles.isPresent()) {
      put(
          Input.ROLE_TO_ASSUME,
          roles.get(),
          () ->
              hops.stream()
                  .flatMap(hop -> Optional.ofNullable(hop.get(Input.ROLE_TO_ASSUME)).stream())
                  .map(Given::text)
                  .collect(Collectors.joining("\n")));
    }
    return new Settings(
        values,
        variables,
        hops,
        tokenSetting.map(Setting::name),
        List.copyOf(entries),
        unasked,
        List.copyOf(notes));
  }
}
