package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * Asks the user, or reads answers that were written beforehand. Prints questions to the standard
 * error.
 */
interface Dialog {
  /**
   * Asks for a text.
   *
   * @return the trimmed answer, which may be empty; no value if there is no user to answer
   */
  Optional<String> ask(String question);

  /**
   * Lets the user choose one item.
   *
   * @param items at least one
   * @return the index of the chosen item; no value if there is no user to answer
   */
  Optional<Integer> choose(List<String> items);

  /** Prints a text between two questions. */
  void say(String text);

  /** Makes a dialog for this process: with keys on a terminal, with numbers elsewhere. */
  static Dialog system(Host host, PrintStream err) {
    var lines = LineDialog.of(System.in, err);
    return TerminalMode.of(host).<Dialog>map(mode -> new KeyDialog(lines, mode)).orElse(lines);
  }
}
