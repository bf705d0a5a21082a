package io.github.rolecall.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that messages link to the documentation of their own version. */
class DocumentationTest {
  @ParameterizedTest
  @CsvSource({
    "1.2.3, v1.2.3, true",
    "10.0.12, v10.0.12, true",
    "1.2.3+0a1b2c3, v1.2.3, true",
    "1.2.3-SNAPSHOT, main, false",
    "0.1.0-SNAPSHOT+0a1b2c3.1795841892, main, false",
    "1.2.3-rc.1, main, false",
    ", main, false",
  })
  void aReleaseLinksToItsOwnPages(@Nullable String version, String tree, boolean release) {
    Documentation documentation = Documentation.ofVersion(version);
    assertEquals(
        "https://github.com/rolecall/rolecall/blob/" + tree + "/docs/troubleshooting.md#timed-out",
        documentation.ofCode("timed-out"));
    assertEquals(release, documentation.isOfRelease());
  }

  @Test
  void aBuildThatIsNoJarLinksToMain() {
    assertEquals(Documentation.ofVersion(null), Documentation.own());
  }
}
