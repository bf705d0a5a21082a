package io.github.rolecall.config;

import io.github.rolecall.config.PulumiOption.Place;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the options of Pulumi's AWS provider, in any format. */
final class Provider {
  private static final Set<String> PATHS =
      Set.of("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE", "AWS_CA_BUNDLE");

  private static final Set<String> FLAGS =
      Set.of("AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT");

  private static final String METADATA_DISABLED = "AWS_EC2_METADATA_DISABLED";

  private final SettingsBuilder builder;

  /** The account guard that the file sets, as the user wrote it. */
  private String guard = "";

  Provider(SettingsBuilder builder) {
    this.builder = builder;
  }

  /** Sets Pulumi's default: it does not use the instance metadata service. */
  static void asPulumi(Setting file, SettingsBuilder builder) {
    builder.standard(
        METADATA_DISABLED,
        new Given("true", "the default of skipMetadataApiCheck in " + file.place().file()));
  }

  void read(PulumiOption option, Setting setting) {
    if (option.target() instanceof PulumiOption.ToInput to) {
      builder.put(to.input(), setting, () -> InputText.of(setting, to.input()));
    } else if (option.target() instanceof PulumiOption.ToVariable to) {
      builder.putVariable(to.name(), setting, () -> variable(to.name(), setting));
    } else if (option.target() instanceof PulumiOption.Ignored ignored) {
      builder.note(setting, ignored.why());
    } else {
      readOwn(option, setting);
    }
  }

  private void readOwn(PulumiOption option, Setting setting) {
    switch (option) {
      case PROVIDER_ASSUME_ROLE, PROVIDER_ASSUME_ROLES -> chain(setting);
      case PROVIDER_WEB_IDENTITY -> builder.first(setting, Place.WEB_IDENTITY);
      case ALLOWED_ACCOUNT_IDS -> guard(Input.ALLOWED_ACCOUNT_IDS, setting);
      case FORBIDDEN_ACCOUNT_IDS -> guard(Input.FORBIDDEN_ACCOUNT_IDS, setting);
      case MAX_RETRIES ->
          builder.put(
              Input.RETRY_MAX_ATTEMPTS,
              setting,
              () -> setting.text().strip().replaceFirst("^0$", "1"));
      case ENDPOINTS -> endpoints(setting);
      case INSECURE -> insecure(setting);
      case SKIP_METADATA -> builder.replace(METADATA_DISABLED, setting, () -> flag(setting));
      case SKIP_CREDENTIALS_VALIDATION ->
          builder.validationSkipped(SettingsBuilder.given(setting, () -> flag(setting)));
      case SKIP_ACCOUNT_ID ->
          builder.accountSkipped(SettingsBuilder.given(setting, () -> flag(setting)));
      default -> throw new IllegalArgumentException(option.key() + " is not supported here");
    }
  }

  /** Pulumi's provider accepts only one of the two lists. */
  private void guard(Input input, Setting setting) {
    if (!guard.isEmpty()) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              guard, setting.name(), "Pulumi's provider accepts only one of them"));
    }
    guard = setting.name();
    builder.put(input, setting, () -> InputText.of(setting, input));
  }

  private void endpoints(Setting setting) {
    if (setting.unreadable().isPresent()) {
      builder.put(Input.STS_ENDPOINT, setting, setting::text);
      return;
    }
    for (Setting item : setting.filled().items()) {
      Optional<Setting> sts = item.unreadable().isPresent() ? Optional.of(item) : item.key("sts");
      sts.ifPresent(found -> builder.put(Input.STS_ENDPOINT, found, found::text));
    }
  }

  private static void insecure(Setting setting) {
    if (!setting.filled().text().strip().matches("(?i)false")) {
      throw setting.invalid(
          setting.text(),
          "`false`, because Rolecall always verifies certificates; for your own"
              + " certificate authority, set customCaBundle");
    }
  }

  private void chain(Setting setting) {
    var block = new RoleBlock(Place.ASSUME_ROLE, builder);
    List<Setting> roles = setting.unreadable().isPresent() ? List.of(setting) : setting.items();
    if (roles.isEmpty()) {
      throw setting.blank();
    }
    builder.chain(setting, roles.stream().map(block::role).toList());
  }

  private String variable(String name, Setting setting) {
    List<Setting> items = setting.items();
    if (items.size() > 1) {
      throw setting.invalid(items.size() + " of them", "one file, because Rolecall reads only one");
    }
    Setting only = (items.isEmpty() ? setting : items.get(0)).filled();
    if (FLAGS.contains(name)) {
      return flag(only);
    }
    return PATHS.contains(name) ? InputText.path(only, builder.host()) : only.text();
  }

  private static String flag(Setting setting) {
    String text = setting.filled().text().strip();
    if (!text.matches("(?i)true|false")) {
      throw setting.invalid(text, "`true` or `false`");
    }
    return text.toLowerCase(Locale.ROOT);
  }
}
