package io.github.rolecall;

import static io.github.rolecall.PageFigures.constant;
import static io.github.rolecall.PageFigures.size;
import static io.github.rolecall.PageFigures.time;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.file.WholeFile;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that docs/reliability.md names only existing tests, which readers can run, and shows the
 * limits that the code has.
 */
class ReliabilityPageTest {
  private static final Pattern TEST = Pattern.compile("\\b[A-Z]\\w*(?:Test|IT)\\b");
  private static final List<String> MODULES =
      List.of("testkit", "policy", "page", "core", "action", "maven-plugin");

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "reliability.md"));
    List<String> named =
        TEST.matcher(page).results().map(MatchResult::group).distinct().sorted().toList();
    assertTrue(named.size() > 20, named::toString);
    Set<String> there = tests();
    assertEquals(List.of(), named.stream().filter(name -> !there.contains(name)).toList());
  }

  @Test
  void itsLimitsAreThoseOfTheCode() throws IOException {
    var section = new PageFigures("Limits of time and size");
    section.says("`action-timeout-s` (%s) bounds".formatted(time(Deadline.STANDARD)));
    section.says("is waited for, for %s at most".formatted(time("host.Deadline", "GRACE")));
    section.says("a lock is waited for at most %s.".formatted(time(Deadline.STANDARD)));
    section.says("| %s for an answer, and".formatted(time(Network.READ_TIMEOUT)));
    section.says(
        "token, sign-in cache, event of a workflow | %s |".formatted(size(WholeFile.LIMIT)));
    section.says("file, CA bundle | %s |".formatted(size(WholeFile.LIMIT_OF_LARGE)));
    section.says(
        "| answer of a server | %s, its head %s |"
            .formatted(
                size("http.HttpReader", "LONGEST_BODY"), size("http.HttpReader", "LONGEST_TEXT")));
    section.says("| output of a command | %s |".formatted(size("host.Command", "LONGEST_OUTPUT")));
    section.says("| depth of YAML | %s levels |".formatted(constant("config.YamlText", "DEEPEST")));
    section.says("| depth of JSON | %d levels |".formatted(deepestJson()));
    section.says("a heap of %s MB".formatted(heapOfImage()));
    // SmallHeapTest and FatalErrorOutputTest test these limits.
    section.says("an AWS file of 2.7 MB with 45,000 profiles is");
    section.says("`exhausted`, exit code 1 and");
    section.saysNoOtherFigure();
  }

  private static int deepestJson() {
    return IntStream.iterate(1, depth -> depth + 1)
        .takeWhile(depth -> JsonReader.object("{\"a\":" + nested(depth - 1) + "}").isPresent())
        .max()
        .orElseThrow();
  }

  private static String nested(int lists) {
    return "[".repeat(lists) + (lists == 0 ? "1" : "]".repeat(lists));
  }

  private static String heapOfImage() throws IOException {
    return Files.readAllLines(Path.of("..", "image", "flags")).stream()
        .map(Pattern.compile("-Xmx(\\d+)m")::matcher)
        .filter(Matcher::matches)
        .map(flag -> flag.group(1))
        .collect(Collectors.joining(" and "));
  }

  @Test
  void itsFiguresOfFilesAreThoseOfTheirTests() throws IOException {
    var section = new PageFigures("Files");
    // SecureFileTest and FilePromisesTest compare the modes, and set the umask.
    section.says("mode 0600 or 0700 from the first byte on, also with umask 000;");
    section.says(
        "| %s writers at once |".formatted(constant("export.file.FilePromisesTest", "WRITERS")));
    section.saysNoOtherFigure();
  }

  @Test
  void itsWaitsAreThoseOfTheCode() throws IOException {
    var storms = new PageFigures("Storms");
    storms.says("(`action-timeout-s`, %s by default)".formatted(words(Deadline.STANDARD)));
    storms.says("a ceiling, which is %s.".formatted(ceilings()));
    storms.says(
        "are retried for %s at most, `AccessDenied` twice within %s"
            .formatted(
                words(constant("assume.plan.NetworkPlan", "RETRY_BUDGET")),
                words(constant("host.Tries", "BRIEF_BUDGET"))));
    assertEquals(3, constant("host.Tries", "BRIEF_ATTEMPTS"));
    storms.says("The last call of a run begins a second before its end");
    assertEquals(Duration.ofSeconds(1), constant("host.Tries", "TIME_FOR_A_TRY"));
    new PageFigures("Clocks")
        .says(
            "A difference of less than %s,"
                .formatted(words(constant("http.ServerClock", "TOLERATED"))));
  }

  private static String words(Object duration) {
    return ((Duration) duration).toSeconds() + " seconds";
  }

  /** Returns the growing limits of a wait, up to the last one. */
  private static String ceilings() {
    long last = ((Duration) constant("host.Tries", "LAST_CEILING")).toSeconds();
    long first = ((Duration) constant("host.Tries", "FIRST_CEILING")).toSeconds();
    int growth = (Integer) constant("host.Tries", "GROWTH");
    return LongStream.iterate(first, ceiling -> ceiling < last, ceiling -> ceiling * growth)
            .mapToObj(Long::toString)
            .collect(Collectors.joining(", "))
        + " and then "
        + words(Duration.ofSeconds(last));
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
