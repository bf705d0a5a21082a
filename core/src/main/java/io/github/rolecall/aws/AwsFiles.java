package io.github.rolecall.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.Command;
import io.github.rolecall.CredentialsException;
import io.github.rolecall.Host;
import io.github.rolecall.ProfileProblem;
import io.github.rolecall.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The config and the credentials file of AWS tools, both read once, agreeing with the AWS CLI.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">AWS SDKs and
 *     tools, shared config and credentials files</a>
 */
public final class AwsFiles {
  private final Host host;
  private final Path configFile;
  private final Path credentialsFile;
  private final Map<String, Map<String, String>> profiles = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> sessions = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> services = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> credentials;

  /**
   * Reads the files that the environment names.
   *
   * @throws CredentialsException with {@link ProfileProblem.FileSyntax}
   */
  public AwsFiles(Host host) {
    this.host = host;
    this.configFile = host.awsFile("AWS_CONFIG_FILE", "config");
    this.credentialsFile = host.awsFile("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    this.credentials = read(credentialsFile);
    read(configFile)
        .forEach(
            (section, keys) -> {
              if (section.equals("default")) {
                profiles.put(section, keys);
              } else if (section.startsWith("profile")) {
                name(section).ifPresent(name -> profiles.put(name, keys));
              } else if (section.startsWith("sso-session")) {
                name(section).ifPresent(name -> sessions.put(name, keys));
              } else if (section.startsWith("services")) {
                name(section).ifPresent(name -> services.put(name, keys));
              }
            });
  }

  /** The second of two words, which may be quoted. */
  private static Optional<String> name(String section) {
    return Command.split(section).filter(words -> words.size() == 2).map(words -> words.get(1));
  }

  private static Map<String, Map<String, String>> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try {
      return AwsFileText.parse(file.toString(), Files.readString(file, UTF_8));
    } catch (CharacterCodingException e) {
      throw new CredentialsException(
          new ProfileProblem.FileSyntax(file.toString(), 1, "a text in UTF-8"), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A value and where it stands.
   *
   * @param name the variable, or the key and its file
   */
  public record Setting(String name, String value) {}

  /** The profile that AWS tools use when nobody names one. */
  public static String chosen(Host host) {
    return host.variable("AWS_PROFILE")
        .or(() -> host.variable("AWS_DEFAULT_PROFILE"))
        .orElse("default");
  }

  Optional<Profile> find(String name) {
    return profiles.containsKey(name) || credentials.containsKey(name)
        ? Optional.of(
            new Profile(
                name,
                profiles.getOrDefault(name, Map.of()),
                credentials.getOrDefault(name, Map.of())))
        : Optional.empty();
  }

  /**
   * The profile of this name.
   *
   * @param namedBy what names it, for messages
   * @throws CredentialsException with {@link ProfileProblem.NoProfile}
   */
  Profile profile(String name, String namedBy) {
    return find(name)
        .orElseThrow(
            () ->
                new CredentialsException(
                    new ProfileProblem.NoProfile(
                        name,
                        namedBy,
                        List.of(configFile.toString(), credentialsFile.toString()),
                        Spelling.nearest(name, names()).stream().toList())));
  }

  private Set<String> names() {
    var names = new LinkedHashSet<>(profiles.keySet());
    names.addAll(credentials.keySet());
    return names;
  }

  Optional<Map<String, String>> ssoSession(String name) {
    return Optional.ofNullable(sessions.get(name));
  }

  /**
   * What the profile says, if there is such a profile and it says that.
   *
   * @param key as in the file: {@code region}
   */
  public Optional<String> value(String profile, String key) {
    return find(profile).flatMap(found -> found.value(key));
  }

  /**
   * The address that the user gives for a service: the variable of the service, the profile's
   * section of services, the variable for all, the profile's {@code endpoint_url}.
   *
   * @param service as in a services section: {@code sts}
   * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">AWS
   *     SDKs and tools, service-specific endpoints</a>
   */
  public Optional<Setting> endpoint(String profile, String service, String variable) {
    Optional<Profile> found = find(profile);
    boolean ignored =
        host.variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
            .or(() -> found.flatMap(p -> p.value("ignore_configured_endpoint_urls")))
            .filter("true"::equalsIgnoreCase)
            .isPresent();
    if (ignored) {
      return Optional.empty();
    }
    return variable(variable)
        .or(
            () ->
                found
                    .flatMap(p -> p.value("services"))
                    .flatMap(name -> Optional.ofNullable(services.get(name)))
                    .flatMap(section -> Optional.ofNullable(section.get(service)))
                    .map(AwsFileText::nested)
                    .flatMap(keys -> Optional.ofNullable(keys.get("endpoint_url")))
                    .map(url -> new Setting(service + ".endpoint_url in " + configFile, url)))
        .or(() -> variable("AWS_ENDPOINT_URL"))
        .or(
            () ->
                found
                    .flatMap(p -> p.value("endpoint_url"))
                    .map(url -> new Setting("endpoint_url in " + configFile, url)));
  }

  private Optional<Setting> variable(String name) {
    return host.variable(name).map(value -> new Setting(name, value));
  }
}
