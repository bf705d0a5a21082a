package io.github.rolecall.policy.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.policy.PolicyTexts;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.repair.IssuerParts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests statements with condition keys of several issuers, which deny the jobs of all of them. */
class SeveralIssuersTest {
  private static final String BLUE = "oidc.eks.eu-central-1.amazonaws.com/id/BLUE";
  private static final String GREEN = "oidc.eks.eu-central-1.amazonaws.com/id/GREEN";
  private static final String SHOP = "system:serviceaccount:prod:shop";

  private static TrustPolicy policy(String blueKey) {
    return PolicyTexts.policy(
        """
        {"Version": "2012-10-17", "Statement": [{
          "Sid": "Clusters",
          "Effect": "Allow",
          "Principal": {"Federated": [
            "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/BLUE",
            "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/GREEN"]},
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {
            "StringEquals": {
              "%s:sub": "system:serviceaccount:prod:shop",
              "oidc.eks.eu-central-1.amazonaws.com/id/GREEN:sub": "system:serviceaccount:prod:shop"},
            "StringNotEquals": {"sts:RoleSessionName": "nobody"}}}]}
        """
            .formatted(blueKey));
  }

  private static Explanation explained(TrustPolicy policy, String issuer, String subject) {
    return Explanation.of(
        PolicyTexts.request(
            Map.of("iss", "https://" + issuer, "aud", "sts.amazonaws.com", "sub", subject)),
        Optional.of(policy));
  }

  private static TrustPolicy proposed(String issuer, String subject) {
    Explanation explanation = explained(policy(BLUE), issuer, subject);
    return explanation.proposal().orElseThrow().after();
  }

  @ParameterizedTest
  @CsvSource({
    BLUE + "," + BLUE,
    GREEN + "," + BLUE,
    BLUE + ",OIDC.EKS.eu-central-1.amazonaws.com/id/blue"
  })
  void itIsSaidThatTheConditionsAreCombined(String issuer, String blueKey) {
    Finding first = explained(policy(blueKey), issuer, SHOP).findings().get(0);
    assertEquals(FindingCode.CONDITIONS_COMBINED, first.code());
    assertTrue(first.message().contains("several issuers"), first.message());
  }

  /**
   * Each statement contains the conditions on the keys of its issuer, and those on keys that belong
   * to no issuer.
   */
  @Test
  void eachIssuerGetsAStatement() {
    List<Statement> statements = proposed(GREEN, SHOP).statements();
    assertEquals(2, statements.size());
    assertEquals(
        List.of(Optional.of("Clusters"), Optional.empty()),
        statements.stream().map(Statement::sid).toList());
    for (int i = 0; i < 2; i++) {
      String issuer = List.of(BLUE, GREEN).get(i);
      assertEquals(
          List.of(issuer + ":sub", "sts:RoleSessionName"),
          statements.get(i).conditions().stream().map(each -> each.key()).toList());
      assertEquals(
          List.of(issuer),
          statements.get(i).principals().entries().stream().map(each -> each.provider()).toList());
    }
  }

  @ParameterizedTest
  @CsvSource({BLUE, GREEN})
  void theJobsOfBothAreLetInAndNoOthers(String issuer) {
    TrustPolicy after = proposed(BLUE, SHOP);
    assertFalse(explained(after, issuer, SHOP).verdict() == Verdict.DENIED);
    assertEquals(
        Verdict.DENIED, explained(after, issuer, "system:serviceaccount:prod:evil").verdict());
  }

  /**
   * Another error in the conditions of the job's issuer is corrected in the statement of that
   * issuer.
   */
  @Test
  void anotherMistakeIsMendedInTheStatementOfTheIssuer() {
    TrustPolicy after = proposed(GREEN, "system:serviceaccount:prod:Shop");
    assertEquals(
        List.of(List.of(BLUE), List.of(GREEN)),
        after.statements().stream()
            .map(each -> List.copyOf(new IssuerParts(each).issuers()))
            .toList());
    assertFalse(
        explained(after, GREEN, "system:serviceaccount:prod:Shop").verdict() == Verdict.DENIED);
    assertEquals(
        Verdict.DENIED, explained(after, BLUE, "system:serviceaccount:prod:Shop").verdict());
  }

  /**
   * If the statement does not trust the other issuer, its key is an error, and the statement is not
   * split.
   */
  @Test
  void aKeyOfAnIssuerThatTheStatementDoesNotTrustIsAnotherMatter() {
    Explanation explanation =
        Explanation.of(
            PolicyTexts.request(
                Map.of("iss", "https://" + GREEN, "aud", "sts.amazonaws.com", "sub", SHOP)),
            Optional.of(
                PolicyTexts.policy(
                    """
                    {"Version": "2012-10-17", "Statement": [{
                      "Effect": "Allow",
                      "Principal": {"Federated":
                        "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/GREEN"},
                      "Action": "sts:AssumeRoleWithWebIdentity",
                      "Condition": {"StringEquals": {
                        "oidc.eks.eu-central-1.amazonaws.com/id/BLUE:sub": "system:serviceaccount:prod:shop"}}}]}
                    """)));
    assertEquals(
        List.of(FindingCode.KEY_ISSUER_DIFFERS),
        explanation.findings().stream()
            .filter(each -> each.severity() == Finding.Severity.ERROR)
            .map(Finding::code)
            .toList());
    assertEquals(1, explanation.proposal().orElseThrow().after().statements().size());
  }
}
