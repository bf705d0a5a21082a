package io.github.rolecall.report;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.report.AsOf;
import io.github.rolecall.policy.report.Entry;
import io.github.rolecall.policy.report.Report;
import io.github.rolecall.policy.report.Reports;
import io.github.rolecall.policyfile.PolicyFiles;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports for policies and claims that a test defines. */
final class Explained {
  static final String ISSUER = "token.actions.githubusercontent.com";
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private Explained() {}

  static String claims(String subject) {
    return """
    {"iss": "https://ISSUER", "aud": "sts.amazonaws.com", "sub": "SUBJECT",
     "repository": "acme/shop", "actor": "octocat", "event_name": "push",
     "repository_id": "74", "repository_owner_id": "65", "exp": 1795262900}
    """
        .replace("ISSUER", ISSUER)
        .replace("SUBJECT", subject);
  }

  /** Returns a policy with this condition besides that on the audience. */
  static String policy(String operator, String values) {
    String apart = operator.equals("StringEquals") ? "" : "}, \"" + operator + "\": {";
    return """
    {"Version": "2012-10-17", "Statement": [{"Sid": "Ci", "Effect": "Allow",
      "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/ISSUER"},
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {"StringEquals": {"ISSUER:aud": "sts.amazonaws.com"APART"ISSUER:sub": VALUES}}}]}
    """
        .replace("APART", apart.isEmpty() ? ", " : apart)
        .replace("ISSUER", ISSUER)
        .replace("VALUES", values);
  }

  static Reports of(String policy, String claims) {
    return new Reports(List.of(report("", policy, claims)));
  }

  static Report report(String name, String policy, String claims) {
    var request =
        new Request(
            new Claims(JsonReader.document(claims).root()),
            RoleArn.parse("arn:aws:iam::111122223333:role/Deploy"),
            Optional.of("session"),
            Optional.of("eu-central-1"),
            NOW);
    return Report.of(
        name,
        List.of(new Entry("identity", "the claims of --claims")),
        Explanation.of(
            request,
            Optional.of(policy)
                .filter(text -> !text.isEmpty())
                .map(text -> PolicyFiles.read(text).of(Optional.empty()))),
        AsOf.now(NOW),
        false);
  }
}
