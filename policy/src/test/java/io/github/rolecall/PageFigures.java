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
 * A section of docs/reliability.md, whose figures must match the code. Each module compares the
 * constants that it can access. If a constant changes but the page does not, the test of the module
 * fails.
 */
public final class PageFigures {
  private static final Path PAGE = Path.of("..", "docs", "reliability.md");

  /** Code in the page: examples, option names and values of users. */
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`|\\]\\([^)]*\\)");

  private static final Pattern FIGURE = Pattern.compile(".{0,20}\\d.{0,20}");

  private final String text;
  private String rest;

  /** Reads the section with this heading, including its subsections. */
  public PageFigures(String heading) throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    int from = page.indexOf("\n## " + heading + "\n");
    assertTrue(from >= 0, () -> PAGE + " has no section " + heading);
    int to = page.indexOf("\n## ", from + 1);
    this.text = to < 0 ? page.substring(from) : page.substring(from, to);
    this.rest = text;
  }

  /** Asserts that the section contains these words, which contain constants of the code. */
  public void says(String words) {
    assertTrue(text.contains(words), () -> PAGE + " should say, as the code does: " + words);
    rest = rest.replace(words, words.replaceAll("\\d", "_"));
  }

  /** Asserts that {@link #says} covered all figures of the section. */
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

  /** Returns a constant that is private to its package. */
  public static Object constant(String type, String name) {
    try {
      Field field = Class.forName("io.github.rolecall." + type).getDeclaredField(name);
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("there is no " + type + "." + name, e);
    }
  }

  /** Returns a time constant in the format of the page, such as "10 s". */
  public static String time(String type, String name) {
    return time((Duration) constant(type, name));
  }

  /** Formats a time as in the page, such as "10 s". */
  public static String time(Duration time) {
    assertEquals(0, time.toMillisPart(), () -> time + " is not whole seconds");
    return time.toSeconds() + " s";
  }

  /** Returns a size constant in the format of the page, such as "64 KiB". */
  public static String size(String type, String name) {
    return size((Integer) constant(type, name));
  }

  /** Formats a size as in the page, such as "64 KiB". */
  public static String size(int bytes) {
    assertEquals(0, bytes % 1024, () -> bytes + " is not whole KiB");
    return bytes % (1024 * 1024) == 0 ? bytes / 1024 / 1024 + " MiB" : bytes / 1024 + " KiB";
  }
}
