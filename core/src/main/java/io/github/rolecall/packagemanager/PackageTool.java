package io.github.rolecall.packagemanager;

import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CodeArtifactProblem;
import io.github.rolecall.problem.CredentialsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A tool that uses repositories, with its format of packages and its file of settings. */
public enum PackageTool {
  NPM("npm"),
  PIP("pypi"),
  TWINE("pypi"),
  NUGET("nuget"),
  DOTNET("nuget"),
  MAVEN("maven");

  private final String format;

  PackageTool(String format) {
    this.format = format;
  }

  /** Returns the one with this name; empty when there is none. */
  public static Optional<PackageTool> named(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  /** Returns the names of all. */
  public static List<String> words() {
    return Arrays.stream(values()).map(PackageTool::word).toList();
  }

  /** Returns the name of its command. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the format of its packages, as CodeArtifact names it. */
  public String format() {
    return format;
  }

  Path path(Host host) {
    var files = new UserFiles(host);
    return switch (this) {
      case NPM -> files.npm();
      case PIP -> files.pip();
      case TWINE -> files.twine();
      case NUGET -> files.nuget();
      case DOTNET -> files.dotnet();
      case MAVEN -> files.maven();
    };
  }

  /**
   * Reads a text of its file, which is blank when there is no file.
   *
   * @param file for messages
   * @throws CredentialsException with {@link CodeArtifactProblem.FileSyntax}
   */
  Settings settings(String file, String text) {
    return switch (this) {
      case NPM -> new NpmSettings(text);
      case PIP -> new PipSettings(file, text);
      case TWINE -> new TwineSettings(file, text);
      case NUGET, DOTNET -> new NugetSettings(file, text);
      case MAVEN -> new MavenSettings(file, text);
    };
  }
}
