package io.github.rolecall.problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a problem says, in the order in which people read it. Its texts are filled as {@link
 * Remedy#filled} does.
 *
 * @param code a stable name of this kind of problem, for searches and scripts
 * @param what what happened, in one sentence without a full stop
 * @param facts what was seen, expected beside actual
 * @param remedies what to do, most likely cure first, wherever this may run
 * @param repeat whether asking once more can help
 */
public record Diagnosis(
    String code, Remedy.Text what, List<Fact> facts, List<Remedy> remedies, Problem.Repeat repeat) {

  static Diagnosis of(String code, String what) {
    return new Diagnosis(code, words -> what, List.of(), List.of(), Problem.Repeat.NEVER);
  }

  static Diagnosis of(String code) {
    return of(code, "");
  }

  /** What happened, in a sentence with values in it. */
  Diagnosis what(String text, Object... values) {
    return new Diagnosis(code, Remedy.filled(text, values), facts, remedies, repeat);
  }

  Diagnosis fact(String name, Object value) {
    return facts(List.of(new Fact(name, value.toString())));
  }

  Diagnosis difference(String name, String expected, String actual) {
    return facts(List.of(Fact.difference(name, expected, actual)));
  }

  Diagnosis facts(List<Fact> more) {
    return new Diagnosis(code, what, both(facts, more), remedies, repeat);
  }

  Diagnosis remedy(String text, Object... values) {
    return remedies(List.of(Remedy.of(text, values)));
  }

  Diagnosis remedies(List<Remedy> more) {
    return new Diagnosis(code, what, facts, both(remedies, more), repeat);
  }

  /** The clock of this machine as the cause, if it is. */
  Diagnosis because(Optional<ClockSkew> clock) {
    return facts(clock.map(ClockSkew::fact).stream().toList())
        .remedies(clock.map(ClockSkew::remedies).orElse(List.of()));
  }

  Diagnosis repeat(Problem.Repeat other) {
    return new Diagnosis(code, what, facts, remedies, other);
  }

  private static <T> List<T> both(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
