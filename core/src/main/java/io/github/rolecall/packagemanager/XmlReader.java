package io.github.rolecall.packagemanager;

import io.github.rolecall.packagemanager.XmlElement.Span;
import io.github.rolecall.problem.CodeArtifactProblem;
import io.github.rolecall.problem.CredentialsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the elements of an XML text. The parsers of the JDK do not say where in the text an element
 * is, which a change of a part needs.
 *
 * @see <a href="https://www.w3.org/TR/xml/">W3C, XML 1.0</a>
 */
final class XmlReader {
  private static final int DEEPEST = 100;
  private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}._:-]*";
  private static final Pattern TAG = Pattern.compile("<(" + NAME + ")");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s+(" + NAME + ")\\s*=\\s*(?:\"([^\"<]*)\"|'([^'<]*)')");
  private static final Pattern TAG_END = Pattern.compile("\\s*(/?)>");
  private static final Pattern LAST_TAG = Pattern.compile("</(" + NAME + ")\\s*>");

  private final String file;
  private final String text;
  private int at;

  private XmlReader(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Returns the element that contains all others.
   *
   * @param file for messages
   * @param name the one that it has to have
   * @throws CredentialsException with {@link CodeArtifactProblem.FileSyntax}
   */
  static XmlElement read(String file, String text, String name) {
    var reader = new XmlReader(file, text);
    if (text.indexOf('\0') >= 0) {
      throw reader.wrong(0, "text in UTF-8");
    }
    if (text.startsWith("\uFEFF")) {
      reader.at = 1;
    }
    reader.skipBetween();
    int start = reader.at;
    if (text.startsWith("<!DOCTYPE", start)) {
      throw reader.wrong(
          start, "<" + name + ">, not <!DOCTYPE>, whose entities Rolecall does not replace");
    }
    XmlElement root = reader.element(0);
    if (!root.name().equals(name)) {
      throw reader.wrong(start, "<" + name + "> as the first element");
    }
    reader.skipBetween();
    if (reader.at < text.length()) {
      throw reader.wrong(reader.at, "nothing after </" + name + ">");
    }
    return root;
  }

  private CredentialsException wrong(int place, String expected) {
    int line = TextLines.of(text.substring(0, place) + ".").size();
    return new CredentialsException(new CodeArtifactProblem.FileSyntax(file, line, expected));
  }

  /** Skips blanks, comments and instructions around the first element. */
  private void skipBetween() {
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (!skips("<!--", "-->") && !skips("<?", "?>")) {
        return;
      }
    }
  }

  private boolean skips(String start, String end) {
    if (!text.startsWith(start, at)) {
      return false;
    }
    int last = text.indexOf(end, at + start.length());
    if (last < 0) {
      throw wrong(at, end + " at the end of " + start);
    }
    at = last + end.length();
    return true;
  }

  private boolean finds(Matcher matcher) {
    boolean found = matcher.region(at, text.length()).lookingAt();
    at = found ? matcher.end() : at;
    return found;
  }

  private XmlElement element(int depth) {
    int start = at;
    Matcher tag = TAG.matcher(text);
    if (depth > DEEPEST || !finds(tag)) {
      throw wrong(at, "an element");
    }
    String name = tag.group(1);
    List<XmlElement.Attribute> attributes = attributes();
    Matcher end = TAG_END.matcher(text);
    if (!finds(end)) {
      throw wrong(at, "> at the end of <" + name);
    }
    var children = new ArrayList<XmlElement>();
    Optional<Span> content =
        end.group(1).isEmpty()
            ? Optional.of(content(name, start, children, depth))
            : Optional.empty();
    return new XmlElement(name, attributes, new Span(start, at), content, List.copyOf(children));
  }

  private List<XmlElement.Attribute> attributes() {
    var attributes = new ArrayList<XmlElement.Attribute>();
    Matcher attribute = ATTRIBUTE.matcher(text);
    while (finds(attribute)) {
      int group = attribute.group(2) == null ? 3 : 2;
      var value = new Span(attribute.start(group), attribute.end(group));
      attributes.add(new XmlElement.Attribute(attribute.group(1), value));
    }
    return List.copyOf(attributes);
  }

  /** Reads up to the last tag of an element, and returns what is before that tag. */
  private Span content(String name, int start, List<XmlElement> children, int depth) {
    int first = at;
    while (true) {
      at = text.indexOf('<', at);
      if (at < 0) {
        throw wrong(start, "</" + name + "> after <" + name + ">");
      }
      int before = at;
      Matcher last = LAST_TAG.matcher(text);
      if (finds(last)) {
        if (!name.equals(last.group(1))) {
          throw wrong(before, "</" + name + ">");
        }
        return new Span(first, before);
      }
      if (!skips("<!--", "-->") && !skips("<![CDATA[", "]]>") && !skips("<?", "?>")) {
        children.add(element(depth + 1));
      }
    }
  }
}
