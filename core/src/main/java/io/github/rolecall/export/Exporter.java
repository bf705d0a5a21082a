package io.github.rolecall.export;

import io.github.rolecall.console.Console;
import io.github.rolecall.session.Assumed;
import java.util.ArrayList;
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
    /** Exports, and says in a few words where to. */
    String commit();

    /**
     * Takes back what {@link #commit} has written, or a part of it, as it has failed or another
     * place has.
     *
     * @throws io.github.rolecall.problem.CredentialsException when the credentials stay there
     */
    default void undo() {}

    /** Does the work with the locks that {@link #commit} needs, which may have to be waited for. */
    default void alone(Runnable work) {
      work.run();
    }
  }

  /** Credentials of a run, and where they go. */
  record HandedOver(Assumed assumed, List<Exporter> exporters) {}

  /**
   * All or nothing: every exporter has prepared, and has its locks, before the first one writes. If
   * one fails all the same, those before it take back what they wrote.
   *
   * @return for each of the credentials, where to, in words
   */
  static List<List<String>> exportAll(List<HandedOver> all, Console console) {
    List<List<Prepared>> prepared =
        all.stream()
            .map(one -> one.exporters().stream().map(to -> to.prepare(one.assumed())).toList())
            .toList();
    var places = new ArrayList<List<String>>();
    alone(
        prepared.stream().flatMap(List::stream).toList(),
        () -> places.addAll(new WholeExport(console).commit(prepared)));
    all.forEach(one -> console.info("Authenticated as " + one.assumed().describe()));
    return places;
  }

  private static void alone(List<Prepared> all, Runnable work) {
    if (all.isEmpty()) {
      work.run();
    } else {
      all.get(0).alone(() -> alone(all.subList(1, all.size()), work));
    }
  }
}
