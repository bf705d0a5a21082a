package io.github.rolecall.ci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Claims;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.Documentation;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.StsCall;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.text.Markdown;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what the job summary contains after a denial. */
class JobSummaryTest {
  private static final String SUBJECT = "repo:acme/shop:ref:refs/heads/main";

  private static String summary(Map<String, String> more, String message) {
    var claims = new java.util.TreeMap<>(more);
    claims.put("iss", "https://token.actions.githubusercontent.com");
    claims.put("sub", SUBJECT);
    claims.put("aud", "sts.amazonaws.com");
    var call =
        new StsCall(
            "AssumeRoleWithWebIdentity",
            Optional.empty(),
            JsonReader.object(JsonWriter.compact(claims)).map(Claims::new),
            Optional.empty(),
            "us-east-1",
            "https://sts.us-east-1.amazonaws.com");
    return JobSummary.of(new StsProblem.Denied(call, "AccessDenied", message), FrontEnd.ACTION)
        .orElseThrow()
        .markdown();
  }

  @ParameterizedTest
  @CsvSource({"public,true", "private,false", "internal,false", "Public,false"})
  void onlyClaimsOfPublicRepositoriesAreShown(String visibility, boolean shown) {
    String text = summary(Map.of("repository_visibility", visibility), "No");
    assertEquals(shown, text.contains(Markdown.code(SUBJECT)), text);
    assertEquals(shown, text.contains("acme"), text);
    assertTrue(text.startsWith("### ❌ Rolecall: AWS denied "), text);
    assertTrue(text.contains("#role-denied)"), text);
    assertEquals(shown, text.contains("\n```json\n"), text);
  }

  @Test
  void whereNothingSaysThatItIsPublicItIsNot() {
    assertFalse(summary(Map.of(), "No").contains("acme"));
  }

  /** Without claims, the summary names likely reasons, but no value of the token. */
  @Test
  void withoutClaimsTheLikelyReasonsAreTheirTitles() {
    String text = summary(Map.of("repository_visibility", "private"), "acme says no");
    assertTrue(text.contains("| ❔ | A condition does not match | [condition-differs]("), text);
    assertTrue(text.contains("<code>AccessDenied</code>"), text);
    assertTrue(text.contains("explain: true"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"public", "private"})
  void itLinksToThePageThatExplains(String visibility) {
    String link =
        ", [compare the token with the trust policy in a browser]("
            + Documentation.own().ofBrowser()
            + ")\n";
    assertTrue(summary(Map.of("repository_visibility", visibility), "No").contains(link));
  }

  @Test
  void noTextBecomesMarkdown() {
    String text =
        summary(Map.of("repository_visibility", "public"), "```\n````\n<img src=x> [a](b) | @c");
    assertFalse(text.contains("<img"), text);
    assertFalse(text.contains("[a](b)"), text);
    assertFalse(text.contains("````"), text);
    assertFalse(text.contains("@c"), text);
  }

  @Test
  void otherProblemsHaveNoSummary() {
    assertEquals(
        Optional.empty(), JobSummary.of(new InputProblem.Invalid("a", "b", "c"), FrontEnd.ACTION));
  }
}
