package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.awsfile.RenewedProfile;
import io.github.rolecall.ci.ContainerFolder;
import io.github.rolecall.ci.GitHubActions;
import io.github.rolecall.export.file.PrivateFolder;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.refresh.CredentialCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folder from which later steps get credentials: AWS files with profiles, the script and the
 * runtime that renew the credentials, and the settings, cache and log of each profile.
 *
 * @param onHost the path of the folder on the host
 */
record RefreshFolder(PrivateFolder here, String onHost) {
  static final String PREFIX = "rolecall-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9a-f]{32}");

  /** The files with profiles. The AWS SDK for Java 1 uses the last name. */
  private static final Map<String, String> FILES =
      Map.of(
          RenewedProfile.CONFIG,
          "config",
          "AWS_SHARED_CREDENTIALS_FILE",
          "credentials",
          "AWS_CREDENTIAL_PROFILES_FILE",
          "credentials");

  /** Returns whether the path is such a folder. */
  static boolean isOne(Path path) {
    return path.getFileName() != null && NAME.matcher(path.getFileName().toString()).matches();
  }

  /**
   * Returns a cache. In such a folder, its files belong to the owner of the folder: a container of
   * a later step renews the credentials as root, and a step on the host reads them.
   */
  static CredentialCache cache(Path path, String key) {
    Path folder = path.toAbsolutePath().normalize().getParent();
    return folder != null && isOne(folder)
        ? new CredentialCache(path, key, file -> SecureFile.ofHost(file, folder))
        : new CredentialCache(path, key);
  }

  /** Returns the folder that an earlier step of the job made, if there is one. */
  static Optional<RefreshFolder> ofEarlierStep(Host host, ContainerFolder shared)
      throws IOException {
    Optional<Path> folder =
        host.variable(RenewedProfile.CONFIG)
            .map(file -> host.path(file).getParent())
            .filter(path -> isOne(path) && shared.here().equals(path.getParent()))
            .filter(path -> Files.isExecutable(path.resolve(RenewedProfile.SCRIPT)));
    return folder.isEmpty()
        ? Optional.empty()
        : Optional.of(of(PrivateFolder.of(folder.get()), shared));
  }

  /** Returns the profile of an earlier step that later steps use, if there is one. */
  static Optional<String> profileOfEarlierStep(Host host) {
    return host.variable(RenewedProfile.CONFIG)
        .map(file -> host.path(file).getParent())
        .filter(RefreshFolder::isOne)
        .flatMap(folder -> host.variable("AWS_PROFILE"));
  }

  /**
   * Makes a new folder with the runtime. The post step will remove it.
   *
   * @throws IOException when it cannot be made, or the copy of the runtime does not run in it
   */
  static RefreshFolder make(ContainerFolder shared, ImageRuntime runtime, GitHubActions gitHub)
      throws IOException {
    PrivateFolder here = PrivateFolder.in(shared.here(), PREFIX);
    // Save the name first, so that the post step of a cancelled step can remove the folder.
    gitHub.saveState(RefreshCleanup.STATE, here.path().getFileName().toString());
    try {
      runtime.copyTo(here);
      here.writeProgram(RenewedProfile.SCRIPT, script());
    } catch (IOException | RuntimeException e) {
      here.remove();
      throw e;
    }
    return of(here, shared);
  }

  private static RefreshFolder of(PrivateFolder here, ContainerFolder shared) {
    return new RefreshFolder(here, shared.resolve(here.path().getFileName().toString()).onHost());
  }

  private static String script() throws IOException {
    try (InputStream script =
        Objects.requireNonNull(RefreshFolder.class.getResourceAsStream(RenewedProfile.SCRIPT))) {
      return new String(script.readAllBytes(), UTF_8);
    }
  }

  /** Returns the variables that point AWS tools on the host to the profiles. */
  Map<String, String> variables() {
    var variables = new LinkedHashMap<String, String>();
    FILES.forEach((name, file) -> variables.put(name, onHost + "/" + file));
    return variables;
  }

  /** Returns the values of those variables after the job. */
  static Map<String, String> blankVariables() {
    var variables = new LinkedHashMap<String, String>();
    FILES.keySet().forEach(name -> variables.put(name, ""));
    return variables;
  }

  /** Returns a profile with a key that no other profile has. */
  RenewedProfile renewed(String profile) {
    String plain = profile.replaceAll("[^A-Za-z0-9_.-]", "_");
    String key = plain.substring(0, Math.min(plain.length(), 64));
    String free = key;
    for (int i = 2; Files.exists(here.path().resolve("settings-" + free)); i++) {
      free = key + "-" + i;
    }
    return new RenewedProfile(free);
  }
}
