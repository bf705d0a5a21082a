package io.github.rolecall.codeartifact;

import io.github.rolecall.console.Console;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.text.Secrets;

/**
 * Prints nothing: Maven prints a failure, and nothing else concerns the user. It does not print
 * masks either. A mask contains the secret, a stored log would contain it too, and no other process
 * gets these secrets.
 */
record SilentConsole(Secrets secrets) implements Console {
  @Override
  public void info(String text) {}

  @Override
  public void warn(String text) {}

  @Override
  public void debug(String text) {}

  @Override
  public void mask(String secret) {
    secrets.learn(secret);
  }

  @Override
  public void failed(Problem problem) {}
}
