package io.github.rolecall.packagemanager;

import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CredentialsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Settings that have precedence over a login in the file of the user: variables of the environment,
 * and files of the project in the current folder.
 *
 * @param file the file of the user
 */
record OverridingSettings(PackageTool tool, Host host, Path file) {
  private static final List<String> NUGET_FILES =
      List.of("nuget.config", "NuGet.config", "NuGet.Config");

  /** Returns a sentence for each, followed by what to do. It never has a value of a setting. */
  List<String> over(RepositoryLogin login) {
    return switch (tool) {
      case NPM -> npm(login);
      case PIP -> variables("PIP_INDEX_URL");
      case TWINE -> variables("TWINE_REPOSITORY_URL", "TWINE_USERNAME", "TWINE_PASSWORD");
      case NUGET, DOTNET -> nuget(login);
      case MAVEN -> List.of();
    };
  }

  private List<String> variables(String... names) {
    return Stream.of(names).filter(name -> host.variable(name).isPresent()).map(this::set).toList();
  }

  private String set(String name) {
    return "The environment variable %s is set, and %s uses it instead of this login. Unset it."
        .formatted(name, tool.word());
  }

  /** npm reads its variables in any case. */
  private List<String> npm(RepositoryLogin login) {
    String key = NpmSettings.registryKey(login);
    var found = new ArrayList<String>();
    host.environment().entrySet().stream()
        .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals("npm_config_" + key))
        .filter(entry -> isOther(entry.getValue(), login))
        .map(Map.Entry::getKey)
        .map(this::set)
        .forEach(found::add);
    Path project = npmProject().resolve(".npmrc");
    Optional<NpmSettings> settings =
        project.equals(file)
            ? Optional.empty()
            : new SecureFile(project).look().map(NpmSettings::new);
    settings
        .flatMap(all -> all.value(key))
        .filter(value -> isOther(value, login))
        .map(
            value ->
                "%s sets %s, and npm uses it in this project instead of this login. Remove it, or set it to %s."
                    .formatted(project, key, login.endpoint()))
        .ifPresent(found::add);
    settings
        .flatMap(all -> all.value(NpmSettings.tokenKey(login)))
        .map(
            value ->
                "%s has a token for this repository, and npm uses it in this project instead of this login. Remove it."
                    .formatted(project))
        .ifPresent(found::add);
    return found;
  }

  private static boolean isOther(String address, RepositoryLogin login) {
    String wanted = login.endpoint().toString().replaceFirst("/+$", "");
    String value = address.strip().replaceAll("^[\"']|[\"']$", "").replaceFirst("/+$", "");
    return !value.isEmpty() && !value.equals(wanted);
  }

  /** The nearest folder with a package, as in npm. */
  private Path npmProject() {
    for (Path folder = host.workDirectory(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("package.json"))
          || Files.isDirectory(folder.resolve("node_modules"))) {
        return folder;
      }
    }
    return host.workDirectory();
  }

  private List<String> nuget(RepositoryLogin login) {
    String name =
        new SecureFile(file)
            .look()
            .flatMap(text -> readable(file, text))
            .map(settings -> settings.sourceName(login))
            .orElse(NugetSettings.standardName(login));
    var found = new ArrayList<String>();
    for (Path folder = host.workDirectory(); folder != null; folder = folder.getParent()) {
      Path here = folder;
      NUGET_FILES.stream()
          .map(here::resolve)
          .filter(project -> hides(project, name))
          .map(
              project ->
                  "%s removes the sources of other files, so %s does not use this login there. Add the source %s with the value %s to it."
                      .formatted(project, tool.word(), name, NugetSettings.url(login)))
          .findFirst()
          .ifPresent(found::add);
    }
    return found;
  }

  private boolean hides(Path project, String name) {
    return !project.equals(file)
        && new SecureFile(project)
            .look()
            .filter(text -> !text.isBlank())
            .flatMap(text -> readable(project, text))
            .filter(settings -> settings.hides(name))
            .isPresent();
  }

  private static Optional<NugetSettings> readable(Path path, String text) {
    try {
      return Optional.of(new NugetSettings(path.toString(), text));
    } catch (CredentialsException e) {
      // The tool itself reports a file of the project that it cannot read.
      return Optional.empty();
    }
  }
}
