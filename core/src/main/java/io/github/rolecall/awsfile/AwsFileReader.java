package io.github.rolecall.awsfile;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.text.LosslessText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the lines of an AWS file strictly, as the AWS CLI does. */
final class AwsFileReader {
  /** Keys in this section apply to every section. */
  private static final String DEFAULTS = "DEFAULT";

  /** What ends a line for Python, where a value is split. */
  private static final Pattern BREAK =
      Pattern.compile("\r\n|[\n\r\u000b\f\u001c-\u001e\u0085\u2028\u2029]");

  /** A line of a value, and where it stands. */
  private record Part(String text, int line) {
    /** Without the text, which may be a secret. */
    @Override
    public String toString() {
      return "line " + line;
    }
  }

  private final String file;
  private final Map<String, Map<String, List<Part>>> sections = new LinkedHashMap<>();
  private final Map<String, List<Part>> defaults = new LinkedHashMap<>();
  private final Map<String, Integer> found = new LinkedHashMap<>();
  private String section = "";
  private Map<String, List<Part>> keys = defaults;
  private List<Part> value = new ArrayList<>();

  AwsFileReader(String file) {
    this.file = file;
  }

  /** Sections in their order, each with its keys in small letters. */
  Map<String, Map<String, String>> read(List<AwsFileLine> lines) {
    for (int i = 0; i < lines.size(); i++) {
      read(lines.get(i), i + 1);
    }
    return sections();
  }

  /** The lines of a value. */
  static List<String> lines(String value) {
    return List.of(BREAK.split(value, -1));
  }

  private void read(AwsFileLine line, int number) {
    if (!LosslessText.isWhole(line.text())) {
      throw wrong(number, "text in UTF-8");
    }
    switch (line.kind()) {
      case COMMENT -> {}
      case SECTION -> begin(line.name(), number);
      case KEY -> {
        String key = line.name();
        once(section + "\n" + key, number, "the key " + key + " only once in [" + section + "]");
        value = new ArrayList<>();
        value.add(new Part(line.value(), number));
        keys.put(key, value);
      }
      case BLANK, MORE -> value.add(new Part(line.value(), number));
      case OTHER ->
          throw wrong(
              number,
              section.isEmpty()
                  ? "a section, [default] or [profile NAME], before the first key"
                  : "key = value, or a section in brackets");
    }
  }

  private void begin(String name, int number) {
    section = name;
    value = new ArrayList<>();
    if (name.equals(DEFAULTS)) {
      keys = defaults;
      return;
    }
    once("[" + name, number, "the section [" + name + "] only once");
    keys = new LinkedHashMap<>();
    sections.put(name, keys);
  }

  private void once(String what, int number, String expected) {
    Integer before = found.put(what, number);
    if (before != null) {
      throw wrong(number, expected + "; it is in line " + before + " too");
    }
  }

  private CredentialsException wrong(int number, String expected) {
    return new CredentialsException(new ProfileProblem.FileSyntax(file, number, expected));
  }

  private Map<String, Map<String, String>> sections() {
    var read = new LinkedHashMap<String, Map<String, String>>();
    sections.forEach(
        (name, own) -> {
          var all = new LinkedHashMap<>(defaults);
          all.putAll(own);
          var whole = new LinkedHashMap<String, String>();
          all.forEach((key, parts) -> whole.put(key, whole(key, parts)));
          read.put(name, whole);
        });
    return read;
  }

  /** Blank lines within a value belong to it, and those after it do not. */
  private String whole(String key, List<Part> parts) {
    if (parts.get(0).text().isEmpty()) {
      for (Part part : parts) {
        for (String line : lines(part.text())) {
          if (!AwsFileLine.strip(line).isEmpty() && !line.contains("=")) {
            throw wrong(part.line(), "key = value, because it belongs to " + key);
          }
        }
      }
    }
    return AwsFileLine.stripEnd(parts.stream().map(Part::text).collect(Collectors.joining("\n")));
  }
}
