package io.github.rolecall.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which parts of a sentence stay together, and which ones are values. */
class ProseTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"StringLike\": {\"a:sub\": [\"x y\", \"z\"]}",
        "\"Action\": \"sts:AssumeRoleWithWebIdentity\"",
        "{\"a\": {\"b\": \"}\"}}",
        "aws iam get-role --role-name Deploy > role.json",
        "gh api repos/acme/shop --jq .id",
        "rolecall explain --trust-policy role.json",
        "repo:acme/shop:*",
        "--claims",
        "\"a \\\" b\""
      })
  void aValueIsOnePiece(String value) {
    List<Prose.Piece> pieces = Prose.pieces("First (" + value + "), then " + value + ". Last");
    List<String> values =
        pieces.stream().filter(Prose.Piece::value).map(Prose.Piece::text).toList();
    assertEquals(List.of(value, value), values);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The policy expects another one, but the token has it.",
        "Use aws for that; rolecall knows.",
        "An [open bracket { and \" a quote",
        "a",
        ""
      })
  void nothingIsLost(String text) {
    List<String> whole = Prose.pieces(text).stream().map(Prose.Piece::whole).toList();
    assertEquals(text, String.join(" ", whole));
  }

  @Test
  void wordsAreNoValues() {
    assertEquals(
        List.of(false, false, false, false),
        Prose.pieces("Is it, (perhaps) so?").stream().map(Prose.Piece::value).toList());
  }
}
