package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.text.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.util.List;
import java.util.Optional;

/** A dialog that reads lines. The user chooses an item by its number. */
final class LineDialog implements Dialog {
  private static final int LONGEST = 4096;
  private static final int TRIES = 5;

  private final Reader in;
  private final PrintStream err;

  private LineDialog(Reader in, PrintStream err) {
    this.in = in;
    this.err = err;
  }

  static LineDialog of(InputStream in, PrintStream err) {
    return new LineDialog(new InputStreamReader(in, UTF_8), err);
  }

  @Override
  public Optional<String> ask(String question) {
    err.print(PlainText.harmless(question));
    err.flush();
    var line = new StringBuilder();
    int c = read();
    boolean answered = c >= 0;
    while (c >= 0 && c != '\n' && line.length() < LONGEST) {
      line.append((char) c);
      c = read();
    }
    return answered ? Optional.of(line.toString().strip()) : Optional.empty();
  }

  @Override
  public Optional<Integer> choose(List<String> items) {
    for (int i = 0; i < items.size(); i++) {
      say("  " + (i + 1) + ". " + items.get(i));
    }
    for (int i = 0; i < TRIES; i++) {
      Optional<String> answer = ask("Number: ");
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      String text = answer.get();
      if (text.matches("\\d{1,6}")
          && Integer.parseInt(text) >= 1
          && Integer.parseInt(text) <= items.size()) {
        return Optional.of(Integer.parseInt(text) - 1);
      }
      say("Enter a number from 1 to " + items.size() + ".");
    }
    return Optional.empty();
  }

  @Override
  public void say(String text) {
    err.println(PlainText.harmless(text));
    err.flush();
  }

  /** Prints text that may contain control sequences for the cursor. */
  void draw(String text) {
    err.print(text);
    err.flush();
  }

  /** Returns the next character; negative at the end. */
  int read() {
    try {
      return in.read();
    } catch (IOException e) {
      return -1;
    }
  }
}
