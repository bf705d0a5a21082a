package io.github.rolecall.policy.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.policy.PolicyTexts;
import io.github.rolecall.policy.TrustPolicy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that the explanation of a policy of any length takes less than a second, and that remedies
 * are tried for policies that IAM can save.
 */
@Tag("heavy")
class EffortTest {
  private static final String ISSUER = "token.actions.githubusercontent.com";
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private static Map<String, Object> statement(String operator, List<String> subjects) {
    return Map.of(
        "Effect",
        "Allow",
        "Principal",
        Map.of("Federated", "arn:aws:iam::111122223333:oidc-provider/" + ISSUER),
        "Action",
        "sts:AssumeRoleWithWebIdentity",
        "Condition",
        Map.of(operator, Map.of(ISSUER + ":sub", subjects)));
  }

  private static TrustPolicy policy(String operator, String subject, int statements, int values) {
    List<Map<String, Object>> all =
        IntStream.range(0, statements)
            .mapToObj(
                i ->
                    statement(
                        operator,
                        IntStream.range(0, values)
                            .mapToObj(j -> subject.replace("#", i + "-" + j))
                            .toList()))
            .toList();
    return PolicyTexts.policy(
        JsonWriter.compact(Map.of("Version", "2012-10-17", "Statement", all)));
  }

  private static Explanation explained(TrustPolicy policy, String subject) {
    return Explanation.of(
        PolicyTexts.request(
            Map.of(
                "iss",
                "https://" + ISSUER,
                "aud",
                "sts.amazonaws.com",
                "sub",
                subject,
                "repository",
                "acme/shop",
                "repository_id",
                "74",
                "repository_owner_id",
                "65")),
        Optional.of(policy));
  }

  @ParameterizedTest(name = "{0} {1} {2}x{3}")
  @CsvSource({
    "StringEquals, repo:acme/app#:ref:refs/heads/main, 2000, 1",
    "StringLike, repo:Acme/app#*:refs/heads/ma*n, 2000, 1",
    "StringEquals, repo:acme@1/app#*:ref:heads/main*, 2000, 1",
    "StringLike, repo:Acme/app#*:refs/heads/ma*n, 25, 1",
    "StringLike, repo:Acme/app#*:refs/heads/ma*n, 100, 1",
    "StringEquals, https://github.com/acme/app#.git:heads/ma*n, 100, 1",
    "StringEquals, repo:acme/app#:ref:refs/heads/main, 1, 200",
    "StringEquals, repo:acme/app#:ref:refs/heads/main, 1, 600",
    "StringEquals, repo:acme/app#:ref:refs/heads/m*n, 20, 100",
    "StringEquals, repo:acme/app#:ref:refs/heads/m*n, 1, 20000",
    "StringNotEquals, repo:acme/app#, 20, 20",
  })
  void takesLessThanASecond(String operator, String subject, int statements, int values) {
    TrustPolicy policy = policy(operator, subject, statements, values);
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    Explanation explanation = explained(policy, "repo:acme/shop:ref:refs/heads/main");
    explanation.proposal().ifPresent(Proposal::lines);
    Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
    assertTrue(taken.compareTo(LIMIT) < 0, taken.toString());
  }

  @Test
  void aSubjectOfAnyLengthTakesLessThanASecond() {
    String subject = "repo:" + String.join("/", Collections.nCopies(3000, "name-" + "x"));
    TrustPolicy policy = policy("StringLike", "repo:acme/app#:*", 20, 1);
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    explained(policy, subject);
    Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
    assertTrue(taken.compareTo(LIMIT) < 0, taken.toString());
  }

  @Test
  void remediesAreTriedOnEverythingThatIamSaves() {
    for (TrustPolicy policy :
        List.of(
            policy("StringEquals", "repo:acme/app#:ref:refs/heads/main", 1, 190),
            policy("StringLike", "repo:acme/a*#:ref:refs/heads/main", 30, 1))) {
      assertTrue(policy.length() > TrustPolicy.LONGEST * 3 / 4, "" + policy.length());
      Explanation explanation = explained(policy, "repo:acme/shop:ref:refs/heads/main");
      assertTrue(explanation.proposal().isPresent());
      assertTrue(
          explanation.findings().stream()
              .noneMatch(finding -> finding.remedy().contains("would take too long")));
    }
  }

  @Test
  void whatIsNotTriedSaysWhy() {
    TrustPolicy policy = policy("StringEquals", "repo:acme/app#:ref:refs/heads/main", 2000, 1);
    Explanation explanation = explained(policy, "repo:acme/shop:ref:refs/heads/main");
    assertTrue(explanation.proposal().isEmpty());
    String remedy = explanation.findings().get(0).remedy();
    assertTrue(remedy.contains("it would take too long to find a change"), remedy);
    assertTrue(remedy.contains(policy.length() + " characters and 4000 values"), remedy);
  }

  /** Tests that the statement with the most similar subject is found among thousands. */
  @Test
  void theNearestStatementIsFoundInALongPolicy() {
    TrustPolicy policy = policy("StringEquals", "repo:acme/app#:ref:refs/heads/main", 2000, 1);
    Explanation explanation = explained(policy, "repo:acme/app1999-0:ref:refs/heads/Main");
    assertEquals(FindingCode.CASE_DIFFERS, explanation.findings().get(0).code());
  }
}
