package io.github.rolecall.policy.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.PolicyTexts;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.repair.Answer;
import io.github.rolecall.policy.repair.Edit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the statement for one job: it allows all runs of the job, and no other job. */
class JobStatementTest {
  private static final String SUBJECT =
      "organization:acme:pipeline:shop:ref:refs/heads/main:commit:0123abc:step:deploy";

  private static Request job(Map<String, String> more) {
    var claims = new LinkedHashMap<>(more);
    claims.put("iss", "https://agent.buildkite.com");
    claims.put("aud", "sts.amazonaws.com");
    claims.putIfAbsent("sub", SUBJECT);
    return PolicyTexts.request(claims);
  }

  private static TrustPolicy policy() {
    return PolicyTexts.policy(
        """
        {"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow",
          "Principal": {"Federated":
            "arn:aws-cn:iam::444455556666:oidc-provider/gitlab.com"},
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {"StringEquals": {"gitlab.com:sub": "project_path:acme/shop:*"}}}]}
        """);
  }

  private static JobStatement statement(Request request) {
    return new JobStatement(Evaluation.of(policy(), request));
  }

  private static TriState answer(Request request) {
    return Answer.of(Edit.all(policy(), List.of(statement(job(Map.of())).edit())), request);
  }

  @Test
  void everyRunOfTheJobIsLetInAndNoOtherJob() {
    assertEquals(TriState.TRUE, answer(job(Map.of())));
    assertEquals(TriState.TRUE, answer(job(Map.of("sub", SUBJECT.replace("0123abc", "9876fed")))));
    for (String part : List.of("acme", "shop", "main", "deploy")) {
      assertEquals(
          TriState.FALSE, answer(job(Map.of("sub", SUBJECT.replace(part, "other")))), part);
    }
  }

  @Test
  void theAccountIsThatOfTheRoleElseOneThatThePolicyNames() {
    assertTrue(
        statement(job(Map.of()))
            .text()
            .contains("arn:aws-cn:iam::444455556666:oidc-provider/agent.buildkite.com"));
    Request request = job(Map.of());
    var of =
        new Request(
            request.claims(),
            Optional.of(new RoleArn("aws", "111122223333", "Deploy")),
            Optional.empty(),
            Optional.empty(),
            request.now());
    assertTrue(
        statement(of)
            .text()
            .contains("arn:aws:iam::111122223333:oidc-provider/agent.buildkite.com"));
  }

  @Test
  void itAllowsWhatTheTokenBrings() {
    assertEquals(
        List.of("sts:AssumeRoleWithWebIdentity"), actions(statement(job(Map.of())).edit()));
    Request bringing =
        job(
            Map.of(
                "https://aws.amazon.com/source_identity",
                "dev",
                "https://aws.amazon.com/tags",
                "x"));
    assertEquals(
        List.of("sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"),
        actions(statement(bringing).edit()));
  }

  private static List<String> actions(Edit edit) {
    return ((Edit.Add) edit).statement().actions();
  }

  /** Tests that the text contains all elements of the statement, ready to be pasted. */
  @Test
  void theTextHasTheWholeStatement() {
    String text = statement(job(Map.of())).text();
    String elements =
        text.substring(text.indexOf('"')).replace("and the conditions ", "\"Condition\": {");
    String policy = "{\"Version\": \"2012-10-17\", \"Statement\": [{" + elements + "}}]}";
    TrustPolicy after = PolicyTexts.policy(policy);
    assertTrue(after.faults().isEmpty(), policy);
    assertEquals(TriState.TRUE, Answer.of(after, job(Map.of())));
  }
}
