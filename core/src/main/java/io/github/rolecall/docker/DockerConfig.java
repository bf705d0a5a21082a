package io.github.rolecall.docker;

import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.aws.ecr.RegistryPassword;
import io.github.rolecall.console.Console;
import io.github.rolecall.export.file.PrivateFolder;
import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder with a configuration of Docker, which {@link #VARIABLE} names. It has the settings and
 * logins of the user's configuration, which is not changed, and the passwords of this run.
 *
 * @see <a
 *     href="https://docs.docker.com/reference/cli/docker/#docker-cli-configuration-file-configjson-properties">
 *     Docker, configuration file</a>
 */
public final class DockerConfig {
  public static final String VARIABLE = "DOCKER_CONFIG";
  private static final String FILE = "config.json";
  private static final String PREFIX = "rolecall-docker-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9a-f]{32}");

  private final PrivateFolder folder;

  private DockerConfig(PrivateFolder folder) {
    this.folder = folder;
  }

  /**
   * Returns the folder that an earlier call has made for this job, or else makes one.
   *
   * @param temp the folder for temporary files
   * @throws CredentialsException with {@link ExportProblem}
   */
  public static DockerConfig in(Path temp, Host host, Console console) {
    try {
      Path users = users(host);
      return isOurs(users) && Files.isDirectory(users)
          ? new DockerConfig(PrivateFolder.of(users))
          : make(temp, users, console);
    } catch (IOException e) {
      throw unusable(temp, e);
    }
  }

  /** Makes one, whatever there is. Throws like {@link #in}. */
  public static DockerConfig anew(Path temp, Host host, Console console) {
    try {
      return make(temp, users(host), console);
    } catch (IOException e) {
      throw unusable(temp, e);
    }
  }

  /** Returns the folder for temporary files of the machine, where the CI system has none. */
  public static Path temporaryFolder(Host host) {
    return host.variable(host.onWindows() ? "TEMP" : "TMPDIR")
        .map(host::path)
        .orElseGet(() -> host.onWindows() ? host.home() : host.path("/tmp"));
  }

  private static Path users(Host host) {
    return host.variable(VARIABLE).map(host::path).orElse(host.home().resolve(".docker"));
  }

  private static boolean isOurs(Path folder) {
    return folder.getFileName() != null && NAME.matcher(folder.getFileName().toString()).matches();
  }

  private static DockerConfig make(Path temp, Path users, Console console) throws IOException {
    Files.createDirectories(temp);
    var config = new DockerConfig(PrivateFolder.in(temp, PREFIX));
    String text = JsonWriter.indented(withoutStore(read(users, console)));
    config.folder.write(FILE, text + "\n");
    config.link(users, console);
    return config;
  }

  private static JsonValue read(Path users, Console console) {
    Path file = users.resolve(FILE);
    String reason = "it is not a JSON object";
    try {
      Optional<JsonValue> config = JsonReader.object(WholeFile.text(file));
      if (config.isPresent()) {
        return config.get();
      }
    } catch (NoSuchFileException e) {
      return JsonValue.object(Map.of());
    } catch (IOException e) {
      reason = FileFailure.reason(e);
    }
    console.warn(
        "Could not read the Docker configuration %s: %s. Its logins are not available with the new"
                .formatted(file, reason)
            + " configuration.");
    return JsonValue.object(Map.of());
  }

  /**
   * Docker looks for each login in the store of the user, if there is one, and in no file. The
   * store keeps the logins that it has, each of which the configuration names.
   */
  private static JsonValue withoutStore(JsonValue config) {
    JsonValue store = config.path("credsStore");
    if (!store.isString()) {
      return config;
    }
    var members = new LinkedHashMap<>(config.members());
    members.remove("credsStore");
    var helpers = new LinkedHashMap<>(object(config, "credHelpers").members());
    object(config, "auths")
        .members()
        .forEach(
            (host, login) -> {
              if (!login.has("auth")) {
                helpers.putIfAbsent(host, store);
              }
            });
    members.put("credHelpers", JsonValue.object(helpers));
    return JsonValue.object(members);
  }

  /** Plugins, contexts and builders of the user stay where they are. */
  private void link(Path users, Console console) {
    if (!Files.isDirectory(users)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(users, Files::isDirectory)) {
      for (Path entry : entries) {
        Files.createSymbolicLink(
            folder.path().resolve(entry.getFileName()), entry.toAbsolutePath().normalize());
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Windows reserves links for some users.
      console.debug("Plugins and contexts of " + users + " are not linked: " + e.getMessage());
    }
  }

  /** Returns the folder, which {@link #VARIABLE} is to name. */
  public Path path() {
    return folder.path();
  }

  /**
   * Adds a login, or replaces it.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void add(EcrRegistry registry, RegistryPassword password) {
    var file = folder.file(FILE);
    JsonValue config =
        file.read().flatMap(text -> JsonReader.object(text)).orElse(JsonValue.object(Map.of()));
    JsonValue login = JsonValue.object(Map.of("auth", JsonValue.of(password.auth().reveal())));
    JsonValue changed = config.with("auths", object(config, "auths").with(registry.host(), login));
    var helpers = new LinkedHashMap<>(object(config, "credHelpers").members());
    if (helpers.remove(registry.host()) != null) {
      // A helper would precede the login.
      changed = changed.with("credHelpers", JsonValue.object(helpers));
    }
    file.write(JsonWriter.indented(changed) + "\n");
  }

  private static JsonValue object(JsonValue config, String name) {
    return config.path(name).isObject() ? config.path(name) : JsonValue.object(Map.of());
  }

  /** Removes the folder. */
  public void remove() {
    try {
      folder.remove();
    } catch (IOException e) {
      throw unusable(folder.path(), e);
    }
  }

  private static CredentialsException unusable(Path path, IOException cause) {
    String at =
        cause instanceof FileSystemException named && named.getFile() != null
            ? named.getFile()
            : path.toString();
    return new CredentialsException(
        new ExportProblem.FileUnusable(at, FileFailure.reason(cause)), cause);
  }
}
