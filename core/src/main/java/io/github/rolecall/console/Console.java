package io.github.rolecall.console;

import io.github.rolecall.problem.Problem;

/**
 * The output for the user. Every implementation escapes what it prints, so that a claim or a
 * message of AWS cannot become a command of the CI system.
 */
public interface Console {
  void info(String text);

  void warn(String text);

  /** Prints a text only if the CI system or the user asked for details. */
  void debug(String text);

  /** Masks this text in all later output, if the CI system can do that. */
  void mask(String secret);

  /**
   * Keeps a secret of this run out of the output. If the output may be stored, a mask would be
   * stored with it. Then an implementation only keeps the secret out of its own lines.
   */
  default void hold(String secret) {
    mask(secret);
  }

  /** Prints the message of a failed run. */
  void failed(Problem problem);
}
