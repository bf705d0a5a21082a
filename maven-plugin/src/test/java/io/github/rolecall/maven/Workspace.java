package io.github.rolecall.maven;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folders of one job: its home, and a new copy of the project that it builds. */
record Workspace(Path folder) {
  private static final Pattern OF_THE_RELEASE =
      Pattern.compile(
          "(<artifactId>credentials-maven-plugin</artifactId>\\s*<version>)[^<]+</version>");

  private static final Path ALL = Path.of("target", "it").toAbsolutePath();

  /** The result of a Maven process. */
  record Ended(int exitCode, String output) {}

  /**
   * Creates the folders.
   *
   * @param name the name of the job, which must be unique
   * @param project the folder of the project
   */
  static Workspace with(String name, Path project) throws IOException {
    Workspace workspace = empty(name);
    for (Path file : below(project)) {
      if (!file.startsWith(project.resolve("target"))) {
        Path copy = workspace.project().resolve(project.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return workspace;
  }

  /**
   * Creates the folders for {@code examples/maven}. Its pom uses the plugin of the latest release;
   * the copy uses the plugin of this build.
   */
  static Workspace example(String name) throws IOException {
    return example(name, "maven");
  }

  /** The same around another folder of the examples. */
  static Workspace example(String name, String example) throws IOException {
    Workspace workspace = with(name, Path.of("..", "examples", example));
    Path pom = workspace.project().resolve("pom.xml");
    String text = Files.readString(pom);
    String built =
        OF_THE_RELEASE.matcher(text).replaceFirst("$1" + Mvn.pluginVersion() + "</version>");
    if (!OF_THE_RELEASE.matcher(text).find()) {
      throw new IllegalStateException("the pom does not name the version of the plugin: " + text);
    }
    Files.writeString(pom, built);
    return workspace;
  }

  /** Creates the folders for one of the projects in {@code src/it}. */
  static Workspace with(String project, String mavenVersion) throws IOException {
    return with(project + "-" + mavenVersion, Path.of("src", "it", project));
  }

  /** Creates the folders without a project. */
  static Workspace empty(String name) throws IOException {
    Path folder = ALL.resolve(name);
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        old.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
    var workspace = new Workspace(folder);
    // The folder needs .mvn, so that Maven does not use the root project of Rolecall.
    Files.createDirectories(workspace.project().resolve(".mvn"));
    Files.createDirectories(workspace.home());
    return workspace;
  }

  Path project() {
    return folder.resolve("work");
  }

  Path home() {
    return folder.resolve("home");
  }

  Ended run(Mvn maven, Map<String, String> environment) throws Exception {
    var all = new HashMap<>(environment);
    all.put("HOME", home().toString());
    var output = new ByteArrayOutputStream();
    int exitCode = maven.run(all, project(), output);
    return new Ended(exitCode, output.toString(StandardCharsets.UTF_8));
  }

  /** The files below {@code target} that contain one of the texts. */
  List<Path> builtFilesWith(List<String> texts) throws IOException {
    return below(project()).stream()
        .filter(file -> project().relativize(file).toString().contains("target/"))
        .filter(file -> texts.stream().anyMatch(text -> text(file).contains(text)))
        .toList();
  }

  /** All files of the project and of the home that contain one of the texts. */
  List<Path> filesWith(List<String> texts) throws IOException {
    return below(folder).stream()
        // This file is for later steps of the job.
        .filter(file -> !file.endsWith("rolecall.env"))
        .filter(file -> texts.stream().anyMatch(text -> text(file).contains(text)))
        .toList();
  }

  /** All files of the project and of the home whose text contains a match. */
  List<Path> filesMatching(String expression) throws IOException {
    Pattern pattern = Pattern.compile(expression);
    return below(folder).stream().filter(file -> pattern.matcher(text(file)).find()).toList();
  }

  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  /** Reads each byte as a character, so that binary files can be searched too. */
  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
