package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** Asks a person, or a text that was written beforehand. Questions go to the standard error. */
interface Dialog {
  /**
   * Asks for a text.
   *
   * @return the answer without blanks around it, which may have nothing in it; empty when nobody
   *     answers
   */
  Optional<String> ask(String question);

  /**
   * Has one of several chosen.
   *
   * @param items at least one
   * @return the place of the chosen one; empty when nobody answers
   */
  Optional<Integer> choose(List<String> items);

  /** Says something between two questions. */
  void say(String text);

  /** Of this process: with keys on a terminal, with numbers elsewhere. */
  static Dialog system(Host host, PrintStream err) {
    var lines = LineDialog.of(System.in, err);
    return TerminalMode.of(host).<Dialog>map(mode -> new KeyDialog(lines, mode)).orElse(lines);
  }
}
