package io.github.rolecall.export;

import io.github.rolecall.console.Console;
import io.github.rolecall.session.Assumed;
import java.util.List;

/** One place that credentials go to. */
@FunctionalInterface
public interface Exporter {

  /**
   * Does all that can fail, and writes nothing yet.
   *
   * @throws io.github.rolecall.problem.CredentialsException with an {@link
   *     io.github.rolecall.problem.ExportProblem}
   */
  Prepared prepare(Assumed assumed);

  /** A hand-over that only has to be carried out. */
  @FunctionalInterface
  interface Prepared {
    /** Hands on, and says in a few words where to. */
    String commit();
  }

  /** Credentials of a run, and where they go. */
  record HandedOver(Assumed assumed, List<Exporter> exporters) {}

  /**
   * All or nothing: every exporter has prepared before the first one writes.
   *
   * @return for each of the credentials, where to, in words
   */
  static List<List<String>> exportAll(List<HandedOver> all, Console console) {
    List<List<Prepared>> prepared =
        all.stream()
            .map(one -> one.exporters().stream().map(to -> to.prepare(one.assumed())).toList())
            .toList();
    List<List<String>> places =
        prepared.stream()
            .map(one -> one.stream().map(handOver -> committed(handOver, console)).toList())
            .toList();
    all.forEach(one -> console.info("Authenticated as " + one.assumed().describe()));
    return places;
  }

  private static String committed(Prepared handOver, Console console) {
    String place = handOver.commit();
    console.info("Handed on to " + place + ".");
    return place;
  }
}
