package io.github.rolecall.policy.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.policy.PolicyTexts;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.explain.Proposal.Mark;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that an invalid policy, which IAM would not save, is corrected if its intention is certain.
 */
class SavingTest {
  private static final String RIGHT =
      """
      {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow",
        "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"},
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": {"StringEquals": {
          "gitlab.com:sub": "project_path:acme/shop:ref_type:branch:ref:main"}}}]}
      """;

  private static Request job(String branch) {
    return PolicyTexts.request(
        Map.of(
            "iss",
            "https://gitlab.com",
            "aud",
            "aws",
            "sub",
            "project_path:acme/shop:ref_type:branch:ref:" + branch));
  }

  private static Explanation explained(String policy, String branch) {
    return Explanation.of(job(branch), Optional.of(PolicyTexts.policy(policy)));
  }

  private static List<String> lines(Proposal proposal, Mark mark) {
    return proposal.lines().stream()
        .filter(line -> line.mark() == mark)
        .map(line -> line.text().trim())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Effect\": \"Allow\" | \"Effect\": \"allow\"",
        "\"Version\": \"2012-10-17\" | \"Version\": \"2026-11-27\"",
        "\"StringEquals\": { | \"StringEqual\": {",
        "\"StringEquals\": { | \"StringsEquals\": {",
        "\"StringEquals\": { | \"ForAnyValues:StringEquals\": {",
      })
  void whatWasMeantIsProposed(String right, String wrong) {
    String policy = RIGHT.replace(right, wrong);
    Explanation explanation = explained(policy, "main");
    assertEquals(Verdict.DENIED, explanation.verdict());
    Proposal proposal = explanation.proposal().orElseThrow();
    assertTrue(
        lines(proposal, Mark.REMOVED).contains(wrong.trim() + (wrong.endsWith("{") ? "" : ",")));
    assertSaved(proposal);
  }

  @Test
  void aResourceIsRemoved() {
    String policy = RIGHT.replace("\"Action\"", "\"Resource\": \"*\", \"Action\"");
    Proposal proposal = explained(policy, "main").proposal().orElseThrow();
    assertTrue(lines(proposal, Mark.REMOVED).contains("\"Resource\": \"*\""));
    assertSaved(proposal);
  }

  /**
   * Tests that the proposal corrects the whole policy, including other reasons for denial, and
   * allows no other job.
   */
  @Test
  void otherReasonsAreMendedWithIt() {
    String policy = RIGHT.replace("\"Allow\"", "\"ALLOW\"").replace("acme/shop", "Acme/shop");
    Proposal proposal = explained(policy, "main").proposal().orElseThrow();
    assertSaved(proposal);
    assertEquals(Verdict.DENIED, explained(proposal.document(), "other").verdict());
  }

  private static void assertSaved(Proposal proposal) {
    TrustPolicy after = PolicyTexts.policy(proposal.document());
    assertEquals(List.of(), after.faults());
    assertEquals(List.of(), proposal.left());
    assertEquals(Verdict.ALLOWED, explained(proposal.document(), "main").verdict());
  }

  /** The intended operator or effect is uncertain in these policies. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"StringEquals\": { | \"StringMatches\": {",
        "\"Effect\": \"Allow\" | \"Effect\": \"Permit\"",
      })
  void whatIsInDoubtIsNotProposed(String right, String wrong) {
    assertTrue(explained(RIGHT.replace(right, wrong), "main").proposal().isEmpty());
  }

  /** IAM rejects the whole policy if one statement is invalid. */
  @Test
  void statementsOfOthersThatIamWouldNotSaveAreNamed() {
    String other =
        "\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"111122223333\"}}, {";
    String policy = RIGHT.replace("\"Allow\"", "\"allow\"").replace("\"Statement\": [{", other);
    Proposal proposal = explained(policy, "main").proposal().orElseThrow();
    assertEquals(
        List.of("Statement 1 has no Action."),
        proposal.left().stream().map(each -> each.message()).toList());
  }

  @Test
  void aRightPolicyIsLeftAsItIs() {
    assertTrue(explained(RIGHT, "main").proposal().isEmpty());
    assertFalse(
        Stream.of(explained(RIGHT, "main")).anyMatch(each -> each.verdict() != Verdict.ALLOWED));
  }
}
