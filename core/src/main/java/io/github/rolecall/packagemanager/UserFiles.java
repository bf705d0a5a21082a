package io.github.rolecall.packagemanager;

import io.github.rolecall.host.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where package managers look for the settings of the user. */
record UserFiles(Host host) {

  /**
   * The file of npm, which reads its variables in any case.
   *
   * @see <a href="https://docs.npmjs.com/cli/v11/configuring-npm/npmrc">npm, npmrc</a>
   */
  Path npm() {
    return Stream.of("npm_config_userconfig", "NPM_CONFIG_USERCONFIG")
        .flatMap(name -> host.given(name).stream())
        .findFirst()
        .map(host::file)
        .orElse(home(".npmrc"));
  }

  /**
   * The file that {@code pip config set} changes: that of a virtual environment, if it has one, and
   * else that of the user.
   *
   * @see <a href="https://pip.pypa.io/en/stable/topics/configuration/">pip, configuration</a>
   */
  Path pip() {
    String name = host.onWindows() ? "pip.ini" : "pip.conf";
    return host.given("PIP_CONFIG_FILE")
        .map(host::file)
        .or(() -> folder("VIRTUAL_ENV").map(folder -> folder.resolve(name)).filter(Files::exists))
        .orElseGet(() -> pipFolder().resolve(name));
  }

  private Path pipFolder() {
    if (host.onWindows()) {
      return applicationData().resolve("pip");
    }
    // Only macOS has such a folder; pip prefers it there, and ignores XDG_CONFIG_HOME.
    Path library = home("Library");
    Path ofMac = library.resolve("Application Support").resolve("pip");
    return Files.isDirectory(ofMac)
        ? ofMac
        : (Files.isDirectory(library) ? home(".config") : config()).resolve("pip");
  }

  /**
   * The file of twine.
   *
   * @see <a href="https://packaging.python.org/en/latest/specifications/pypirc/">Python packaging,
   *     .pypirc</a>
   */
  Path twine() {
    return home(".pypirc");
  }

  /**
   * The file of {@code nuget}, which runs on Mono where there is no Windows.
   *
   * @see <a
   *     href="https://learn.microsoft.com/nuget/consume-packages/configuring-nuget-behavior">NuGet,
   *     common configurations</a>
   */
  Path nuget() {
    return nugetConfig(host.onWindows() ? applicationData() : config());
  }

  /** The file of {@code dotnet}. */
  Path dotnet() {
    return nugetConfig(
        host.onWindows()
            ? applicationData()
            : folder("DOTNET_CLI_HOME").orElse(host.home()).resolve(".nuget"));
  }

  private static Path nugetConfig(Path folder) {
    return folder.resolve("NuGet").resolve("NuGet.Config");
  }

  /**
   * The file of Maven.
   *
   * @see <a href="https://maven.apache.org/settings.html">Maven, settings reference</a>
   */
  Path maven() {
    return home(".m2").resolve("settings.xml");
  }

  private Path config() {
    return folder("XDG_CONFIG_HOME").orElse(home(".config"));
  }

  private Path applicationData() {
    return folder("APPDATA").orElse(home("AppData").resolve("Roaming"));
  }

  private Path home(String name) {
    return host.home().resolve(name);
  }

  private Optional<Path> folder(String variable) {
    return host.variable(variable).map(host::path);
  }
}
