package io.github.rolecall.config;

import io.github.rolecall.config.PulumiOption.Place;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * Reads the configuration of a stack, {@code Pulumi.<stack>.yaml}, or of a project, {@code
 * Pulumi.yaml}: the keys of the package {@code aws} or, if there are none, those of {@code
 * aws-native}. Ignores all other keys.
 */
final class StackConfig {
  private static final Set<String> TOP =
      Set.of("secretsprovider", "encryptedkey", "encryptionsalt", "runtime");

  private StackConfig() {}

  /** Returns whether the top-level keys are those of such a file. */
  static boolean is(Map<String, Setting> keys) {
    Setting config = keys.get("config");
    Setting environment = keys.get("environment");
    return (config != null && config.node() instanceof MappingNode)
        || (environment != null && !environment.isText())
        || keys.keySet().stream().anyMatch(TOP::contains);
  }

  static void read(Setting root, SettingsBuilder builder) {
    Provider.asPulumi(root, builder);
    String unread = "Rolecall does not read environments of Pulumi Cloud";
    root.key("environment").ifPresent(environment -> builder.note(environment, unread));
    Setting config = root.keys().get("config");
    if (config != null && config.isText()) {
      builder.note(config, "it only names the folder of other files; use one of those");
    } else if (config != null) {
      Map<String, Setting> keys = config.keys();
      if (keys.keySet().stream().noneMatch(key -> key.matches("aws(-native)?:.*"))) {
        builder.note(config, "it has no key of the packages aws and aws-native");
      }
      readKeys(keys, builder);
    }
  }

  /** Reads keys with the package as prefix: {@code aws:region}. */
  static void readKeys(Map<String, Setting> keys, SettingsBuilder builder) {
    String prefix =
        keys.keySet().stream().anyMatch(key -> key.startsWith("aws:")) ? "aws:" : "aws-native:";
    var provider = new Provider(builder);
    List<String> known =
        PulumiOption.keys(Place.PROVIDER).stream().map(key -> prefix + key).toList();
    keys.forEach(
        (key, written) -> {
          if (key.startsWith(prefix)) {
            Setting setting = written.named(key).declared();
            provider.read(
                PulumiOption.find(Place.PROVIDER, key.substring(prefix.length()))
                    .orElseThrow(() -> setting.unknown(key, known)),
                setting);
          }
        });
  }
}
