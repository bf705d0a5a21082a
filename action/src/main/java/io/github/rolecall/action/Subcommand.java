package io.github.rolecall.action;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One of the things that {@code rolecall} does. */
interface Subcommand {
  /** Its options and its help. */
  CommandSpec spec();

  /**
   * Does it.
   *
   * @return the exit code
   */
  int run(ParseResult parsed);
}
