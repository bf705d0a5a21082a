package io.github.rolecall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that docs/architecture.md shows the arrows of {@link Arrows}, describes every package, and
 * names only classes and methods that exist. {@code -Dgolden.update} redraws the arrows.
 */
class ArchitecturePageTest {
  private static final Path PAGE = Path.of("../docs/architecture.md");
  private static final String BEGIN = "<!-- arrows: drawn by ArchitecturePageTest -->\n";
  private static final String END = "<!-- end of arrows -->\n";

  /** A class, or a class with a method: {@code Planner}, {@code Planner.plan}. */
  private static final Pattern NAMED =
      Pattern.compile("`([A-Z][A-Za-z]*[a-z][A-Za-z]*)(?:\\.([a-z][A-Za-z]*))?`");

  @Test
  void thePictureHasTheArrowsOfTheCode() throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    assertTrue(from >= BEGIN.length() && to >= from, "the page has no place for the picture");
    String expected = page.substring(0, from) + picture() + page.substring(to);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, expected, UTF_8);
    }
    assertEquals(expected, Files.readString(PAGE, UTF_8), "-Dgolden.update draws the picture anew");
  }

  @Test
  void everyPackageIsDescribed() throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    List<String> without =
        ArchitectureTest.arrows().keySet().stream()
            .filter(name -> !name.equals(ArchitectureRules.ROOT))
            .filter(name -> !page.contains("| `" + shortened(name) + "` |"))
            .toList();
    assertEquals(List.of(), without);
  }

  @Test
  void everyClassAndMethodInItExists() throws IOException {
    Map<String, String> sources = sources();
    List<MatchResult> named = NAMED.matcher(Files.readString(PAGE, UTF_8)).results().toList();
    assertTrue(named.size() > 15, "too few names: " + named.size());
    assertEquals(List.of(), missing(named, sources));
    Matcher odd = NAMED.matcher("`NoSuchType`, `ArchUnit.none`");
    assertEquals(2, missing(odd.results().toList(), sources).size(), "a wrong name is found");
  }

  private static List<String> missing(List<MatchResult> named, Map<String, String> sources) {
    var missing = new TreeSet<String>();
    for (MatchResult name : named) {
      String source = sources.get(name.group(1));
      if (source == null
          || (name.group(2) != null && !source.matches("(?s).*\\b" + name.group(2) + "\\(.*"))) {
        missing.add(name.group());
      }
    }
    return List.copyOf(missing);
  }

  /** Returns the source texts of the types of all modules, by type name. */
  private static Map<String, String> sources() throws IOException {
    var sources = new HashMap<String, String>();
    for (String module :
        List.of("testkit", "policy", "page", "core", "action", "maven-plugin", "maven-extension")) {
      Path folder = Path.of("..", module, "src", "main", "java");
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
            String name = file.getFileName().toString();
            sources.put(name.substring(0, name.length() - 5), Files.readString(file, UTF_8));
          }
        }
      }
    }
    return sources;
  }

  /** Returns the picture. Leaves out arrows that follow from others. */
  private static String picture() {
    var picture = new StringBuilder("```mermaid\nflowchart BT\n");
    Map<String, List<String>> arrows = ArchitectureTest.arrows();
    for (String module : List.of("policy", "core")) {
      List<String> packages =
          arrows.keySet().stream()
              .filter(name -> !name.equals(ArchitectureRules.ROOT) && isIn(module, name))
              .toList();
      if (!packages.isEmpty()) {
        picture.append("  subgraph module_" + module + " [module " + module + "]\n");
        packages.forEach(name -> picture.append("    " + shortened(name) + "\n"));
        picture.append("  end\n");
      }
    }
    picture.append("  module_maven-plugin[module maven-plugin] --> module_core\n");
    picture.append("  module_maven-extension[module maven-extension] --> module_core\n");
    picture.append("  module_page[module page] --> module_policy\n");
    picture.append("  module_action[module action] --> module_core\n");
    arrows.forEach(
        (name, uses) ->
            uses.stream()
                .filter(
                    used ->
                        uses.stream()
                            .noneMatch(other -> reaches(arrows, other, used, new ArrayList<>())))
                .forEach(
                    used ->
                        picture.append("  " + shortened(name) + " --> " + shortened(used) + "\n")));
    return picture.append("```\n").toString();
  }

  private static boolean isIn(String module, String name) {
    Path sources = Path.of("..", module, "src", "main", "java");
    return Files.isDirectory(sources.resolve(name.replace('.', '/')));
  }

  private static boolean reaches(
      Map<String, List<String>> arrows, String from, String to, List<String> seen) {
    if (seen.contains(from)) {
      return false;
    }
    seen.add(from);
    return arrows.getOrDefault(from, List.of()).stream()
        .anyMatch(next -> next.equals(to) || reaches(arrows, next, to, seen));
  }

  private static String shortened(String name) {
    return name.substring(ArchitectureRules.ROOT.length() + 1);
  }
}
