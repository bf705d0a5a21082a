package io.github.rolecall.console;

/** Says which of several roles a line is about. */
public final class NamedConsole extends ForwardingConsole {
  private final String name;

  private NamedConsole(String name, Console console) {
    super(console);
    this.name = name;
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
    super.info(named(text));
  }

  @Override
  public void warn(String text) {
    super.warn(named(text));
  }

  @Override
  public void debug(String text) {
    super.debug(named(text));
  }
}
