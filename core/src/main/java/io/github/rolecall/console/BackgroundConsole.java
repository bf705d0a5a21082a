package io.github.rolecall.console;

/**
 * The console of a renewal, which runs beside the user's build or command. It repeats no line of
 * the first run.
 */
public final class BackgroundConsole extends ForwardingConsole {
  public BackgroundConsole(Console console) {
    super(console);
  }

  @Override
  public void info(String text) {
    debug(text);
  }

  @Override
  public void warn(String text) {
    debug(text);
  }
}
