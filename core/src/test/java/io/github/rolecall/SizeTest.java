package io.github.rolecall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.SourceSizes.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The size limits of all modules and of the core, and a test that the rules detect violations. */
class SizeTest extends SizeRules {
  private static final int MEDIAN = 45;

  private static final String ODD =
      """
      package odd;

      import java.util.List; // not code

      /** Not code. */
      class Odd {

        // not code
        static final String URL = "https://no.comment/*"; /* not code
        at all */
        static final String TEXT = \"""
            // code "
            \""";

        record Wide(int a, int b, int c) {
          static int none;

          Wide {
            none = 1;
          }

          Wide(int a) {
            this(a, 1, 2);
          }
        }

        Odd(int a, List<String> b) {}

        static {
          TEXT.isEmpty();
        }

        @Deprecated
        int twoThings() {
          // a comment is a line of a method
          return new Odd(1, List.of()) {
            int inner() {
              return 1;
            }
          }.inner();
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void halfOfTheFilesAreSmall() throws IOException {
    int median = SourceSizes.median(sizes().of(Measure.FILE));
    assertTrue(median <= MEDIAN, "the median is " + median + " lines of code");
  }

  @Test
  void everyMeasureIsTaken() throws IOException {
    Files.writeString(folder.resolve("Odd.java"), ODD);
    SourceSizes sizes = SourceSizes.of(folder);
    assertEquals(Map.of("Odd.java Odd.Wide", 3), sizes.of(Measure.RECORD));
    assertEquals(Map.of("Odd.java Odd", 2, "Odd.java Odd.Wide", 1), sizes.of(Measure.CONSTRUCTOR));
    assertEquals(
        Map.of(
            "Odd.java Odd.Wide.new", 3,
            "Odd.java Odd.new", 1,
            "Odd.java Odd.static", 3,
            "Odd.java Odd.twoThings", 9,
            "Odd.java Odd..inner", 3),
        sizes.of(Measure.METHOD));
    assertEquals(Map.of("Odd.java", 27), sizes.of(Measure.FILE));
    assertEquals(3, SourceSizes.median(Map.of("a", 1, "b", 9, "c", 3)));
  }

  @Test
  void whatIsTooLargeIsFoundAndWhatIsStaleToo() {
    var list = List.of(new Allowed(Measure.METHOD, "core", "A.java A.a", 50, "a reason"));
    assertEquals(List.of(), faults(Measure.METHOD, Map.of("A.java A.a", 50), list));
    assertEquals(1, faults(Measure.METHOD, Map.of("A.java A.a", 51), list).size(), "grown");
    assertEquals(1, faults(Measure.METHOD, Map.of("A.java A.a", 40), list).size(), "stale");
    assertEquals(1, faults(Measure.METHOD, Map.of(), list).size(), "stale: gone");
    var other = Map.of("A.java A.a", 50, "B.java B.b", 41);
    assertEquals(1, faults(Measure.METHOD, other, list).size(), "not on the list");
    assertEquals(1, faults(Measure.FILE, Map.of("A.java", 201), list).size(), "a file");
  }

  @Test
  void everyExceptionStandsOnceWithItsReason() {
    var seen = new HashSet<String>();
    for (Allowed entry : ALLOWED) {
      assertTrue(seen.add(entry.measure() + entry.module() + entry.name()), entry::toString);
      assertTrue(!entry.reason().isBlank(), entry::toString);
    }
  }
}
