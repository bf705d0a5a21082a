package io.github.rolecall.text;

import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How URLs, JSON, programming languages and XML write a character that they cannot have as it is.
 */
final class Escape {
  /** The group of escapes of a URL, several of which may be one character. */
  static final String URL = "url";

  static final Pattern PATTERN =
      Pattern.compile(
          "(?<url>(?:%[0-9A-Fa-f]{2})+)|\\\\u(?<unicode>[0-9A-Fa-f]{4})"
              + "|\\\\x(?<hex>[0-9A-Fa-f]{2})|\\\\(?<one>[\"'\\\\/bfnrt])"
              + "|&#[xX](?<xml>[0-9A-Fa-f]{1,4});|&#(?<decimal>\\d{1,5});"
              + "|&(?<entity>amp|lt|gt|quot|apos);");

  private static final Map<String, String> ENTITIES =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

  private Escape() {}

  /** The character of an escape that is none of a URL. */
  static String character(Matcher escape) {
    String one = escape.group("one");
    if (one != null) {
      return "bfnrt".contains(one) ? "\n" : one;
    }
    if (escape.group("entity") != null) {
      return ENTITIES.getOrDefault(escape.group("entity"), "");
    }
    if (escape.group("decimal") != null) {
      return String.valueOf((char) Integer.parseInt(escape.group("decimal")));
    }
    return Stream.of("unicode", "hex", "xml")
        .map(escape::group)
        .filter(Objects::nonNull)
        .map(digits -> String.valueOf((char) Integer.parseInt(digits, 16)))
        .findFirst()
        .orElseThrow();
  }
}
