package io.github.rolecall.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the environment of this process. Containers often set no locale, and the JVM then garbles
 * all characters outside ASCII: the name of a workflow, a branch, a person. CI systems write UTF-8,
 * so garbled values are decoded again as UTF-8.
 */
public final class Environment {
  private static final Path RAW = Path.of("/proc/self/environ");
  private static final String GARBLED = "\uFFFD";

  private Environment() {}

  /**
   * Returns the variables of the JVM, and replaces only garbled values: the Maven daemon, for
   * example, gives each build another environment than its process has.
   */
  static Map<String, String> ofProcess() {
    Map<String, String> variables = named(System.getenv(), File.separatorChar == '\\');
    if (variables.values().stream().noneMatch(value -> value.contains(GARBLED))) {
      return variables;
    }
    try {
      var repaired = new HashMap<>(variables);
      Map<String, String> raw = parse(Files.readAllBytes(RAW));
      repaired.replaceAll(
          (name, value) -> value.contains(GARBLED) ? raw.getOrDefault(name, value) : value);
      return repaired;
    } catch (IOException e) {
      // Without Linux or UTF-8, the variables of the JVM are the best source.
      return variables;
    }
  }

  /**
   * Returns the variables by their lookup names. Windows ignores the case of names such as {@code
   * Path}, so all its names become uppercase.
   */
  static Map<String, String> named(Map<String, String> variables, boolean windows) {
    if (!windows) {
      return variables;
    }
    var capitals = new HashMap<String, String>();
    variables.forEach((name, value) -> capitals.put(name.toUpperCase(Locale.ROOT), value));
    return capitals;
  }

  /** Parses entries {@code NAME=VALUE}, each ended by a zero byte. */
  static Map<String, String> parse(byte[] raw) throws CharacterCodingException {
    var variables = new HashMap<String, String>();
    for (String entry :
        UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString().split("\0", -1)) {
      int equals = entry.indexOf('=');
      if (equals > 0) {
        variables.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
      }
    }
    return variables;
  }

  /** Returns the name of the operating system, as the JVM reports it. */
  static String operatingSystem() {
    return System.getProperty("os.name", "");
  }
}
