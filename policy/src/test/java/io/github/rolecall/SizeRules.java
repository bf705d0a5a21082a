package io.github.rolecall;

import static io.github.rolecall.SourceSizes.Measure.FILE;
import static io.github.rolecall.SourceSizes.Measure.METHOD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.SourceSizes.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The size limits of records, constructors, methods and files. Each module has a test that extends
 * this class.
 */
public abstract class SizeRules {

  /** An exception to a limit, with a reason. The size must not exceed the current one. */
  record Allowed(Measure measure, String module, String name, int size, String reason) {}

  private static final String TABLE = "a table: one entry after the other, each read alone";
  private static final String TEXT = "the text of what is written, in its order";

  /**
   * The exceptions. Delete an entry if the test reports it as stale. A new entry needs a good
   * reason.
   */
  static final List<Allowed> ALLOWED =
      List.of(
          new Allowed(
              METHOD, "core", "aws/sts/StsClients.java StsClients.configuration", 48, TABLE),
          new Allowed(
              METHOD,
              "policy",
              "policy/generate/TerraformModule.java TerraformModule.text",
              45,
              TEXT),
          new Allowed(FILE, "policy", "policy/explain/FindingCode.java", 300, TABLE),
          new Allowed(FILE, "core", "option/Input.java", 450, TABLE),
          new Allowed(FILE, "core", "ci/CiSystems.java", 400, TABLE));

  private static final Path SOURCES =
      Path.of("src", "main", "java").resolve(SizeRules.class.getPackageName().replace('.', '/'));

  private static final String MODULE = Path.of("").toAbsolutePath().getFileName().toString();

  private static @Nullable SourceSizes measured;

  @ParameterizedTest
  @EnumSource
  void nothingIsLargerThanItMayBe(Measure measure) throws IOException {
    assertFalse(sizes().of(FILE).isEmpty(), "nothing to measure");
    assertEquals(List.of(), faults(measure, sizes().of(measure), ALLOWED));
  }

  /** The sizes of this module, which are measured once. */
  static synchronized SourceSizes sizes() throws IOException {
    if (measured == null) {
      measured = SourceSizes.of(SOURCES);
    }
    return measured;
  }

  static List<String> faults(Measure measure, Map<String, Integer> sizes, List<Allowed> list) {
    var allowed = new TreeMap<String, Integer>();
    for (Allowed entry : list) {
      if (entry.measure() == measure && entry.module().equals(MODULE)) {
        allowed.put(entry.name(), entry.size());
      }
    }
    var faults = new ArrayList<String>();
    sizes.forEach(
        (name, size) -> {
          int most = allowed.getOrDefault(name, measure.limit);
          if (size > most) {
            faults.add(name + " has " + size + " " + measure.unit + ", at most " + most);
          }
        });
    allowed.forEach(
        (name, size) -> {
          if (sizes.getOrDefault(name, 0) <= measure.limit) {
            faults.add(name + " is small enough: delete its entry in SizeRules (stale)");
          }
        });
    return faults;
  }
}
