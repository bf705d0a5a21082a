package io.github.rolecall.config;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.Input;
import io.github.rolecall.InputProblem;
import io.github.rolecall.config.PulumiOption.Place;
import java.util.List;
import java.util.Set;

/** The options of Pulumi's AWS provider, wherever they stand. */
final class Provider {
  private static final Set<String> PATHS =
      Set.of("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE", "AWS_CA_BUNDLE");

  private static final Set<String> FLAGS =
      Set.of("AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT", "AWS_EC2_METADATA_DISABLED");

  private final Gathered gathered;

  Provider(Gathered gathered) {
    this.gathered = gathered;
  }

  static List<String> keys() {
    return PulumiOption.of(Place.PROVIDER).stream().map(PulumiOption::key).toList();
  }

  /**
   * Reads one option.
   *
   * @throws CredentialsException with {@link InputProblem}
   */
  void read(PulumiOption option, Setting setting) {
    if (option.target() instanceof PulumiOption.ToInput to) {
      gathered.put(to.input(), setting, InputText.of(setting, to.input()));
    } else if (option.target() instanceof PulumiOption.ToVariable to) {
      gathered.putVariable(to.name(), setting, variable(to.name(), setting));
    } else if (option.target() instanceof PulumiOption.Ignored ignored) {
      gathered.note(setting, ignored.why());
    } else {
      readOwn(option, setting);
    }
  }

  private void readOwn(PulumiOption option, Setting setting) {
    switch (option) {
      case PROVIDER_ASSUME_ROLE, PROVIDER_ASSUME_ROLES -> chain(setting);
      case PROVIDER_WEB_IDENTITY -> webIdentity(setting);
      case MAX_RETRIES -> {
        String text = setting.text().strip();
        gathered.put(Input.RETRY_MAX_ATTEMPTS, setting, text.equals("0") ? "1" : text);
      }
      case ENDPOINTS -> {
        if (setting.isBlank()) {
          throw setting.blank();
        }
        setting
            .items()
            .forEach(
                item -> {
                  Setting sts = item.keys().get("sts");
                  if (sts != null) {
                    gathered.put(Input.STS_ENDPOINT, sts, sts.text());
                  }
                });
      }
      case INSECURE -> {
        if (setting.isBlank()) {
          throw setting.blank();
        }
        if (!setting.text().strip().matches("(?i)false")) {
          throw new CredentialsException(
              new InputProblem.Invalid(
                  setting.name(),
                  setting.text(),
                  "`false`: certificates are always checked, and a CA of your own is named by"
                      + " customCaBundle"));
        }
      }
      default -> throw new IllegalArgumentException(option.key() + " is not read here");
    }
  }

  private void chain(Setting setting) {
    var block = new RoleBlock(Place.ASSUME_ROLE, gathered);
    List<Setting> roles = setting.items();
    if (roles.isEmpty()) {
      throw setting.blank();
    }
    gathered.chain(setting, roles.stream().map(block::role).toList());
  }

  private void webIdentity(Setting setting) {
    gathered.first(setting, new RoleBlock(Place.WEB_IDENTITY, gathered).role(setting));
  }

  private String variable(String name, Setting setting) {
    List<Setting> items = setting.items();
    if (items.size() > 1) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              setting.name(), items.size() + " of them", "one file, as Rolecall reads one"));
    }
    Setting only = items.isEmpty() ? setting : items.get(0);
    if (only.isBlank()) {
      throw only.blank();
    }
    if (FLAGS.contains(name) && !only.text().strip().matches("(?i)true|false")) {
      throw new CredentialsException(
          new InputProblem.Invalid(setting.name(), only.text(), "`true` or `false`"));
    }
    return PATHS.contains(name) ? InputText.path(only, gathered.host()) : only.text();
  }
}
