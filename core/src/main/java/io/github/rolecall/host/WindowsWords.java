package io.github.rolecall.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a command line as programs on Windows do: a backslash is a part of a path, and escapes
 * only a double quote.
 *
 * @see <a
 *     href="https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments">Parsing C
 *     command-line arguments</a>, which the AWS CLI follows for {@code credential_process}
 */
final class WindowsWords {
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean started;
  private boolean quoted;
  private int backslashes;

  private WindowsWords() {}

  /** Returns the words of the line; empty when a quote is not closed or there is no word. */
  static Optional<List<String>> of(String line) {
    var reader = new WindowsWords();
    line.chars().forEach(c -> reader.take((char) c));
    reader.endWord();
    return reader.quoted || reader.words.isEmpty()
        ? Optional.empty()
        : Optional.of(List.copyOf(reader.words));
  }

  private void take(char c) {
    if (c == '\\') {
      backslashes++;
      started = true;
    } else if (c == '"') {
      takeQuote();
    } else if (!quoted && (c == ' ' || c == '\t')) {
      endWord();
    } else {
      addBackslashes(backslashes);
      word.append(c);
      started = true;
    }
  }

  /** Two backslashes before a quote are one backslash; a single one escapes the quote. */
  private void takeQuote() {
    boolean escaped = backslashes % 2 == 1;
    addBackslashes(backslashes / 2);
    if (escaped) {
      word.append('"');
    } else {
      quoted = !quoted;
    }
    started = true;
  }

  private void endWord() {
    addBackslashes(backslashes);
    if (started) {
      words.add(word.toString());
    }
    word.setLength(0);
    started = false;
  }

  private void addBackslashes(int count) {
    word.append("\\".repeat(count));
    backslashes = 0;
  }
}
