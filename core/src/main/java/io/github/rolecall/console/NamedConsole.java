package io.github.rolecall.console;

import io.github.rolecall.problem.Problem;

/** Says which of several roles a line is about. */
public final class NamedConsole implements Console {
  private final String name;
  private final Console console;

  private NamedConsole(String name, Console console) {
    this.name = name;
    this.console = console;
  }

  /** The console itself where there is no name. */
  public static Console of(String name, Console console) {
    return name.isEmpty() ? console : new NamedConsole(name, console);
  }

  private String named(String text) {
    return name + ": " + text;
  }

  @Override
  public void info(String text) {
    console.info(named(text));
  }

  @Override
  public void warn(String text) {
    console.warn(named(text));
  }

  @Override
  public void debug(String text) {
    console.debug(named(text));
  }

  @Override
  public void mask(String secret) {
    console.mask(secret);
  }

  @Override
  public void hold(String secret) {
    console.hold(secret);
  }

  @Override
  public void failed(Problem problem) {
    console.failed(problem);
  }
}
