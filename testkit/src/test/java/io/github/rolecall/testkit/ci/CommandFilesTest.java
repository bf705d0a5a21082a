package io.github.rolecall.testkit.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandFilesTest {

  @Test
  void readsBothForms() {
    assertEquals(
        Map.of("A", "1=2<<3", "B", "one\n\ntwo", "C", "", "D", "b"),
        CommandFiles.parse("A=1=2<<3\n\nB<<EOF\none\n\ntwo\nEOF\nC<<E=F\nE=F\nD=a\nD=b"));
  }

  @Test
  void aDelimiterMustBeTheWholeLine() {
    assertEquals(Map.of("A", "EOF \n EOF"), CommandFiles.parse("A<<EOF\nEOF \n EOF\nEOF"));
  }

  @Test
  void anInjectedPairIsAPair() {
    assertEquals(Map.of("A", "x", "B", "y"), CommandFiles.parse("A=x\nB=y\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, Invalid format 'nothing'",
    "=x, Invalid format '=x'. Name must not be empty",
    "<<D, Invalid format '<<D'. Name must not be empty and delimiter must not be empty",
    "A<<, Invalid format 'A<<'. Name must not be empty and delimiter must not be empty",
    "A<<D|x|, Invalid value. Matching delimiter not found 'D'",
    "A<<D|x, Invalid value. EOF marker missing new line.",
    "A<<D|, Invalid value. Matching delimiter not found 'D'",
    "node_options=x, Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command."
  })
  void refusesWithTheTextsOfTheRunner(String text, String message) {
    String file = text.replace('|', '\n');

    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> CommandFiles.parse(file));

    assertEquals(message, refusal.getMessage());
  }
}
