package io.github.rolecall.console;

import io.github.rolecall.problem.Problem;

/** A console that passes on to another what a subclass does not change. */
abstract class ForwardingConsole implements Console {
  private final Console console;

  ForwardingConsole(Console console) {
    this.console = console;
  }

  @Override
  public void info(String text) {
    console.info(text);
  }

  @Override
  public void warn(String text) {
    console.warn(text);
  }

  @Override
  public void debug(String text) {
    console.debug(text);
  }

  @Override
  public final void mask(String secret) {
    console.mask(secret);
  }

  @Override
  public final void hold(String secret) {
    console.hold(secret);
  }

  @Override
  public final void failed(Problem problem) {
    console.failed(problem);
  }
}
