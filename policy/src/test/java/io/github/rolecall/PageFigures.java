package io.github.rolecall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A section of docs/reliability.md whose figures are those of the code. Each module compares what
 * it can see: a constant that changes without the page fails its test.
 */
public final class PageFigures {
  private static final Path PAGE = Path.of("..", "docs", "reliability.md");

  /** Examples, names of options and values that a user writes. */
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`|\\]\\([^)]*\\)");

  private static final Pattern FIGURE = Pattern.compile(".{0,20}\\d.{0,20}");

  private final String text;
  private String rest;

  /** The section with this heading, with its subsections. */
  public PageFigures(String heading) throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    int from = page.indexOf("\n## " + heading + "\n");
    assertTrue(from >= 0, () -> PAGE + " has no section " + heading);
    int to = page.indexOf("\n## ", from + 1);
    this.text = to < 0 ? page.substring(from) : page.substring(from, to);
    this.rest = text;
  }

  /** The section has these words, which are made of the constants of the code. */
  public void says(String words) {
    assertTrue(text.contains(words), () -> PAGE + " should say, as the code does: " + words);
    rest = rest.replace(words, words.replaceAll("\\d", "_"));
  }

  /** Whatever has a digit has been said. */
  public void saysNoOtherFigure() {
    assertEquals(
        List.of(),
        FIGURE
            .matcher(CODE.matcher(rest).replaceAll(""))
            .results()
            .map(MatchResult::group)
            .toList(),
        "figures that no test compares with the code");
  }

  /** A constant that only its own package sees. */
  public static Object constant(String type, String name) {
    try {
      Field field = Class.forName("io.github.rolecall." + type).getDeclaredField(name);
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("there is no " + type + "." + name, e);
    }
  }

  /** The same for a time, as the page writes it: "10 s". */
  public static String time(String type, String name) {
    return time((Duration) constant(type, name));
  }

  /** "10 s". */
  public static String time(Duration time) {
    assertEquals(0, time.toMillisPart(), () -> time + " is not whole seconds");
    return time.toSeconds() + " s";
  }

  /** The same for a size, as the page writes it: "64 KiB". */
  public static String size(String type, String name) {
    return size((Integer) constant(type, name));
  }

  /** "64 KiB". */
  public static String size(int bytes) {
    assertEquals(0, bytes % 1024, () -> bytes + " is not whole KiB");
    return bytes % (1024 * 1024) == 0 ? bytes / 1024 / 1024 + " MiB" : bytes / 1024 + " KiB";
  }
}
