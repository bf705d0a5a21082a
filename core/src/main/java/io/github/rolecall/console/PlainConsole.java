package io.github.rolecall.console;

import io.github.rolecall.option.Words;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.text.PlainText;
import io.github.rolecall.text.Secrets;
import java.io.PrintStream;

/** A terminal, or the log of a CI system without commands of its own. It cannot mask. */
public final class PlainConsole implements Console {
  private final PrintStream stream;
  private final Words words;
  private final Secrets secrets;

  /** Prints to the stream, and none of the secrets. */
  public PlainConsole(PrintStream stream, Words words, Secrets secrets) {
    this.stream = stream;
    this.words = words;
    this.secrets = secrets;
  }

  @Override
  public void info(String text) {
    print("rolecall: " + text);
  }

  @Override
  public void warn(String text) {
    print("rolecall: warning: " + text);
  }

  @Override
  public void debug(String text) {}

  @Override
  public void mask(String secret) {}

  @Override
  public void hold(String secret) {
    secrets.learn(secret);
  }

  @Override
  public void failed(Problem problem) {
    print("rolecall: " + problem.message(words));
  }

  private void print(String text) {
    stream.println(PlainText.harmless(secrets.without(text)));
    stream.flush();
  }
}
