package io.github.rolecall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on what Rolecall withstands names tests that are there, so that each can be run. */
class ReliabilityPageTest {
  private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w*(?:Test|IT)\\b");
  private static final List<String> MODULES =
      List.of("testkit", "policy", "core", "action", "maven-plugin");

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "reliability.md"));
    List<String> named =
        TEST.matcher(page).results().map(MatchResult::group).distinct().sorted().toList();
    assertTrue(named.size() > 20, named::toString);
    Set<String> there = tests();
    assertEquals(List.of(), named.stream().filter(name -> !there.contains(name)).toList());
  }

  private static Set<String> tests() throws IOException {
    var all = Stream.<Path>builder();
    for (String module : MODULES) {
      Path folder = Path.of("..", module, "src", "test", "java");
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          files.forEach(all);
        }
      }
    }
    return all.build()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(".java"))
        .map(name -> name.replace(".java", ""))
        .collect(Collectors.toSet());
  }
}
