package io.github.rolecall.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.generate.TrustFormat;
import io.github.rolecall.policy.generate.TrustTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Tests that the trust policies in docs/ci.md are those that {@code rolecall trust-policy} writes
 * for a token of each system. {@code -Dgolden.update} writes them.
 */
class PagePoliciesTest {
  private static final Path PAGE = Path.of("../docs/ci.md");
  private static final Path TOKENS =
      Path.of("src/test/resources/io/github/rolecall/ci/page-tokens.json");

  /** The first block of JSON below a heading. */
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(?<=\n)(## ([^\n]+)\n(?:(?!\n## |\n```json\n).)*+\n```json\n)(.*?\n)(?=```\n)",
          Pattern.DOTALL);

  @Test
  void thePageHasWhatIsWritten() throws IOException {
    JsonValue tokens = JsonReader.document(Files.readString(TOKENS, UTF_8)).root();
    String page = Files.readString(PAGE, UTF_8);
    Set<String> left = new HashSet<>(tokens.members().keySet());
    String expected =
        SAMPLE
            .matcher(page)
            .replaceAll(
                found -> Matcher.quoteReplacement(found.group(1) + policy(found, tokens, left)));
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, expected, UTF_8);
    }
    assertEquals(expected, Files.readString(PAGE, UTF_8), "-Dgolden.update writes it anew");
    assertEquals(Set.of(), left, "tokens without a policy on the page");
  }

  private static String policy(MatchResult found, JsonValue tokens, Set<String> left) {
    assertTrue(left.remove(found.group(2)), found.group(2) + " has no token in " + TOKENS);
    var claims = new Claims(tokens.path(found.group(2)));
    var role = RoleArn.parse("arn:aws:iam::111122223333:role/Deploy");
    return TrustFormat.JSON.write(TrustTemplate.of(claims, role));
  }
}
