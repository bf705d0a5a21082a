package io.github.rolecall.testkit.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text file, read as in the text mode of Python: the text is UTF-8, otherwise reading fails, and
 * every line terminator becomes a line feed.
 */
public record TextFile(String text) {

  private static final Pattern HEREDOC =
      Pattern.compile("^([^=]+?)<<(.+)$", Pattern.UNIX_LINES | Pattern.DOTALL);

  public static TextFile read(Path path) throws IOException {
    return of(Files.readAllBytes(path));
  }

  static TextFile of(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return new TextFile(text.replace("\r\n", "\n").replace('\r', '\n'));
  }

  /**
   * The names and values of a GITHUB_ENV or GITHUB_OUTPUT file. If a name is repeated, the last
   * value applies.
   */
  Map<String, String> commands() {
    Map<String, String> pairs = new LinkedHashMap<>();
    String[] lines = text.split("\n", -1);
    int i = 0;
    while (i < lines.length) {
      String line = lines[i++];
      if (line.isEmpty()) {
        continue;
      }
      int equals = line.indexOf('=');
      Matcher heredoc = HEREDOC.matcher(line);
      if (heredoc.find() && (equals < 0 || line.indexOf("<<") < equals)) {
        int start = i;
        while (i < lines.length && !lines[i].equals(heredoc.group(2))) {
          i++;
        }
        if (i == lines.length) {
          throw new IllegalArgumentException("no closing delimiter for " + heredoc.group(1));
        }
        pairs.put(heredoc.group(1), String.join("\n", Arrays.copyOfRange(lines, start, i)));
        i++;
      } else if (equals >= 0) {
        pairs.put(line.substring(0, equals), line.substring(equals + 1));
      } else {
        throw new IllegalArgumentException("not a command file line: '" + line + "'");
      }
    }
    return pairs;
  }
}
