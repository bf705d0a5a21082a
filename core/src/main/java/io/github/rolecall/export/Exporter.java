package io.github.rolecall.export;

import io.github.rolecall.Assumed;
import io.github.rolecall.Console;
import java.util.List;

/** One place that credentials go to. */
@FunctionalInterface
public interface Exporter {

  /**
   * Does all that can fail, and writes nothing yet.
   *
   * @throws io.github.rolecall.CredentialsException with an {@link
   *     io.github.rolecall.ExportProblem}
   */
  Prepared prepare(Assumed assumed);

  /** A hand-over that only has to be carried out. */
  @FunctionalInterface
  interface Prepared {
    /** Hands on, and says in a few words where to. */
    String commit();
  }

  /** All or nothing: every exporter has prepared before the first one writes. */
  static void exportAll(List<Exporter> exporters, Assumed assumed, Console console) {
    List<Prepared> prepared =
        exporters.stream().map(exporter -> exporter.prepare(assumed)).toList();
    for (Prepared handOver : prepared) {
      console.info("Handed on to " + handOver.commit() + ".");
    }
    console.info("Authenticated as " + assumed.describe());
  }
}
