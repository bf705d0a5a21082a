package io.github.rolecall.export;

import io.github.rolecall.console.Console;
import io.github.rolecall.session.Assumed;
import java.util.ArrayList;
import java.util.List;

/** Exports credentials to one place. */
@FunctionalInterface
public interface Exporter {

  /**
   * Performs every step that can fail, and exports nothing yet.
   *
   * @throws io.github.rolecall.problem.CredentialsException with an {@link
   *     io.github.rolecall.problem.ExportProblem}
   */
  Prepared prepare(Assumed assumed);

  /** A prepared export. */
  @FunctionalInterface
  interface Prepared {
    /** Exports, and returns the place in a few words; empty: no credentials are there. */
    String commit();

    /**
     * Undoes {@link #commit}, even a partial one, because it or the export to another place has
     * failed.
     *
     * @throws io.github.rolecall.problem.CredentialsException when the credentials could not be
     *     removed
     */
    default void undo() {}

    /** Does the work while it holds the locks that {@link #commit} needs. May wait for them. */
    default void alone(Runnable work) {
      work.run();
    }
  }

  /** The credentials of a role, and their exporters. */
  record HandedOver(Assumed assumed, List<Exporter> exporters) {}

  /**
   * Exports to all places or to none. Every exporter prepares, and gets its locks, before the first
   * one writes. If one still fails, those before it undo their export.
   *
   * @return for each of the credentials, the places in words
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
