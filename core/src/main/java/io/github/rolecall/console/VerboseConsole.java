package io.github.rolecall.console;

/** Prints details also where the CI system would not. */
public final class VerboseConsole extends ForwardingConsole {
  public VerboseConsole(Console console) {
    super(console);
  }

  @Override
  public void debug(String text) {
    info(text);
  }
}
