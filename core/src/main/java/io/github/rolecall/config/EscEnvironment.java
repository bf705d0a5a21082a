package io.github.rolecall.config;

import io.github.rolecall.config.PulumiOption.Place;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Reads a Pulumi ESC environment: its AWS login, and the provider options that it passes to stacks.
 *
 * @see <a
 *     href="https://www.pulumi.com/docs/esc/integrations/dynamic-login-credentials/aws-login/">Pulumi
 *     ESC, aws-login</a>
 */
final class EscEnvironment {
  private static final String LOGIN = "fn::open::aws-login";
  private static final String REGION = "aws:region";

  private final Setting root;
  private final SettingsBuilder builder;
  private final Map<String, Setting> logins = new LinkedHashMap<>();
  private final Set<Node> seen = new HashSet<>();

  EscEnvironment(Setting root, SettingsBuilder builder) {
    this.root = root;
    this.builder = builder;
  }

  void read() {
    Provider.asPulumi(root, builder);
    Map<String, Setting> top = root.written();
    if (top.containsKey("imports")) {
      builder.note(top.get("imports"), "Rolecall does not read other environments of Pulumi Cloud");
    }
    Setting values = top.get("values");
    if (values == null) {
      return;
    }
    Map<String, Setting> blocks = values.named("").written();
    blocks.values().forEach(this::find);
    login(blocks);
    Setting variables = blocks.get("environmentVariables");
    boolean regionByStack = false;
    Setting config = blocks.get("pulumiConfig");
    if (config != null) {
      var keys = new LinkedHashMap<>(config.written());
      keys.values()
          .removeIf(value -> logins.keySet().stream().anyMatch(path -> refersTo(value, path)));
      regionByStack = keys.containsKey(REGION) && !instead(keys, variables);
      StackConfig.readKeys(keys, builder);
    }
    if (variables != null && !regionByStack) {
      PulumiVariables.region(variables, builder);
    }
  }

  /**
   * Returns whether the variables set the Region. If so, a Region of the stack configuration that
   * refers to another place is ignored.
   */
  private boolean instead(Map<String, Setting> keys, @Nullable Setting variables) {
    Setting region = Objects.requireNonNull(keys.get(REGION));
    boolean other =
        region.unreadable().isPresent()
            && variables != null
            && PulumiVariables.hasRegion(variables);
    if (other) {
      keys.remove(REGION);
      builder.note(region, "only Pulumi can read its value, and environmentVariables set a Region");
    }
    return other;
  }

  /** Finds every login, by the path that expressions use. */
  private void find(Setting setting) {
    if (!seen.add(setting.node())) {
      return;
    }
    Map<String, Setting> written = setting.written();
    if (written.containsKey(LOGIN)) {
      logins.put(setting.place().path(), written.get(LOGIN));
      return;
    }
    Setting open = written.get("fn::open");
    Map<String, Setting> opened = open == null ? Map.of() : open.written();
    if (opened.containsKey("inputs")
        && opened.containsKey("provider")
        && opened.get("provider").node() instanceof ScalarNode provider
        && provider.getValue().equals("aws-login")) {
      logins.put(setting.place().path(), opened.get("inputs"));
      return;
    }
    written.values().forEach(this::find);
  }

  private void login(Map<String, Setting> blocks) {
    List<String> used = logins.size() > 1 ? used(blocks) : List.copyOf(logins.keySet());
    if (logins.size() > 1 && used.size() != 1) {
      throw new CredentialsException(
          new InputProblem.SeveralLogins(
              root.place().file(), logins.values().stream().map(Setting::name).toList()));
    }
    logins.forEach(
        (path, login) -> {
          if (used.contains(path) && login.unreadable().isPresent()) {
            builder.first(login, Place.ESC_OIDC);
          } else if (used.contains(path)) {
            login.keys().forEach(this::login);
          }
        });
  }

  private void login(String kind, Setting setting) {
    if (kind.equals("oidc")) {
      builder.first(setting, Place.ESC_OIDC);
    } else if (kind.equals("static") && setting.unreadable().isPresent()) {
      builder.put(Input.AWS_ACCESS_KEY_ID, setting, setting::text);
      builder.put(Input.AWS_SECRET_ACCESS_KEY, setting, setting::text);
    } else if (kind.equals("static")) {
      new RoleBlock(Place.ESC_STATIC, builder).options(setting);
    } else {
      throw setting.unknown(kind, PulumiOption.keys(Place.ESC_LOGIN));
    }
  }

  /** Returns the logins that the variables or the stack configuration refer to. */
  private List<String> used(Map<String, Setting> blocks) {
    List<Setting> users =
        Stream.of("environmentVariables", "pulumiConfig")
            .flatMap(block -> Optional.ofNullable(blocks.get(block)).stream())
            .flatMap(block -> block.written().values().stream())
            .toList();
    return logins.keySet().stream()
        .filter(path -> users.stream().anyMatch(value -> refersTo(value, path)))
        .toList();
  }

  private static boolean refersTo(Setting setting, String path) {
    return setting.node() instanceof ScalarNode scalar
        && scalar.getValue().strip().startsWith("${" + path + ".")
        && scalar.getValue().strip().endsWith("}");
  }
}
