package io.github.rolecall.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> WORDS =
      List.of("allowedAccountIds", "forbiddenAccountIds", "audience", "lazy");

  @Test
  void aTypingErrorIsNearToWhatWasMeant() {
    assertEquals(Optional.of("allowedAccountIds"), Spelling.nearest("alowedAcountIDs", WORDS));
    assertEquals(Optional.of("audience"), Spelling.nearest("audince", WORDS));
    assertEquals(Optional.of("lazy"), Spelling.nearest("lasy", WORDS));
  }

  @Test
  void somethingElseIsNearToNothing() {
    assertEquals(Optional.empty(), Spelling.nearest("region", WORDS));
    assertEquals(Optional.empty(), Spelling.nearest("x", List.of()));
  }
}
