package io.github.rolecall.testkit.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A parser for AWS profile files that behaves like {@code RawConfigParser(default_section="\0",
 * strict=False)} of Python, but keeps the case of option names.
 */
final class ProfileFile {

  private static final Pattern HEADER = Pattern.compile("\\[(.+)\\]", Pattern.DOTALL);
  // The whitespace characters of Python.
  private static final String BLANKS = "[\\s\\x1C-\\x1F]*";
  private static final Pattern OPTION =
      Pattern.compile(
          "(.*?)" + BLANKS + "(?:[=:]" + BLANKS + "(.*))$",
          Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern ENDS =
      Pattern.compile("^" + BLANKS + "|" + BLANKS + "\\z", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern END =
      Pattern.compile(BLANKS + "\\z", Pattern.UNICODE_CHARACTER_CLASS);

  private final Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();
  private @Nullable Map<String, List<String>> section;
  private @Nullable List<String> value;
  private int indent;
  private boolean sound = true;

  private ProfileFile() {}

  /** The file mode, and the sections of the file, or its text if it is invalid. */
  static ObjectNode read(Path path) throws IOException {
    int mode = (Integer) Objects.requireNonNull(Files.getAttribute(path, "unix:mode")) & 07777;
    ObjectNode node =
        JsonNodeFactory.instance.objectNode().put("mode", "0o" + Integer.toOctalString(mode));
    String text = TextFile.read(path).text();
    Optional<Map<String, Map<String, String>>> parsed = parse(text);
    if (parsed.isEmpty()) {
      return node.put("text", text);
    }
    ObjectNode sections = node.putObject("sections");
    parsed
        .get()
        .forEach(
            (name, options) -> {
              ObjectNode section = sections.putObject(name);
              options.forEach(section::put);
            });
    return node;
  }

  /** The sections of a text; empty if Python would raise an error. */
  static Optional<Map<String, Map<String, String>>> parse(String text) {
    ProfileFile file = new ProfileFile();
    for (String line : text.split("\n", -1)) {
      file.line(line);
    }
    if (!file.sound) {
      return Optional.empty();
    }
    Map<String, Map<String, String>> joined = new LinkedHashMap<>();
    file.sections.forEach(
        (name, options) -> {
          Map<String, String> values = new LinkedHashMap<>();
          options.forEach(
              (option, lines) ->
                  values.put(option, END.matcher(String.join("\n", lines)).replaceAll("")));
          joined.put(name, values);
        });
    return Optional.of(joined);
  }

  private void line(String line) {
    String content = ENDS.matcher(line).replaceAll("");
    if (content.startsWith("#") || content.startsWith(";")) {
      return;
    }
    if (content.isEmpty()) {
      if (value != null) {
        value.add("");
      }
      return;
    }
    int column = line.indexOf(content);
    if (value != null && column > indent) {
      value.add(content); // a line with deeper indentation continues the value
      return;
    }
    indent = column;
    Matcher header = HEADER.matcher(content);
    if (header.lookingAt()) {
      section = sections.computeIfAbsent(header.group(1), name -> new LinkedHashMap<>());
      value = null;
    } else {
      option(content);
    }
  }

  private void option(String content) {
    Matcher option = OPTION.matcher(content);
    if (section == null || !option.matches() || option.group(1).isEmpty()) {
      sound = false;
      return;
    }
    value = new ArrayList<>(List.of(ENDS.matcher(option.group(2)).replaceAll("")));
    section.put(END.matcher(option.group(1)).replaceAll(""), value);
  }
}
