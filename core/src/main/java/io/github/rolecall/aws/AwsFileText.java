package io.github.rolecall.aws;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.ProfileProblem;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of an AWS config or credentials file as the AWS CLI does, which is as Python's
 * {@code RawConfigParser} does: keys in any case, {@code =} or {@code :}, comments on lines of
 * their own, further lines of a value indented more than its key, nothing named twice.
 *
 * @see <a href="https://docs.python.org/3/library/configparser.html">Python, configparser</a>
 */
final class AwsFileText {
  private static final Pattern SECTION = Pattern.compile("\\[(.+)\\].*");
  private static final Pattern KEY = Pattern.compile("([^=:]+?)\\s*[=:]\\s*(.*)");

  private final String file;
  private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private String section = "";
  private String key = "";
  private int indent;

  private AwsFileText(String file) {
    this.file = file;
  }

  /**
   * Sections in their order, each with its keys in small letters.
   *
   * @param file for messages
   * @throws CredentialsException with {@link ProfileProblem.FileSyntax}
   */
  static Map<String, Map<String, String>> parse(String file, String text) {
    var parsed = new AwsFileText(file);
    int number = 0;
    // Some editors of Windows begin a file with a byte order mark.
    for (String line : text.replaceFirst("^\uFEFF", "").split("\\R", -1)) {
      parsed.read(line, ++number);
    }
    return parsed.sections;
  }

  private void read(String line, int number) {
    String content = line.strip();
    if (content.isEmpty() || content.startsWith("#") || content.startsWith(";")) {
      return;
    }
    int depth = line.indexOf(content.charAt(0));
    if (!section.isEmpty() && !key.isEmpty() && depth > indent) {
      if (keys().getOrDefault(key, "").lines().findFirst().orElse("").isEmpty()
          && !content.contains("=")) {
        throw wrong(number, "key = value, as it stands below " + key);
      }
      keys().merge(key, content, (above, more) -> above + "\n" + more);
      return;
    }
    indent = depth;
    Matcher header = SECTION.matcher(content);
    Matcher entry = KEY.matcher(content);
    if (header.matches()) {
      section = header.group(1);
      key = "";
      once("[" + section + "]", number, "the section [" + section + "] only once");
      sections.put(section, new LinkedHashMap<>());
    } else if (section.isEmpty()) {
      throw wrong(number, "a section, [default] or [profile NAME], before the first key");
    } else if (entry.matches()) {
      key = entry.group(1).toLowerCase(Locale.ROOT);
      once(section + "\n" + key, number, "the key " + key + " only once in [" + section + "]");
      keys().put(key, entry.group(2));
    } else {
      throw wrong(number, "key = value, or a section in brackets");
    }
  }

  private Map<String, String> keys() {
    return sections.getOrDefault(section, Map.of());
  }

  private void once(String what, int number, String expected) {
    Integer before = lines.put(what, number);
    if (before != null) {
      throw wrong(number, expected + "; it stands in line " + before + " too");
    }
  }

  private CredentialsException wrong(int number, String expected) {
    return new CredentialsException(new ProfileProblem.FileSyntax(file, number, expected));
  }

  /** The keys below a key, as in a {@code services} section. */
  static Map<String, String> nested(String value) {
    var nested = new LinkedHashMap<String, String>();
    value
        .lines()
        .map(KEY::matcher)
        .filter(Matcher::matches)
        .forEach(entry -> nested.put(entry.group(1).toLowerCase(Locale.ROOT), entry.group(2)));
    return nested;
  }
}
