package io.github.rolecall;

/** A value that an input has or would have, and what it is worth beside others. */
record RankedValue(Given given, Rank rank) {

  /** Where a value stands, the first one before the others. */
  enum Rank {
    WRITTEN,
    FILE,
    STANDS_IN
  }

  static RankedValue of(String text, String name, Rank rank) {
    return new RankedValue(new Given(text.strip(), name), rank);
  }

  String text() {
    return given.text();
  }

  String name() {
    return given.name();
  }
}
