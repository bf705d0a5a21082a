package io.github.rolecall.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sentences with values in them, cut into what may stand on lines of their own: a word, or a value,
 * which is never broken: a subject, a piece of JSON, a command.
 */
public final class Prose {
  /** What no word has. */
  private static final Pattern VALUE = Pattern.compile("--.*|.*[:/@*_{}\\[\\]\"<>=|\\\\`#$].*");

  private static final String END = ".,;:)?!";
  private static final Pattern PROGRAM = Pattern.compile("\\(?(aws|gh|mvn|rolecall|curl|jq)");

  private Prose() {}

  /**
   * One of them.
   *
   * @param before punctuation that belongs to the sentence
   * @param after the same
   * @param value whether the text is a value
   */
  public record Piece(String before, String text, String after, boolean value) {
    /** Of a bracket that belongs to the sentence, only one end may be here. */
    static Piece of(String word) {
      int start = word.startsWith("(") ? 1 : 0;
      int stop = word.length();
      while (stop > start && END.indexOf(word.charAt(stop - 1)) >= 0) {
        if (word.charAt(stop - 1) == ')' && closes(word.substring(start, stop))) {
          break;
        }
        stop--;
      }
      String text = word.substring(start, stop);
      boolean value = VALUE.matcher(text).matches();
      return new Piece(word.substring(0, start), text, word.substring(stop), value);
    }

    /** Whether the last bracket was opened in the same text. */
    private static boolean closes(String text) {
      return text.chars().filter(c -> c == '(').count()
          >= text.chars().filter(c -> c == ')').count();
    }

    /** All of it. */
    public String whole() {
      return before + text + after;
    }
  }

  /** The pieces of a text of one paragraph. */
  public static List<Piece> pieces(String text) {
    List<String> words = words(text.strip().replaceAll("\\s*\\R\\s*", " "));
    var pieces = new ArrayList<Piece>();
    for (int i = 0; i < words.size(); ) {
      int end = PROGRAM.matcher(words.get(i)).matches() ? command(words, i) : i + 1;
      Piece piece = Piece.of(String.join(" ", words.subList(i, end)));
      pieces.add(
          end > i + 1 ? new Piece(piece.before(), piece.text(), piece.after(), true) : piece);
      i = end;
    }
    return pieces;
  }

  /** Words are apart by blanks, but for blanks within quotes and brackets. */
  private static List<String> words(String text) {
    var words = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) == ' ') {
        add(words, text.substring(start, i));
        start = ++i;
      } else {
        i = Enclosed.end(text, i);
      }
    }
    add(words, text.substring(start));
    return words;
  }

  private static void add(List<String> words, String word) {
    if (!word.isEmpty()) {
      words.add(word);
    }
  }

  /** Where a command ends: after the names of what is done, and its options. */
  private static int command(List<String> words, int start) {
    int i = start + 1;
    while (i < start + 4 && follows(words, i) && !option(words.get(i))) {
      i++;
    }
    if (!follows(words, i) || !option(words.get(i))) {
      return withoutOptions(words, start);
    }
    while (follows(words, i) && option(words.get(i))) {
      boolean valued = follows(words, i + 1) && !option(words.get(i + 1));
      i += valued ? 2 : 1;
    }
    return i;
  }

  /** A name of two words or more is none of a sentence: {@code aws iam get-role}. */
  private static int withoutOptions(List<String> words, int start) {
    for (int i = start + 1; i < start + 3 && follows(words, i); i++) {
      if (words.get(i).matches("[a-z]+(-[a-z]+)+[.,;:)]*")) {
        return i + 1;
      }
    }
    return start + 1;
  }

  /** Whether there is such a word, and the one before it ends no sentence. */
  private static boolean follows(List<String> words, int i) {
    String before = words.get(i - 1);
    return i < words.size() && END.indexOf(before.charAt(before.length() - 1)) < 0;
  }

  private static boolean option(String word) {
    return word.startsWith("-") || word.equals(">") || word.equals("|");
  }
}
