package io.github.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a\n", "\n", "\n\n", "a\nb", "a\r\nb\r\n", "a\rb", "a\n\r\nb", "\r\r\n"})
  void linesAreThoseOfJava(String text) {
    assertEquals(text.lines().toList(), Lines.of(text));
  }
}
