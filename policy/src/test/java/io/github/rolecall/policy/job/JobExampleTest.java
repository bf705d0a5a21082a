package io.github.rolecall.policy.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.PolicyTexts;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.explain.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobExampleTest {
  static Stream<JobExample> examples() {
    return JobExample.all().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void hasAFindingAndARepairThatLetsTheJobIn(JobExample example) {
    Explanation explanation = explanation(example, example.policy());
    if (example.title().contains("allowed,")) {
      assertEquals(Verdict.ALLOWED, explanation.verdict());
      assertEquals(Severity.WARNING, explanation.findings().get(0).severity());
      return;
    }
    assertEquals(Verdict.DENIED, explanation.verdict());
    String repaired = explanation.proposal().map(Proposal::document).orElseThrow();
    assertEquals(Verdict.ALLOWED, explanation(example, repaired).verdict());
  }

  private static Explanation explanation(JobExample example, String policy) {
    Claims claims =
        JobForm.of(example.form()).orElseThrow().describe(example.fields()).claims().orElseThrow();
    return Explanation.of(
        new Request(
            claims,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2026-11-28T12:00:00Z")),
        Optional.of(PolicyTexts.policy(policy)));
  }

  /** The page reads these JSON names. */
  @Test
  void theFormsInJsonHaveEverythingThatAPageShows() {
    JsonValue json = JsonTexts.value(Jobs.forms());
    assertEquals(JobForm.all().size(), json.path("forms").items().size());
    JsonValue github = json.path("forms").items().get(0);
    assertEquals("GitHub Actions", github.path("name").text());
    assertEquals(
        List.of("name", "label", "example", "standard", "optional", "folded", "when", "choices"),
        List.copyOf(github.path("fields").items().get(0).members().keySet()));
    assertEquals(
        "[branch, environment, tag, pull_request]",
        github.path("fields").items().get(1).path("choices").items().stream()
            .map(choice -> choice.path("value").text())
            .toList()
            .toString());
    assertEquals(JobExample.all().size(), json.path("examples").items().size());
  }

  @Test
  void claimsInJsonAreTheClaimsOrTheFaults() {
    JsonValue claims =
        JsonTexts.value(
            Jobs.claims(
                JsonTexts.value(
                    "{\"form\": \"github\","
                        + " \"fields\": {\"repository\": \"acme/shop\", \"branch\": \"main\"}}")));
    assertEquals(
        "repo:acme/shop:ref:refs/heads/main",
        JsonTexts.value(claims.path("claims").text()).path("sub").text());
    JsonValue faults =
        JsonTexts.value(Jobs.claims(JsonTexts.value("{\"form\": \"\", \"fields\": {}}")))
            .path("faults");
    assertEquals(Map.of("form", JsonValue.of("There is no such form.")), faults.members());
  }
}
