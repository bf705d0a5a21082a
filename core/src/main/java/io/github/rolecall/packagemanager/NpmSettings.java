package io.github.rolecall.packagemanager;

import io.github.rolecall.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An {@code .npmrc}, which npm reads line by line. It accepts every text. The last one of several
 * equal keys counts.
 *
 * @see <a href="https://docs.npmjs.com/cli/v11/configuring-npm/npmrc">npm, npmrc</a>
 */
final class NpmSettings implements Settings {
  private static final Pattern SECTION = Pattern.compile("\\[[^\\]]*\\]\\s*");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String text;

  NpmSettings(String text) {
    this.text = text;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Without {@code always-auth}: npm has ignored it since version 7.10, and warns about it since
   * version 9.
   */
  @Override
  public String with(RepositoryLogin login) {
    String mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
    List<String> lines = TextLines.of(text.substring(mark.length()));
    set(lines, registryKey(login), login.endpoint().toString());
    set(lines, tokenKey(login), login.password());
    return mark + String.join("", lines);
  }

  /** Returns the key of the address. */
  static String registryKey(RepositoryLogin login) {
    return login.scope().map(scope -> scope + ":registry").orElse("registry");
  }

  /** Returns the key of the token. */
  static String tokenKey(RepositoryLogin login) {
    return "//" + login.hostAndPath() + ":_authToken";
  }

  /** Returns the last value of a key; empty when there is none. */
  Optional<String> value(String wanted) {
    String value = null;
    for (String line : TextLines.of(text)) {
      if (SECTION.matcher(line).matches()) {
        break;
      }
      if (key(line).equals(wanted)) {
        value = line.contains("=") ? line.substring(line.indexOf('=') + 1).strip() : "true";
      }
    }
    return Optional.ofNullable(value);
  }

  private void set(List<String> lines, String key, String value) {
    String line = key + "=" + quoted(value);
    String lineBreak = TextLines.lineBreak(text);
    List<Integer> found = new ArrayList<>();
    int end = 0;
    int last = 0;
    while (end < lines.size() && !SECTION.matcher(lines.get(end)).matches()) {
      if (key(lines.get(end)).equals(key)) {
        found.add(end);
      }
      end++;
      last = lines.get(end - 1).isBlank() ? last : end;
    }
    if (found.isEmpty()) {
      TextLines.insert(lines, last, line, lineBreak);
      return;
    }
    int place = found.remove(found.size() - 1);
    lines.set(place, line + lineBreak);
    for (int i = found.size() - 1; i >= 0; i--) {
      lines.remove((int) found.get(i));
    }
  }

  /** Returns the key of a line as npm reads it; empty when the line has none. */
  private static String key(String line) {
    String key = line.replaceFirst("(?s)=.*", "").strip();
    if (key.length() > 1 && key.matches("\".*\"|'.*'")) {
      return key.substring(1, key.length() - 1);
    }
    return key.replaceFirst("(?s)(?<!\\\\)[;#].*", "").strip();
  }

  private static String quoted(String value) {
    return value.matches("[A-Za-z0-9._~:/+-]*") ? value : JsonWriter.compact(value);
  }
}
