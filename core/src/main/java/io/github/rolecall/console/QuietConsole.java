package io.github.rolecall.console;

/** Prints errors only. */
public final class QuietConsole extends ForwardingConsole {
  public QuietConsole(Console console) {
    super(console);
  }

  @Override
  public void info(String text) {}

  @Override
  public void warn(String text) {}

  @Override
  public void debug(String text) {}
}
