package io.github.rolecall.policy.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.json.JsonTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Tests that a quoted text is the same in JSON and in YAML, and contains only escapes that HCL
 * supports.
 */
class QuotedTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "it's \"quoted\"",
        "back\\slash\\",
        "\\b is no \b, \\\\f no \f",
        "${x} $1 %{x}",
        "line\nbreak\r\n\ttab",
        "\u0001\u001F\u007F\u0080\u0085\u009F\u00A0",
        "\u200B\u200F\u2028\u2029\u202E\u2060\uFEFF",
        "\u65E5\u672C \uD83D\uDE80"
      })
  void isTheSameTextInEachLanguage(String text) {
    String quoted = Quoted.text(text);
    assertEquals(text, JsonTexts.value(quoted).text());
    assertEquals(text, new YAMLMapper().readTree(quoted).asString());
    String others = quoted.replaceAll("\\\\([nrt\"\\\\]|u[0-9A-Fa-f]{4})", "");
    assertFalse(others.contains("\\"), quoted);
  }

  @Test
  void whatHidesIsShown() {
    assertEquals("\"a\\u202eb\\u0008\\u007f\"", Quoted.text("a\u202Eb\b\u007F"));
  }
}
