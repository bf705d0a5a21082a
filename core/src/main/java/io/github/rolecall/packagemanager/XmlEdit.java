package io.github.rolecall.packagemanager;

import io.github.rolecall.packagemanager.XmlElement.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Changes of an XML text. Everything between them stays to the letter. */
final class XmlEdit {
  private static final Map<String, String> SIGNS =
      Map.of("&lt;", "<", "&gt;", ">", "&quot;", "\"", "&apos;", "'", "&amp;", "&");

  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#(\\d{1,7}|x[0-9A-Fa-f]{1,6})|[a-z]+);");

  private static final String DATA = "<![CDATA[";
  private static final String COMMENT = "<!--";

  private final String text;

  /** What replaces each part, the last part first. */
  private final Map<Span, String> changes =
      new TreeMap<>((one, other) -> Integer.compare(other.start(), one.start()));

  XmlEdit(String text) {
    this.text = text;
  }

  /** Returns a value without comments, and with its entities and CDATA sections replaced. */
  String value(Span span) {
    String part = span.of(text);
    var value = new StringBuilder();
    int at = 0;
    // The reader accepts "<!" only where a CDATA section or a comment begins, and found its end.
    for (int sign = part.indexOf("<!"); sign >= 0; sign = part.indexOf("<!", at)) {
      value.append(unescaped(part.substring(at, sign)));
      boolean data = part.startsWith(DATA, sign);
      int start = sign + (data ? DATA : COMMENT).length();
      int end = part.indexOf(data ? "]]>" : "-->", start);
      value.append(data ? part.substring(start, end) : "");
      at = end + "-->".length();
    }
    return value.append(unescaped(part.substring(at))).toString();
  }

  private static String unescaped(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            reference ->
                Matcher.quoteReplacement(
                    SIGNS.getOrDefault(reference.group(), character(reference))));
  }

  private static String character(MatchResult reference) {
    String number = reference.group(1);
    if (number == null) {
      return reference.group();
    }
    boolean hexadecimal = number.startsWith("x");
    int sign = Integer.parseInt(hexadecimal ? number.substring(1) : number, hexadecimal ? 16 : 10);
    return Character.isValidCodePoint(sign) ? Character.toString(sign) : reference.group();
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
