package io.github.rolecall.problem;

/** One thing that was seen, under a name that the user knows: {@code subject: repo:o/r:...}. */
public record Fact(String name, String value) {

  /** Expected beside actual. */
  public static Fact difference(String name, String expected, String actual) {
    return new Fact(name, actual + " (expected: " + expected + ")");
  }
}
