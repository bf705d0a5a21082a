package io.github.rolecall.problem;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a problem says, in the order in which people read it.
 *
 * @param code a stable name of this kind of problem, for searches and scripts
 * @param what what happened, in one sentence without a full stop
 * @param facts what was seen, expected beside actual
 * @param remedies what to do, most likely cure first, wherever this may run
 */
public record Diagnosis(String code, Remedy.Text what, List<Fact> facts, List<Remedy> remedies) {

  static Diagnosis of(String code, Remedy.Text what) {
    return new Diagnosis(code, what, List.of(), List.of());
  }

  /** One whose sentence names no input. */
  static Diagnosis of(String code, String what) {
    return of(code, words -> what);
  }

  Diagnosis fact(String name, String value) {
    return facts(List.of(new Fact(name, value)));
  }

  Diagnosis facts(List<Fact> more) {
    return new Diagnosis(code, what, both(facts, more), remedies);
  }

  /** A remedy that names no input. */
  Diagnosis remedy(String text) {
    return remedies(List.of(Remedy.of(text)));
  }

  /** A remedy that names inputs. */
  Diagnosis remedy(Remedy.Text text) {
    return remedies(List.of(Remedy.of(text)));
  }

  Diagnosis remedies(List<Remedy> more) {
    return new Diagnosis(code, what, facts, both(remedies, more));
  }

  private static <T> List<T> both(List<T> first, List<T> second) {
    return first.isEmpty() ? second : Stream.concat(first.stream(), second.stream()).toList();
  }
}
