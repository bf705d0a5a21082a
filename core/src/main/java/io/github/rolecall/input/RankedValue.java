package io.github.rolecall.input;

import io.github.rolecall.problem.Given;

/** A value that an input has or would have, and what it is worth beside others. */
record RankedValue(Given given, Rank rank) {

  /** Where a value stands, the first one before the others. */
  enum Rank {
    WRITTEN,
    FILE,
    STANDS_IN
  }

  static RankedValue of(String text, String name, Rank rank) {
    return of(new Given(text, name), rank);
  }

  static RankedValue of(Given given, Rank rank) {
    return new RankedValue(given.stripped(), rank);
  }

  /** Whether the value is set and cannot be had. */
  boolean isUnreadable() {
    return given.unreadable().isPresent();
  }

  String text() {
    return given.text();
  }

  String name() {
    return given.name();
  }
}
