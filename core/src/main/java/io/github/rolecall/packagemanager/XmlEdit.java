package io.github.rolecall.packagemanager;

import io.github.rolecall.packagemanager.XmlElement.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Changes of an XML text. Everything between them stays to the letter. */
final class XmlEdit {
  private static final Map<String, String> SIGNS =
      Map.of("&lt;", "<", "&gt;", ">", "&quot;", "\"", "&apos;", "'", "&amp;", "&");

  private final String text;

  /** What replaces each part, the last part first. */
  private final Map<Span, String> changes =
      new TreeMap<>((one, other) -> Integer.compare(other.start(), one.start()));

  XmlEdit(String text) {
    this.text = text;
  }

  /** Returns a value without its entities. */
  String value(Span span) {
    String value = span.of(text);
    // The ampersand last: what it makes is no entity.
    for (String entity : List.of("&lt;", "&gt;", "&quot;", "&apos;", "&amp;")) {
      value = value.replace(entity, SIGNS.getOrDefault(entity, ""));
    }
    return value;
  }

  /** Returns a value with entities, for elements and attributes. */
  static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&apos;");
  }

  void replace(Span span, String value) {
    changes.put(span, value);
  }

  /** Removes an element, and its line if nothing else is on it. */
  void remove(XmlElement element) {
    int start = element.whole().start();
    int line = lineStart(start);
    boolean alone = text.substring(line, start).isBlank();
    int from = alone && line > 0 ? line - lineBreakBefore(line) : start;
    changes.put(new Span(from, element.whole().end()), "");
  }

  private int lineBreakBefore(int line) {
    return text.startsWith("\r\n", line - 2) ? 2 : 1;
  }

  /**
   * Adds lines at the end of an element. Call it once for each element.
   *
   * @param lines indented by two spaces for each level, which the style of the text replaces
   */
  void append(XmlElement parent, List<String> lines) {
    String lineBreak = TextLines.lineBreak(text);
    String outer = indentation(parent);
    String unit = unit(parent, outer);
    String inner =
        lines.stream()
            .map(line -> lineBreak + outer + unit + indented(line, unit))
            .collect(Collectors.joining());
    if (parent.content().isEmpty()) {
      int end = parent.whole().end();
      String last = "</" + parent.name() + ">";
      int slash = text.substring(0, end - 2).stripTrailing().length();
      changes.put(new Span(slash, end), ">" + inner + lineBreak + outer + last);
      return;
    }
    Span content = parent.content().get();
    int end = content.start() + content.of(text).stripTrailing().length();
    boolean ownLine = text.substring(end, content.end()).matches("(?s).*[\r\n].*");
    changes.put(
        new Span(end, ownLine ? end : content.end()), ownLine ? inner : inner + lineBreak + outer);
  }

  private static String indented(String line, String unit) {
    String content = line.stripLeading();
    return unit.repeat((line.length() - content.length()) / 2) + content;
  }

  /** How much further the children of an element are indented. */
  private String unit(XmlElement parent, String outer) {
    return parent.children().stream()
        .map(this::indentation)
        .filter(inner -> inner.startsWith(outer) && inner.length() > outer.length())
        .findFirst()
        .map(inner -> inner.substring(outer.length()))
        .orElse(outer.startsWith("\t") ? "\t" : "  ");
  }

  /** What stands before the element on its line, if those are blanks. */
  private String indentation(XmlElement element) {
    int start = element.whole().start();
    String before = text.substring(lineStart(start), start);
    return before.isBlank() ? before : "";
  }

  private int lineStart(int place) {
    int start = place;
    while (start > 0 && "\r\n".indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    return start;
  }

  /** Returns the text with all changes. */
  String changed() {
    var changed = new StringBuilder(text);
    changes.forEach((span, value) -> changed.replace(span.start(), span.end(), value));
    return changed.toString();
  }
}
