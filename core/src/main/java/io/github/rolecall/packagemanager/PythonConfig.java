package io.github.rolecall.packagemanager;

import io.github.rolecall.awsfile.AwsFileLine;
import io.github.rolecall.problem.CodeArtifactProblem;
import io.github.rolecall.problem.CredentialsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The text of a file that Python's configparser reads, as AWS files are. Changes leave all other
 * lines as they are.
 *
 * @see <a href="https://docs.python.org/3/library/configparser.html">Python, configparser</a>
 */
final class PythonConfig {
  private static final String NESTED = "    ";
  private static final String DEFAULTS = "DEFAULT";

  private final String file;
  private final List<AwsFileLine> lines;

  /**
   * Reads a text.
   *
   * @param file for messages
   * @throws CredentialsException with {@link CodeArtifactProblem.FileSyntax} for what configparser
   *     refuses
   */
  PythonConfig(String file, String text) {
    this.file = file;
    this.lines = AwsFileLine.of(text);
    var found = new HashMap<String, Integer>();
    String section = "";
    for (int i = 0; i < lines.size(); i++) {
      AwsFileLine line = lines.get(i);
      switch (line.kind()) {
        case SECTION -> {
          section = line.name();
          if (!section.equals(DEFAULTS)) {
            once(found, "[" + section + "]", i);
          }
        }
        case KEY -> once(found, "the key " + line.name() + " in [" + section + "]", i);
        case OTHER ->
            throw wrong(
                i,
                section.isEmpty() ? expectedFirst(text) : "key = value, or a section in brackets");
        case BLANK, COMMENT, MORE -> {}
      }
    }
  }

  private static String expectedFirst(String text) {
    return text.startsWith("\uFEFF")
        ? "no byte order mark before the first line: Python does not accept it"
        : "a section in brackets before the first key";
  }

  private void once(Map<String, Integer> found, String what, int line) {
    Integer before = found.put(what, line);
    if (before != null) {
      throw wrong(line, what + " only once; it is in line " + (before + 1) + " too");
    }
  }

  private CredentialsException wrong(int line, String expected) {
    return new CredentialsException(new CodeArtifactProblem.FileSyntax(file, line + 1, expected));
  }

  boolean hasSection(String name) {
    return opening(name) >= 0;
  }

  /** Whether a section has such a key. */
  boolean has(String section, Predicate<String> key) {
    return !keys(section, key).isEmpty();
  }

  /** Returns the lines of a value, without their indentation; empty when there is no such key. */
  Optional<List<String>> value(String section, String key) {
    List<Integer> found = keys(section, key::equals);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            lines.subList(found.get(0), end(found.get(0))).stream()
                .map(AwsFileLine::value)
                .toList());
  }

  /** Sets a key, whose value has no further lines. */
  PythonConfig with(String section, String key, String value) {
    return with(section, key, List.of(value), key::equals);
  }

  /**
   * Sets a key.
   *
   * @param value its lines
   * @param same whether another key has the same meaning: then it is removed
   */
  PythonConfig with(String section, String key, List<String> value, Predicate<String> same) {
    List<String> changed = texts();
    int opening = opening(section);
    if (opening < 0) {
      int end = changed.size();
      if (end > 0 && !changed.get(end - 1).isBlank()) {
        TextLines.insert(changed, end++, "", lineBreak());
      }
      TextLines.insert(changed, end, "[" + section + "]", lineBreak());
      insert(changed, end + 1, "", key, value);
      return changedTo(changed);
    }
    List<Integer> found = keys(section, same);
    for (int i = found.size() - 1; i > 0; i--) {
      changed.subList(found.get(i), end(found.get(i))).clear();
    }
    if (found.isEmpty()) {
      int last = lastOf(opening);
      insert(changed, end(last), indentationAfter(last), key, value);
    } else {
      int first = found.get(0);
      changed.subList(first, end(first)).clear();
      insert(changed, first, lines.get(first).indentation(), key, value);
    }
    return changedTo(changed);
  }

  /** Adds a line to a value that is there. */
  PythonConfig adding(String section, String key, String value) {
    int first = keys(section, key::equals).get(0);
    int end = end(first);
    String indentation =
        end > first + 1
            ? lines.get(end - 1).indentation()
            : lines.get(first).indentation() + NESTED;
    List<String> changed = texts();
    TextLines.insert(changed, end, indentation + value, lineBreak());
    return changedTo(changed);
  }

  private void insert(
      List<String> changed, int index, String indentation, String key, List<String> value) {
    String first = indentation + key + " = " + value.get(0);
    TextLines.insert(changed, index, first.stripTrailing(), lineBreak());
    for (int i = 1; i < value.size(); i++) {
      TextLines.insert(changed, index + i, indentation + NESTED + value.get(i), lineBreak());
    }
  }

  private int opening(String section) {
    for (int i = 0; i < lines.size(); i++) {
      AwsFileLine line = lines.get(i);
      if (line.kind() == AwsFileLine.Kind.SECTION && line.name().equals(section)) {
        return i;
      }
    }
    return -1;
  }

  /** Returns where keys of a section are. */
  private List<Integer> keys(String section, Predicate<String> name) {
    var found = new ArrayList<Integer>();
    int start = opening(section);
    for (int i = start + 1; start >= 0 && i < lines.size() && !opens(i); i++) {
      if (lines.get(i).kind() == AwsFileLine.Kind.KEY && name.test(lines.get(i).name())) {
        found.add(i);
      }
    }
    return found;
  }

  /** Returns the last key of the section that is opened here, or else the section's own line. */
  private int lastOf(int opening) {
    int last = opening;
    for (int i = opening + 1; i < lines.size() && !opens(i); i++) {
      last = lines.get(i).kind() == AwsFileLine.Kind.KEY ? i : last;
    }
    return last;
  }

  /**
   * Returns how far a new key is indented: as the key before it. Without any, at least as the next
   * section, which would else belong to the value.
   */
  private String indentationAfter(int last) {
    String own = lines.get(last).indentation();
    if (!opens(last)) {
      return own;
    }
    return lines.subList(last + 1, lines.size()).stream()
        .filter(line -> line.kind() == AwsFileLine.Kind.SECTION)
        .findFirst()
        .map(AwsFileLine::indentation)
        .filter(next -> next.length() > own.length())
        .orElse(own);
  }

  /** Returns the line after the last one of a key's value. */
  private int end(int key) {
    int end = key + 1;
    for (int i = key + 1; i < lines.size() && !opens(i); i++) {
      AwsFileLine.Kind kind = lines.get(i).kind();
      if (kind == AwsFileLine.Kind.KEY) {
        break;
      }
      end = kind == AwsFileLine.Kind.MORE ? i + 1 : end;
    }
    return end;
  }

  private boolean opens(int index) {
    return lines.get(index).kind() == AwsFileLine.Kind.SECTION;
  }

  private List<String> texts() {
    return lines.stream().map(line -> line.text() + line.end()).collect(Collectors.toList());
  }

  private String lineBreak() {
    return TextLines.lineBreak(text());
  }

  private PythonConfig changedTo(List<String> changed) {
    return new PythonConfig(file, String.join("", changed));
  }

  String text() {
    return String.join("", texts());
  }
}
