package io.github.rolecall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that every decision has a unique number, a date, a status and the same four parts. {@code
 * -Dgolden.update} writes the index.
 */
class DecisionsTest {
  private static final Path FOLDER = Path.of("../docs/decisions");
  private static final Path INDEX = FOLDER.resolve("README.md");

  private static final Pattern HEAD =
      Pattern.compile(
          "# (?<number>\\d+)\\. (?<title>.+)\n\n"
              + "- Date: (?<date>20\\d\\d-[01]\\d-[0-3]\\d)\n"
              + "- Status: (?<status>(proposed|accepted|superseded)(?<others>"
              + "(,? (changed )?by )?(\\[\\d+\\]\\(\\d{4}-[a-z0-9-]+\\.md\\)(, )?)+)?)\n\n");

  private static final Pattern LINK = Pattern.compile("\\[(\\d+)\\]\\((\\d{4}-[a-z0-9-]+\\.md)\\)");

  private static final List<String> PARTS =
      List.of("**Context.**", "**Decision.**", "**Alternatives.**", "**Consequences.**");

  @Test
  void everyDecisionHasItsParts() throws IOException {
    var wrong = new ArrayList<String>();
    for (Path file : files()) {
      wrong.addAll(faults(file.getFileName().toString(), Files.readString(file, UTF_8)));
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void numbersAreUnique() throws IOException {
    List<String> numbers =
        files().stream().map(file -> file.getFileName().toString().substring(0, 4)).toList();
    Set<String> seen = new LinkedHashSet<>();
    assertEquals(List.of(), numbers.stream().filter(number -> !seen.add(number)).toList());
  }

  @Test
  void theIndexNamesThemAll() throws IOException {
    var rows = new StringBuilder();
    for (Path file : files()) {
      Matcher head = HEAD.matcher(Files.readString(file, UTF_8));
      assertTrue(head.lookingAt(), file::toString);
      rows.append(
          "| %s | [%s](%s) | %s | %s |\n"
              .formatted(
                  head.group("number"),
                  head.group("title"),
                  file.getFileName(),
                  head.group("date"),
                  head.group("status")));
    }
    String expected =
        """
        # Decisions

        What was decided, why, and what else was possible. A new one is a file `NNNN-title.md` here, in about ten lines, with the parts of the others. A later decision that changes an older one is named in the status of the older one.

        This page is made from the files: `mvn test -pl core -am -Dtest=DecisionsTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update`

        | Number | Decision | Date | Status |
        |---|---|---|---|
        """
            + rows;
    if (System.getProperty("golden.update") != null) {
      Files.writeString(INDEX, expected, UTF_8);
    }
    assertEquals(expected, Files.readString(INDEX, UTF_8), "-Dgolden.update writes the index anew");
  }

  /** Proves that the rule above detects faults. */
  @Test
  void aFaultIsFound() throws IOException {
    Path first = files().get(0);
    String name = first.getFileName().toString();
    String text = Files.readString(first, UTF_8);
    assertEquals(List.of(), faults(name, text));
    for (String part : PARTS) {
      assertNotEquals(List.of(), faults(name, text.replace(part, "")), part);
    }
    assertNotEquals(List.of(), faults(name, text.replaceFirst("- Date: .*", "")), "no date");
    assertNotEquals(List.of(), faults(name, text.replaceFirst("- Status: .*", "")), "no status");
    assertNotEquals(List.of(), faults("0999-x.md", text), "another number");
    String nobody = "- Status: superseded by [998](0998-nothing.md)";
    assertNotEquals(List.of(), faults(name, text.replaceFirst("- Status: .*", nobody)), nobody);
  }

  private static List<String> faults(String name, String text) {
    Matcher head = HEAD.matcher(text);
    if (!head.lookingAt()) {
      return List.of(name + ": begins with title, \"- Date: \" and \"- Status: \"");
    }
    var wrong = new ArrayList<String>();
    if (!name.startsWith("%04d-".formatted(Integer.parseInt(head.group("number"))))) {
      wrong.add(name + ": another number than its title");
    }
    int last = -1;
    for (String part : PARTS) {
      int at = text.indexOf("\n" + part);
      if (at <= last) {
        wrong.add(name + ": no " + part + ", or in another order");
      }
      last = Math.max(at, last);
    }
    Matcher links = LINK.matcher(head.group("status"));
    while (links.find()) {
      if (!Files.exists(FOLDER.resolve(links.group(2)))
          || Integer.parseInt(links.group(1)) != Integer.parseInt(links.group(2).substring(0, 4))) {
        wrong.add(name + ": no decision " + links.group());
      }
    }
    return wrong;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> !file.equals(INDEX) && file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}
