package io.github.rolecall.action;

import io.github.rolecall.text.PlainText;
import java.util.List;
import java.util.Optional;

/** A dialog on a terminal. The user chooses an item with the arrow keys. */
final class KeyDialog implements Dialog {
  private static final int ROWS = 10;
  private static final int WIDEST = 76;
  private static final int ESCAPE = 27;

  /** The meaning of a key in a list. */
  private enum Key {
    UP,
    DOWN,
    TAKE,
    END,
    OTHER
  }

  private final LineDialog lines;
  private final TerminalMode mode;

  KeyDialog(LineDialog lines, TerminalMode mode) {
    this.lines = lines;
    this.mode = mode;
  }

  @Override
  public Optional<String> ask(String question) {
    return lines.ask(question);
  }

  @Override
  public void say(String text) {
    lines.say(text);
  }

  @Override
  public Optional<Integer> choose(List<String> items) {
    say("(Choose with the arrow keys, and press Enter.)");
    int[] chosen = {-1};
    mode.withKeys(() -> chosen[0] = chosen(items));
    return chosen[0] < 0 ? Optional.empty() : Optional.of(chosen[0]);
  }

  /** Returns the index of the chosen item; negative if there is no user to answer. */
  private int chosen(List<String> items) {
    int rows = Math.min(ROWS, items.size());
    int at = 0;
    int first = 0;
    draw(items, first, rows, at);
    while (true) {
      Key key = key();
      if (key == Key.TAKE || key == Key.END) {
        return key == Key.TAKE ? at : -1;
      }
      if (key == Key.UP) {
        at = Math.max(0, at - 1);
      } else if (key == Key.DOWN) {
        at = Math.min(items.size() - 1, at + 1);
      }
      first = Math.min(at, Math.max(first, at - rows + 1));
      lines.draw("\u001b[" + rows + "A");
      draw(items, first, rows, at);
    }
  }

  private void draw(List<String> items, int first, int rows, int at) {
    var text = new StringBuilder();
    for (int i = first; i < first + rows; i++) {
      String item = PlainText.harmless(items.get(i));
      text.append("\r\u001b[K")
          .append(i == at ? "> " : "  ")
          .append(item, 0, Math.min(item.length(), WIDEST))
          .append('\n');
    }
    lines.draw(text.toString());
  }

  private Key key() {
    int c = lines.read();
    if (c == ESCAPE) {
      // ESC [ A, or ESC O A where the keypad is in its other mode.
      int second = lines.read();
      c = second == '[' || second == 'O' ? -lines.read() : 0;
    }
    return switch (c) {
      case -'A', 'k' -> Key.UP;
      case -'B', 'j' -> Key.DOWN;
      case '\n', '\r' -> Key.TAKE;
      case -1 -> Key.END;
      default -> Key.OTHER;
    };
  }
}
