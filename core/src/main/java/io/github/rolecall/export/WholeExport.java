package io.github.rolecall.export;

import io.github.rolecall.console.Console;
import io.github.rolecall.export.Exporter.Prepared;
import io.github.rolecall.problem.CredentialsException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Exports to every place or to none. If the disk is full at the third place, the first two must not
 * keep the credentials of a failed run: the next step of the job would use them.
 */
final class WholeExport {
  private final Console console;

  /** The exports to undo, the last one first. One that failed may have written a part. */
  private final Deque<Prepared> begun = new ArrayDeque<>();

  WholeExport(Console console) {
    this.console = console;
  }

  /** Exports, and returns the places in words. */
  List<List<String>> commit(List<List<Prepared>> all) {
    try {
      List<List<String>> places =
          all.stream()
              .map(one -> one.stream().map(this::commit).filter(place -> !place.isEmpty()).toList())
              .toList();
      places.stream()
          .flatMap(List::stream)
          .forEach(place -> console.info("Exported to " + place + "."));
      return places;
    } catch (RuntimeException | Error e) {
      begun.forEach(this::undo);
      throw e;
    }
  }

  private String commit(Prepared handOver) {
    begun.push(handOver);
    return handOver.commit();
  }

  private void undo(Prepared handOver) {
    try {
      handOver.undo();
    } catch (CredentialsException e) {
      console.warn(
          "The run failed, and Rolecall could not remove all credentials that it had"
              + " written.");
      console.failed(e.problem());
    }
  }
}
