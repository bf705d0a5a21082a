package io.github.rolecall.problem;

import java.util.List;

/** One thing that was seen, under a name that the user knows: {@code subject: repo:o/r:...}. */
public record Fact(String name, String value) {

  /** One, if there is something to tell. */
  static List<Fact> unlessBlank(String name, String value) {
    return value.isBlank() ? List.of() : List.of(new Fact(name, value));
  }

  /** Expected beside actual. */
  public static Fact difference(String name, String expected, String actual) {
    return new Fact(name, actual + " (expected: " + expected + ")");
  }
}
