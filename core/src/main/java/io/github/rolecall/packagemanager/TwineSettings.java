package io.github.rolecall.packagemanager;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A {@code .pypirc} with a repository named {@code codeartifact}, as the AWS CLI names it.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/pypirc/">Python packaging,
 *     .pypirc</a>
 */
final class TwineSettings implements Settings {
  private static final String SECTION = "codeartifact";
  private static final String LISTING = "distutils";
  private static final String LIST = "index-servers";

  private final PythonConfig config;

  TwineSettings(String file, String text) {
    config = new PythonConfig(file, text);
  }

  @Override
  public String with(RepositoryLogin login) {
    return listed()
        .with(SECTION, "repository", login.endpoint().toString())
        .with(SECTION, "username", RepositoryLogin.USER)
        .with(SECTION, "password", login.password())
        .text();
  }

  private PythonConfig listed() {
    Optional<List<String>> servers = config.value(LISTING, LIST);
    if (servers.isEmpty()) {
      return config.with(LISTING, LIST, standard(), LIST::equals);
    }
    boolean there =
        servers.get().stream()
            .flatMap(line -> Arrays.stream(line.split("\\s+")))
            .anyMatch(SECTION::equals);
    return there ? config : config.adding(LISTING, LIST, SECTION);
  }

  /** Without a list, twine knows the public servers. With a list, it knows only those in it. */
  private List<String> standard() {
    var servers = new ArrayList<>(List.of("", "pypi"));
    if (config.hasSection("testpypi")) {
      servers.add("testpypi");
    }
    servers.add(SECTION);
    return servers;
  }
}
