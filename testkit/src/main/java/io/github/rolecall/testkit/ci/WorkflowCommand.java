package io.github.rolecall.testkit.ci;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A workflow command that the runner found in the output.
 *
 * @param name the name as written; not case-sensitive
 * @param properties the unescaped properties, whose names are not case-sensitive
 * @param data the unescaped data
 */
public record WorkflowCommand(String name, Map<String, String> properties, String data) {

  private static final String[][] DATA = {{"%0D", "\r"}, {"%0A", "\n"}, {"%25", "%"}};
  private static final String[][] PROPERTY = {
    {"%0D", "\r"}, {"%0A", "\n"}, {"%3A", ":"}, {"%2C", ","}, {"%25", "%"}
  };
  private static final String[][] BRACKETS = {
    {"%3B", ";"}, {"%0D", "\r"}, {"%0A", "\n"}, {"%5D", "]"}, {"%25", "%"}
  };

  public WorkflowCommand {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(properties);
    properties = Collections.unmodifiableMap(copy);
  }

  /**
   * Finds a registered command in a line, first in the form {@code ::name::data}, then in the form
   * {@code ##[name]data}.
   */
  static Optional<WorkflowCommand> parse(String line, Set<String> registered) {
    return colons(line, registered).or(() -> brackets(line, registered));
  }

  private static Optional<WorkflowCommand> colons(String line, Set<String> registered) {
    String message = line.substring(firstNonBlank(line));
    int end = message.startsWith("::") ? message.indexOf("::", 2) : -1;
    if (end < 0) {
      return Optional.empty();
    }
    return of(
        message.substring(2, end), ",", PROPERTY, message.substring(end + 2), DATA, registered);
  }

  /** The older form may be anywhere in a line. The runner reads only the first prefix. */
  private static Optional<WorkflowCommand> brackets(String line, Set<String> registered) {
    int start = line.indexOf("##[");
    int end = start < 0 ? -1 : line.indexOf(']', start);
    if (end < 0) {
      return Optional.empty();
    }
    return of(
        line.substring(start + 3, end),
        ";",
        BRACKETS,
        line.substring(end + 1),
        BRACKETS,
        registered);
  }

  private static Optional<WorkflowCommand> of(
      String info,
      String separator,
      String[][] propertyEscapes,
      String data,
      String[][] dataEscapes,
      Set<String> registered) {
    int space = info.indexOf(' ');
    String name = space < 0 ? info : info.substring(0, space);
    if (!registered.contains(name)) {
      return Optional.empty();
    }
    Map<String, String> properties = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (space > 0) {
      for (String property : info.substring(space + 1).strip().split(separator, -1)) {
        int equals = property.indexOf('=');
        if (equals > 0 && equals < property.length() - 1) {
          properties.put(
              property.substring(0, equals),
              unescape(property.substring(equals + 1), propertyEscapes));
        }
      }
    }
    return Optional.of(new WorkflowCommand(name, properties, unescape(data, dataEscapes)));
  }

  private static String unescape(String text, String[][] escapes) {
    String plain = text;
    for (String[] escape : escapes) {
      plain = plain.replace(escape[0], escape[1]);
    }
    return plain;
  }

  /** Skips the same whitespace as TrimStart of .NET, which includes no-break spaces. */
  private static int firstNonBlank(String line) {
    int i = 0;
    while (i < line.length() && isBlank(line.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(char c) {
    return Character.isSpaceChar(c) || (c >= '\t' && c <= '\r') || c == '\u0085';
  }
}
