package io.github.rolecall.aws.credentials;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.FileKind;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.text.LosslessText;
import io.github.rolecall.text.Spelling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The AWS config and credentials files, read once, with the same results as the AWS CLI.
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
   * Reads the files that the environment names. Fails with {@link ProfileProblem.FileSyntax} or
   * {@link ProfileProblem.FileUnreadable}.
   */
  public AwsFiles(Host host) {
    this.host = host;
    this.configFile = host.awsFile("AWS_CONFIG_FILE", "config");
    this.credentialsFile = host.awsFile("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    this.credentials = read(AwsFileText.Kind.CREDENTIALS, credentialsFile);
    read(AwsFileText.Kind.CONFIG, configFile)
        .forEach(
            (section, keys) -> {
              if (section.startsWith("sso-session")) {
                AwsFileText.named(section).ifPresent(name -> sessions.put(name, keys));
              } else if (section.startsWith("services")) {
                AwsFileText.named(section).ifPresent(name -> services.put(name, keys));
              } else {
                Optional<String> profile = AwsFileText.Kind.CONFIG.profile(section);
                profile.ifPresent(name -> profiles.put(name, keys));
              }
            });
  }

  private static Map<String, Map<String, String>> read(AwsFileText.Kind kind, Path file) {
    try {
      return isPassedOver(file)
          ? Map.of()
          : AwsFileText.of(kind, text(file)).sections(file.toString());
    } catch (IOException e) {
      throw new CredentialsException(
          new ProfileProblem.FileUnreadable(file.toString(), FileFailure.reason(e)), e);
    }
  }

  /** AWS tools ignore a missing file, a folder and {@code /dev/null}, but read a pipe. */
  private static boolean isPassedOver(Path file) throws IOException {
    return !Files.exists(file)
        || Set.of(FileKind.FOLDER, FileKind.DEVICE).contains(FileKind.of(file));
  }

  private static String text(Path file) throws IOException {
    return LosslessText.of(WholeFile.bytes(file, WholeFile.LIMIT_OF_LARGE));
  }

  /** Returns the profile that AWS tools use when the command names none. */
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
   * Returns the profile of this name. {@code namedBy} says what names it, for messages. Fails with
   * {@link ProfileProblem.NoProfile}.
   */
  Profile profile(String name, String namedBy) {
    Optional<Profile> found = find(name);
    if (found.isEmpty()) {
      var names = new LinkedHashSet<>(profiles.keySet());
      names.addAll(credentials.keySet());
      throw new CredentialsException(
          new ProfileProblem.NoProfile(
              name,
              namedBy,
              List.of(shown(configFile), shown(credentialsFile)),
              Spelling.nearest(name, names).stream().toList()));
    }
    return found.get();
  }

  /** Describes the file, and what AWS tools ignore in its place. */
  private static String shown(Path file) {
    if (Files.isRegularFile(file)) {
      return file.toString();
    }
    if (Files.isDirectory(file)) {
      return file + " (a folder)";
    }
    return file + (Files.exists(file) ? " (not a regular file)" : " (does not exist)");
  }

  Optional<Map<String, String>> ssoSession(String name) {
    return Optional.ofNullable(sessions.get(name));
  }

  /** Returns the names of all {@code [sso-session]} sections. */
  public List<String> ssoSessions() {
    return sessions.keySet().stream().sorted().toList();
  }

  String configFile() {
    return shown(configFile);
  }

  /** Returns whether the profile exists and sets a credential source. */
  public boolean saysWho(String profile) {
    return find(profile).filter(Profile::saysWho).isPresent();
  }

  /**
   * Returns whether the AWS CLI assumes a role for the profile; false if there is no such profile.
   */
  public boolean assumesRole(String profile) {
    return find(profile).filter(Profile::assumesRole).isPresent();
  }

  /** Returns whether the profile exists and gets its credentials from STS. */
  public boolean needsSts(String profile) {
    return find(profile)
        .filter(found -> found.assumesRole() || found.has("web_identity_token_file"))
        .isPresent();
  }

  /** Returns a value of the profile; empty if the profile or the key is missing. */
  public Optional<String> value(String profile, String key) {
    return find(profile).flatMap(found -> found.value(key));
  }

  /**
   * Returns the endpoint that the user sets for a service. The order is: the variable of the
   * service, the variable for all services, the services section that the profile names, its {@code
   * endpoint_url}.
   *
   * @param service as in a services section: {@code sts}
   * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">AWS
   *     SDKs and tools, service-specific endpoints</a>
   */
  public Optional<Given> endpoint(String profile, String service, String variable) {
    Optional<Profile> found = find(profile);
    boolean ignored =
        host.variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
            .or(() -> found.flatMap(p -> p.value("ignore_configured_endpoint_urls")))
            .filter("true"::equalsIgnoreCase)
            .isPresent();
    if (ignored) {
      return Optional.empty();
    }
    return host.given(variable)
        .or(() -> host.given("AWS_ENDPOINT_URL"))
        .or(
            () ->
                found
                    .flatMap(p -> p.value("services"))
                    .map(services::get)
                    .map(section -> section.get(service))
                    .map(keys -> AwsFileText.nested(keys).get("endpoint_url"))
                    .map(url -> new Given(url, service + ".endpoint_url in " + configFile)))
        .or(
            () ->
                found
                    .flatMap(p -> p.value("endpoint_url"))
                    .map(url -> new Given(url, "endpoint_url in " + configFile)));
  }
}
