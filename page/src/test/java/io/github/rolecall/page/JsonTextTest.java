package io.github.rolecall.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonDocument;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the JSON parser for browsers with that of the other modules. */
class JsonTextTest {
  private static final List<String> SEEDS =
      List.of(
          "{\"a\": [1, -2.5e3, true, false, null, \"x\\u00e9\\n\"], \"b\": {\"c\": {}}, \"b\": []}",
          "[0, -0, 12345678901, 123456789012345678901234567890, 1E-7, 1.0, 0.1, 3.14e200, 1e999]",
          "{\"Statement\": [{\"Sid\": \"a\", \"Sid\": \"b/~c\", \"x/~\": 1, \"x/~\": 2}]}",
          "\"\\ud83d\\ude80 \uD83D\uDE80 \\/ \\\\ \\\" \\b\\f\\r\\t\"",
          " \r\n\t[ ]\n ");

  private static final String CHARACTERS =
      "{}[]\",:\\/u0123456789eE+-.truefalsn \n\r\t\u0001\u00a0é";

  private static Optional<JsonDocument> read(Function<String, JsonDocument> reader, String text) {
    try {
      return Optional.of(reader.apply(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean same(String text) {
    Optional<JsonDocument> expected = read(JsonReader::document, text);
    assertEquals(expected, read(JsonText::read, text), text);
    return expected.isPresent();
  }

  @Test
  void textsWithMistakesAreReadAsByTheOtherReader() {
    var random = new Random(19);
    int valid = 0;
    for (int i = 0; i < 60_000; i++) {
      var text = new StringBuilder(SEEDS.get(i % SEEDS.size()));
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        int at = random.nextInt(text.length());
        text.replace(
            at,
            Math.min(text.length(), at + random.nextInt(3)),
            CHARACTERS.substring(random.nextInt(CHARACTERS.length())).substring(0, 1));
      }
      valid += same(text.toString()) ? 1 : 0;
    }
    assertTrue(valid > 3_000, "valid: " + valid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "1",
        "-",
        "01",
        "1.",
        ".5",
        "1e",
        "+1",
        "NaN",
        "tru",
        "trues",
        "\"\\u12\""
      })
  void shortTextsAreReadAsByTheOtherReader(String text) {
    same(text);
  }

  @Test
  void limitsAreThoseOfTheOtherReader() {
    for (int depth : List.of(JsonText.DEEPEST - 1, JsonText.DEEPEST, JsonText.DEEPEST + 1)) {
      same("[".repeat(depth) + "]".repeat(depth));
      same("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
    }
    for (int digits : List.of(9, 10, 18, 19, 20, 999, 1000, 1001)) {
      same("9".repeat(digits));
      same("-" + "9".repeat(digits));
    }
    same("0." + "9".repeat(900));
    same("0." + "9".repeat(1100));
    for (long edge : List.of((long) Integer.MAX_VALUE, (long) Integer.MIN_VALUE)) {
      same(edge + "");
      same(edge + 1 + "");
      same(edge - 1 + "");
    }
    same("9223372036854775807");
    same("9223372036854775808");
    same("-9223372036854775808");
    same("-9223372036854775809");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\n  \"a\": 1\n  \"b\": 2\n}', 3, 3, 'expected a comma or }, not \"'",
    "'{\"a\": }', 1, 7, 'expected a value, not }'",
    "'{\"a\": [1, 2', 1, 12, 'the text ends; expected a comma or ]'",
    "'{\r\n\"a\": \"x\ny\"}', 2, 8, 'a string ends before its closing double quote'",
    "'{a: 1}', 1, 2, 'expected a name in double quotes, not a'",
    "'{\u201ca\u201d: 1}', 1, 2, 'expected a name in double quotes, not the character U+201C'",
    "'{} {}', 1, 4, 'there is text after the JSON'",
  })
  void aMistakeIsShownAtItsPlace(String text, int line, int column, String what) {
    JsonFault fault = assertThrows(JsonFault.class, () -> JsonText.read(text));
    assertEquals(what, fault.what());
    assertEquals(line + ":" + column, fault.line() + ":" + fault.column());
    assertEquals("line " + line + ", column " + column + ": " + what, fault.getMessage());
  }
}
