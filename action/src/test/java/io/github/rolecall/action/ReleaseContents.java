package io.github.rolecall.action;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lists {@code release/contents} and {@code release/names}: what a release contains, and where.
 */
record ReleaseContents(String version, List<List<String>> lines, Map<String, String> names) {
  private static final Path RELEASE = Path.of("..", "release");

  static ReleaseContents read() throws IOException {
    List<List<String>> lines =
        written("contents").map(line -> List.of(line.split(" ", -1))).toList();
    Map<String, String> names =
        written("names")
            .collect(
                Collectors.toMap(line -> line.split("=", 2)[0], line -> line.split("=", 2)[1]));
    return new ReleaseContents(first(lines, "version"), lines, names);
  }

  private static Stream<String> written(String file) throws IOException {
    return Files.readAllLines(RELEASE.resolve(file)).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"));
  }

  private static String first(List<List<String>> lines, String kind) {
    return lines.stream()
        .filter(line -> line.get(0).equals(kind))
        .map(line -> line.get(1))
        .findFirst()
        .orElseThrow();
  }

  String name(String kind) {
    return names.get(kind);
  }

  List<String> imageTags() {
    return of("image").flatMap(words -> words.stream().skip(1)).map(this::filled).toList();
  }

  List<String> gitTags() {
    return firsts("tag").stream().map(this::filled).toList();
  }

  List<String> artifacts() {
    return firsts("maven");
  }

  List<String> files() {
    return firsts("file");
  }

  List<String> components() {
    return firsts("component");
  }

  String jbangAlias() {
    return first(lines, "jbang");
  }

  private List<String> firsts(String kind) {
    return of(kind).map(words -> words.get(0)).toList();
  }

  private Stream<List<String>> of(String kind) {
    return lines.stream()
        .filter(line -> line.get(0).equals(kind))
        .map(line -> line.subList(1, line.size()));
  }

  private String filled(String text) {
    String minor = version.substring(0, version.lastIndexOf('.'));
    return text.replace("VERSION", version)
        .replace("MINOR", minor)
        .replace("MAJOR", version.substring(0, version.indexOf('.')));
  }
}
