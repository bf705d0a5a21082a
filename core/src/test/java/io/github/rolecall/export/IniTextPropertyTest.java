package io.github.rolecall.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random files: another reader sees the same in all other sections, before and after. */
class IniTextPropertyTest {
  private static final List<String> NAMES =
      List.of("default", "profile a", "profile b", "a", "sso-session a", "services local");
  private static final List<String> LINES =
      List.of(
          "key = value",
          "key=other",
          "region = eu-central-1",
          "# comment",
          "; comment",
          "  nested = 1",
          "",
          "   ",
          "s3 =",
          "odd line",
          "#[profile a]",
          "x = [profile a]",
          "aws_access_key_id = AKIA # no comment");

  static List<Long> seeds() {
    return new Random(20261121).longs(300).boxed().toList();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void otherSectionsStayAsTheyWere(long seed) {
    var random = new Random(seed);
    String before = file(random);
    String section = NAMES.get(random.nextInt(NAMES.size()));

    String after = new IniText(before).with(section, Map.of("new", "1")).toString();

    Map<String, List<String>> expected = read(before);
    Map<String, List<String>> actual = read(after);
    List<String> own = actual.remove(section);
    expected.remove(section);
    assertEquals(expected, actual, before);
    assertEquals(
        List.of("new = 1"),
        own.stream().map(String::stripTrailing).filter(line -> !line.matches("|[#;].*")).toList(),
        before);
  }

  private static String file(Random random) {
    String lineBreak = random.nextBoolean() ? "\n" : "\r\n";
    var lines = new ArrayList<String>();
    for (int i = random.nextInt(5); i > 0; i--) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      lines.add("[" + (random.nextBoolean() ? name : name.replace(" ", "  ")) + "]");
      for (int j = random.nextInt(6); j > 0; j--) {
        lines.add(LINES.get(random.nextInt(LINES.size())));
      }
    }
    String text = String.join(lineBreak, lines);
    return text.isEmpty() ? text : text + lineBreak;
  }

  /** A reader of its own: the lines of each section, those of a double one joined. */
  private static Map<String, List<String>> read(String text) {
    var sections = new LinkedHashMap<String, List<String>>();
    List<String> current = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.startsWith("[")) {
        String name = line.strip().substring(1, line.strip().length() - 1).replace("  ", " ");
        current = sections.computeIfAbsent(name, unused -> new ArrayList<>());
      } else if (!line.equals("") && !line.equals("\r")) {
        // Empty lines may come between sections.
        current.add(line);
      }
    }
    return sections;
  }
}
