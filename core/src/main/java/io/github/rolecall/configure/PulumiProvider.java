package io.github.rolecall.configure;

import io.github.rolecall.awsfile.AwsSection;
import io.github.rolecall.configure.AwsConfiguration.Found;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ProfileProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of Pulumi's AWS provider that mean what a profile means: the profile with which a
 * chain of roles begins, the roles, and the Region.
 *
 * @see <a href="https://www.pulumi.com/registry/packages/aws/installation-configuration/">Pulumi,
 *     AWS provider</a>
 */
public final class PulumiProvider {
  /** What replaces an option of older versions of the provider. */
  public static final List<String> REPLACED = List.of("aws:assumeRole");

  private static final Map<String, String> ROLE = new LinkedHashMap<>();

  static {
    ROLE.put("role_arn", "roleArn");
    ROLE.put("role_session_name", "sessionName");
    ROLE.put("external_id", "externalId");
    ROLE.put("duration_seconds", "duration");
  }

  private final AwsConfiguration files;

  public PulumiProvider(AwsConfiguration files) {
    this.files = files;
  }

  /**
   * The options, by their keys in a file of a stack.
   *
   * @throws CredentialsException with {@link ProfileProblem} when the profile does not exist, asks
   *     for an MFA code, or is the source of itself over others
   */
  public Map<String, Object> of(String profile) {
    var roles = new ArrayList<Map<String, String>>();
    Set<String> way = new LinkedHashSet<>();
    Map<String, Found> first = settings(profile, "--profile");
    String root = profile;
    Map<String, Found> settings = first;
    while (text(settings, "role_arn").isPresent() && text(settings, "source_profile").isPresent()) {
      if (!way.add(root)) {
        throw new CredentialsException(new ProfileProblem.Cycle(List.copyOf(way)));
      }
      if (text(settings, "mfa_serial").isPresent()) {
        throw new CredentialsException(
            new ProfileProblem.Unusable(
                root,
                "it requires an MFA code, and Pulumi cannot ask for one",
                "Use a profile without mfa_serial."));
      }
      roles.add(0, role(settings));
      String source = text(settings, "source_profile").orElseThrow();
      if (source.equals(root)) {
        break;
      }
      settings = settings(source, "source_profile of the profile " + root);
      root = source;
    }
    var options = new LinkedHashMap<String, Object>();
    options.put("aws:profile", root);
    text(first, "region").ifPresent(region -> options.put("aws:region", region));
    if (!roles.isEmpty()) {
      options.put("aws:assumeRoles", roles);
    }
    return options;
  }

  private Map<String, Found> settings(String profile, String namedBy) {
    if (!files.profiles().contains(profile)) {
      throw files.noProfile(profile, namedBy);
    }
    return files.settings(AwsSection.profile(profile));
  }

  private static Map<String, String> role(Map<String, Found> settings) {
    var role = new LinkedHashMap<String, String>();
    ROLE.forEach(
        (key, option) ->
            text(settings, key)
                .ifPresent(
                    value ->
                        role.put(option, key.equals("duration_seconds") ? value + "s" : value)));
    return role;
  }

  private static Optional<String> text(Map<String, Found> settings, String key) {
    return Optional.ofNullable(settings.get(key)).map(found -> found.setting().value());
  }
}
