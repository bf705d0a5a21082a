package io.github.rolecall.aws.sts;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answer of an AWS query API: an XML document that contains only elements and text, so that no
 * XML library has to be loaded. Any other document is rejected.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
public final class QueryAnswer {
  private static final Map<String, String> ENTITIES =
      Map.of("lt", "<", "gt", ">", "amp", "&", "quot", "\"", "apos", "'");

  /**
   * AWS nests six elements. The limit is needed because each level makes all names below it longer.
   */
  private static final int DEEPEST = 50;

  /** An answer without any element. */
  public static final QueryAnswer NONE = new QueryAnswer("");

  private final Map<String, String> texts = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private final String xml;
  private int at;

  private QueryAnswer(String xml) {
    this.xml = xml;
  }

  /** Parses an answer; empty when the document is invalid. */
  public static Optional<QueryAnswer> parse(String xml) {
    var answer = new QueryAnswer(xml.strip());
    try {
      answer.read();
      return Optional.of(answer);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the text of an element, trimmed; empty if there is no such element. The path contains
   * the names from the root to it, separated by slashes.
   */
  public String text(String path) {
    return exactText(path).strip();
  }

  /** Returns the text of an element untrimmed: whitespace around a secret is part of it. */
  String exactText(String path) {
    return texts.getOrDefault(path, "");
  }

  /** Returns whether there is such an element, or one inside it. */
  boolean has(String path) {
    return texts.keySet().stream().anyMatch(name -> (name + "/").startsWith(path + "/"));
  }

  private void read() {
    while (xml.startsWith("<?", at) || xml.startsWith("<!--", at)) {
      at = after(xml.startsWith("<?", at) ? "?>" : "-->");
      while (Character.isWhitespace(xml.charAt(at))) {
        at++;
      }
    }
    do {
      if (xml.charAt(at) != '<') {
        character();
      } else if (xml.startsWith("<!--", at)) {
        at = after("-->");
      } else if (xml.charAt(at + 1) == '/') {
        close();
      } else {
        open();
      }
    } while (!open.isEmpty());
    if (at != xml.length()) {
      throw new IllegalArgumentException("there is text after the document");
    }
  }

  private void open() {
    int end = after(">");
    boolean empty = xml.charAt(end - 2) == '/';
    String name = xml.substring(at + 1, empty ? end - 2 : end - 1).split("\\s", 2)[0];
    if (name.isEmpty() || !Character.isLetter(name.charAt(0))) {
      throw new IllegalArgumentException("not an element");
    }
    open.addLast(name);
    if (open.size() > DEEPEST) {
      throw new IllegalArgumentException("it is nested too deeply");
    }
    text.setLength(0);
    at = end;
    if (empty) {
      keep();
    }
  }

  private void close() {
    int end = after(">");
    if (!xml.substring(at + 2, end - 1).strip().equals(open.peekLast())) {
      throw new IllegalArgumentException("start and end tags differ");
    }
    at = end;
    keep();
  }

  /**
   * Keeps only the first of several elements with one name: AWS names list items member, and none
   * is needed here.
   */
  private void keep() {
    texts.putIfAbsent(String.join("/", open), text.toString());
    open.removeLast();
    text.setLength(0);
  }

  private void character() {
    char c = xml.charAt(at++);
    if (c != '&') {
      text.append(c);
      return;
    }
    int end = after(";");
    String name = xml.substring(at, end - 1);
    at = end;
    if (name.startsWith("#x")) {
      text.appendCodePoint(Integer.parseInt(name.substring(2), 16));
    } else if (name.startsWith("#")) {
      text.appendCodePoint(Integer.parseInt(name.substring(1)));
    } else if (ENTITIES.containsKey(name)) {
      text.append(ENTITIES.get(name));
    } else {
      throw new IllegalArgumentException("an entity of a document type");
    }
  }

  private int after(String end) {
    int found = xml.indexOf(end, at);
    if (found < 0) {
      throw new IllegalArgumentException("cut off");
    }
    return found + end.length();
  }
}
