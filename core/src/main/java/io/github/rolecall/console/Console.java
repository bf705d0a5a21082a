package io.github.rolecall.console;

import io.github.rolecall.problem.Problem;

/**
 * What a person sees. Every implementation escapes what it prints, so that a claim or a message of
 * AWS cannot become a command of the CI system.
 */
public interface Console {
  void info(String text);

  void warn(String text);

  /** Shown only where the CI system or the user asked for details. */
  void debug(String text);

  /** Hides this text in all that is printed from now on, where the CI system can do that. */
  void mask(String secret);

  /**
   * Hides a secret that this run has in its hands. Where a mask could be stored by whoever reads
   * this output, an implementation may only keep the secret out of its own lines.
   */
  default void hold(String secret) {
    mask(secret);
  }

  /** The message of a failed run. */
  void failed(Problem problem);
}
