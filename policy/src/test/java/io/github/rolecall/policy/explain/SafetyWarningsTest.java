package io.github.rolecall.policy.explain;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.policy.PolicyTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that there is a warning if unrelated jobs are allowed, and that its advice still allows the
 * jobs that are allowed now.
 */
class SafetyWarningsTest {
  private static final String GITHUB = "token.actions.githubusercontent.com";
  private static final Map<String, String> IDS =
      Map.of("repository_id", "74", "repository_owner_id", "65");

  private static List<Finding> findings(
      String issuer, String subject, Map<String, Object> conditions, Map<String, String> more) {
    return findings(List.of(issuer), subject, conditions, more);
  }

  private static List<Finding> findings(
      List<String> issuers,
      String subject,
      Map<String, Object> conditions,
      Map<String, String> more) {
    var claims = new LinkedHashMap<>(more);
    claims.put("iss", "https://" + issuers.get(0));
    claims.put("aud", "acme");
    claims.put("sub", subject);
    Object statement =
        Map.of(
            "Effect",
            "Allow",
            "Principal",
            Map.of(
                "Federated",
                issuers.stream()
                    .map(name -> "arn:aws:iam::111122223333:oidc-provider/" + name)
                    .toList()),
            "Action",
            "sts:AssumeRoleWithWebIdentity",
            "Condition",
            conditions);
    String policy =
        JsonWriter.indented(Map.of("Version", "2012-10-17", "Statement", List.of(statement)));
    return Explanation.of(PolicyTexts.request(claims), Optional.of(PolicyTexts.policy(policy)))
        .findings();
  }

  private static List<Finding> on(String issuer, String subject, String pattern) {
    return findings(
        issuer,
        subject,
        Map.of(
            "StringEquals", Map.of(issuer + ":aud", "acme"),
            "StringLike", Map.of(issuer + ":sub", pattern)),
        Map.of());
  }

  private static String codes(List<Finding> findings) {
    return findings.stream()
        .map(each -> each.code().code() + " " + each.severity())
        .collect(joining(", "));
  }

  @ParameterizedTest
  @CsvSource({
    "acme.app.spacelift.io, space:prod:stack:shop:run_type:TRACKED:scope:write, *:stack:shop:*, ''",
    "acme.app.spacelift.io, space:prod:stack:shop:run_type:TRACKED:scope:write, space:*, ''",
    "acme.app.spacelift.io, space:prod:stack:shop:run_type:TRACKED:scope:write, *,"
        + " wildcard-too-wide HINT",
    "oidc.circleci.com/org/1, org/1/project/2/user/3, org/*, ''",
    "oidc.eks.eu-central-1.amazonaws.com/id/A, system:serviceaccount:ci:shop,"
        + " system:serviceaccount:*:shop, ''",
    "vstoken.dev.azure.com/1, sc://acme/shop/aws, sc://*, ''",
    "api.pulumi.com/oidc, pulumi:deploy:org:acme:project:shop:stack:prod:operation:update:scope:write,"
        + " pulumi:deploy:*, ''",
    "oidc.vercel.com/acme, owner:acme:project:web:environment:preview, owner:*, ''",
    "ghe.example.com/_services/token, repo:acme/shop:pull_request, repo:acme*, ''",
    "ci.example.com/oidc, repo:acme/shop:pull_request, repo:acme*, wildcard-too-wide HINT",
    "agent.buildkite.com, organization:acme:pipeline:shop:ref:r:commit:c:step:s,"
        + " organization:acme*, wildcard-too-wide WARNING",
    "agent.buildkite.com, organization:acme:pipeline:shop:ref:r:commit:c:step:s,"
        + " *:pipeline:shop:*, wildcard-too-wide WARNING",
    "app.terraform.io, organization:acme:project:p:workspace:w:run_phase:plan, organization:acme:*,"
        + " ''",
    "oidc.codefresh.io, account:a1:pipeline:p1:initiator:dev, account:*,"
        + " wildcard-too-wide WARNING",
  })
  void aPatternIsTooWideWhereEveryoneCanHaveAToken(
      String issuer, String subject, String pattern, String codes) {

    List<Finding> found = new ArrayList<>(on(issuer, subject, pattern));
    found.removeIf(finding -> finding.code() == FindingCode.IDENTITY_PROVIDER_CONTROLS);
    found.removeIf(finding -> finding.code() == FindingCode.MUTABLE_NAMES);
    assertEquals(codes, codes(found));
  }

  @ParameterizedTest
  @CsvSource({
    "repo:acme*, 'repo:acme/*'",
    "repo:*, 'repo:acme/*'",
    "*, 'repo:acme/*'",
    "repo:*/shop:ref:refs/heads/main, 'repo:acme/shop:ref:refs/heads/main'",
    "*:ref:refs/heads/main, 'repo:acme/*:ref:refs/heads/main'",
  })
  void theAdviceFinishesTheOwnerAndKeepsTheRest(String pattern, String better) {
    List<Finding> found = on(GITHUB, "repo:acme/shop:ref:refs/heads/main", pattern);
    assertTrue(
        found.stream()
            .filter(finding -> finding.code() == FindingCode.WILDCARD_TOO_WIDE)
            .anyMatch(finding -> finding.remedy().contains("\"" + better + "\"")),
        found.toString());
  }

  @Test
  void theAdviceHasBothFormsOfTheOwner() {
    List<Finding> found =
        findings(
            GITHUB,
            "repo:acme/shop:pull_request",
            Map.of("StringLike", Map.of(GITHUB + ":sub", "repo:acme*")),
            IDS);
    assertTrue(found.get(0).remedy().contains("[\"repo:acme/*\",\"repo:acme@65/*\"]"), "" + found);
  }

  /** A value for this run only would not allow the next run. */
  @ParameterizedTest
  @CsvSource({
    "agent.buildkite.com, organization:acme:pipeline:shop:ref:r:commit:c:step:s,"
        + " organization:acme:pipeline:shop:*",
    "app.terraform.io, organization:acme:project:p:workspace:w:run_phase:plan,"
        + " organization:acme:project:p:workspace:w:run_phase:plan",
    "oidc.circleci.com/org/1, org/1/project/2/user/3, org/1/project/2/*",
    "gitlab.com, project_path:acme/shop:ref_type:branch:ref:main, project_path:acme/shop:*",
    "token.actions.githubusercontent.com, repo:acme/shop:pull_request, repo:acme/shop:*",
    "oidc.eks.eu-central-1.amazonaws.com/id/A, system:serviceaccount:ci:shop,"
        + " system:serviceaccount:ci:shop",
  })
  void aMissingSubjectConditionIsAdvisedForAllJobsOfThePlace(
      String issuer, String subject, String pattern) {
    List<Finding> found =
        findings(
            issuer, subject, Map.of("StringEquals", Map.of(issuer + ":aud", "acme")), Map.of());
    assertTrue(codes(found).contains("no-subject-condition"), codes(found));
    found = found.stream().filter(each -> each.severity() != Finding.Severity.ERROR).toList();
    for (Finding finding : found) {
      assertTrue(finding.remedy().contains("\"" + pattern + "\""), finding.remedy());
    }
  }
}
