package io.github.rolecall.policy.repair;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.PolicyTexts;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Remedies for a Buildkite job. Each is wrong for exactly one kind of witness. The policy allows
 * other pipelines by a wildcard, and a GitLab job by name.
 */
public enum Plant {
  /** Wrong for no witness. */
  NONE,
  JOB,
  NEXT_RUN,
  STRANGER,
  NAMED,
  MATCHED;

  private static final String ISSUER = "agent.buildkite.com";
  private static final String SUBJECT =
      "organization:acme:pipeline:shop:ref:refs/heads/main:commit:0123abc:step:deploy";
  private static final String ANY_RUN = SUBJECT.replace("0123abc", "*");
  private static final String WEB = "organization:acme:pipeline:web:*";
  private static final String API = "organization:acme:pipeline:api:*";

  /** The denied job. */
  public static Request request() {
    return PolicyTexts.request(
        Map.of(
            "iss",
            "https://" + ISSUER,
            "aud",
            "sts.amazonaws.com",
            "sub",
            SUBJECT,
            "build_commit",
            "0123abc"));
  }

  /** The policy before the remedy. */
  public static TrustPolicy policy() {
    return PolicyTexts.policy(
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow",
           "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/agent.buildkite.com"},
           "Action": "sts:AssumeRoleWithWebIdentity",
           "Condition": {
             "StringEquals": {"agent.buildkite.com:aud": "sts.amazonaws.com"},
             "StringLike": {"agent.buildkite.com:sub": ["%s", "%s"]}}},
          {"Effect": "Allow",
           "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"},
           "Action": "sts:AssumeRoleWithWebIdentity",
           "Condition": {"StringEquals": {
             "gitlab.com:sub": "project_path:acme/docs:ref_type:branch:ref:main"}}}]}
        """
            .formatted(WEB, API));
  }

  /** The remedy as changes to the policy. */
  public List<Edit> edits() {
    return switch (this) {
      case NONE -> List.of(subjects(WEB, API, ANY_RUN));
      case JOB -> List.of(subjects(WEB, API, ANY_RUN), new Edit.Demand(0, notThisCommit()));
      case NEXT_RUN -> List.of(subjects(WEB, API, SUBJECT));
      case STRANGER -> List.of(subjects(WEB, API, "organization:*:pipeline:shop:*"));
      case NAMED -> List.of(subjects(WEB, API, ANY_RUN), otherBranchOfGitLab());
      case MATCHED -> List.of(subjects(WEB, ANY_RUN));
    };
  }

  private static Edit subjects(String... values) {
    return new Edit.Replace(0, subject(0), List.of(on("StringLike", ISSUER, values)));
  }

  private static Condition notThisCommit() {
    return on("StringNotLike", ISSUER, "*:commit:0123abc:*");
  }

  private static Edit otherBranchOfGitLab() {
    String other = "project_path:acme/docs:ref_type:branch:ref:next";
    return new Edit.Replace(1, subject(1), List.of(on("StringEquals", "gitlab.com", other)));
  }

  private static Condition subject(int statement) {
    return policy().statements().get(statement).conditions().stream()
        .filter(condition -> condition.key().endsWith(":sub"))
        .findFirst()
        .orElseThrow();
  }

  private static Condition on(String operator, String issuer, String... values) {
    return Condition.of(operator, issuer + ":sub", Stream.of(values).toList());
  }
}
