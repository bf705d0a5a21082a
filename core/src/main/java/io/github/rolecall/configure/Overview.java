package io.github.rolecall.configure;

import io.github.rolecall.host.Host;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists the settings that AWS tools use by default, each with its origin. A variable takes
 * precedence over the files.
 */
public final class Overview {
  /** The variables of each setting; the first one that is set counts. */
  private static final Map<String, List<String>> VARIABLES = new LinkedHashMap<>();

  static {
    VARIABLES.put("aws_access_key_id", List.of("AWS_ACCESS_KEY_ID"));
    VARIABLES.put("aws_secret_access_key", List.of("AWS_SECRET_ACCESS_KEY"));
    VARIABLES.put("aws_session_token", List.of("AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"));
    VARIABLES.put("region", List.of("AWS_REGION", "AWS_DEFAULT_REGION"));
    VARIABLES.put("output", List.of("AWS_DEFAULT_OUTPUT"));
    VARIABLES.put("role_arn", List.of("AWS_ROLE_ARN"));
    VARIABLES.put("role_session_name", List.of("AWS_ROLE_SESSION_NAME"));
    VARIABLES.put("web_identity_token_file", List.of("AWS_WEB_IDENTITY_TOKEN_FILE"));
    VARIABLES.put("endpoint_url", List.of("AWS_ENDPOINT_URL"));
    VARIABLES.put("ca_bundle", List.of("AWS_CA_BUNDLE"));
  }

  /** Settings that are listed even if they are not set. */
  private static final List<String> ALWAYS =
      List.of("aws_access_key_id", "aws_secret_access_key", "region");

  private Overview() {}

  /**
   * A setting for display.
   *
   * @param value only asterisks for a secret
   * @param type env, file, option, or none
   * @param location the variable, or the file and the line in it
   */
  public record Row(String name, String value, String type, String location) {}

  /**
   * Returns all rows.
   *
   * @param given whether an option names the profile
   * @param settings the settings of the profile
   */
  public static List<Row> of(
      Host host, String profile, boolean given, Map<String, AwsConfiguration.Found> settings) {
    var rows = new ArrayList<Row>();
    rows.add(profile(host, profile, given));
    var names = new LinkedHashMap<String, Boolean>();
    VARIABLES.keySet().forEach(name -> names.put(name, true));
    settings.keySet().forEach(name -> names.put(name, true));
    for (String name : names.keySet()) {
      AwsKey key = AwsKey.find(name).orElseGet(() -> AwsKey.unknown(name));
      // If an option names a profile, tools do not use the keys in the environment.
      List<String> variables =
          given && key.isCredential() ? List.of() : VARIABLES.getOrDefault(name, List.of());
      Optional<String> variable =
          variables.stream().filter(each -> host.variable(each).isPresent()).findFirst();
      AwsConfiguration.Found found = settings.get(name);
      if (variable.isPresent()) {
        String value = host.variable(variable.get()).orElseThrow();
        rows.add(new Row(name, key.shown(value), "env", variable.get()));
      } else if (found != null) {
        rows.add(
            new Row(
                name,
                key.shown(found.setting().value().replace('\n', ' ')),
                "file",
                found.file() + ":" + found.setting().line()));
      } else if (ALWAYS.contains(name)) {
        rows.add(new Row(name, "(not set)", "", ""));
      }
    }
    return rows;
  }

  private static Row profile(Host host, String profile, boolean given) {
    if (given) {
      return new Row("profile", profile, "option", "--profile");
    }
    return List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE").stream()
        .filter(name -> host.variable(name).isPresent())
        .findFirst()
        .map(name -> new Row("profile", profile, "env", name))
        .orElse(new Row("profile", "default", "", ""));
  }
}
