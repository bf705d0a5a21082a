package io.github.rolecall.policy.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.PolicyTexts;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.repair.Edit;
import io.github.rolecall.policy.repair.Witnesses;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that the advice of a warning never denies a job that the policy names, neither now nor
 * after the remedies.
 */
class AsidesTest {
  private static final String KEY = "token.actions.githubusercontent.com:";
  private static final String SHOP = "repo:acme/shop:ref:refs/heads/main";

  private static TrustPolicy policy(String subjects) {
    return PolicyTexts.policy(
        """
        {"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow",
          "Principal": {"Federated":
            "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {"StringEquals": {
            "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
            "token.actions.githubusercontent.com:sub": [%s]}}}]}
        """
            .formatted(subjects)
            .replace("StringEquals", subjects.contains("*") ? "StringLike" : "StringEquals"));
  }

  private static Request job() {
    return PolicyTexts.request(
        Map.of(
            "iss",
            "https://token.actions.githubusercontent.com",
            "aud",
            "sts.amazonaws.com",
            "sub",
            SHOP,
            "repository",
            "acme/shop",
            "repository_id",
            "74",
            "repository_owner_id",
            "65"));
  }

  private static Finding tried(TrustPolicy policy, List<Finding> reasons, Finding warning) {
    var witnesses = Witnesses.of(policy, job(), List.of());
    Evaluation evaluation = Evaluation.of(policy, job());
    return new Asides(evaluation, witnesses, reasons, List.of(), new Effort(policy))
        .of(Stream.concat(reasons.stream(), Stream.of(warning)).toList())
        .findFirst()
        .orElseThrow();
  }

  private static Edit subjects(TrustPolicy policy, String... values) {
    Condition today = policy.statements().get(0).on(KEY + "sub").get(0);
    return new Edit.Replace(
        0, today, List.of(Condition.of("StringEquals", KEY + "sub", List.of(values))));
  }

  private static Finding names(String... ids) {
    List<Edit> edits =
        Stream.of(ids)
            .map(id -> id.split("="))
            .<Edit>map(
                id -> new Edit.Demand(0, Condition.of("StringEquals", KEY + id[0], List.of(id[1]))))
            .toList();
    return FindingCode.MUTABLE_NAMES.warning("Names.", "").doing("Add all.", edits);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"repo:acme/shop:ref:refs/heads/main\"', repository_id repository_owner_id",
    "'\"repo:acme/shop:ref:refs/heads/main\",\"repo:acme/web:ref:refs/heads/main\"',"
        + " repository_owner_id",
    "'\"repo:acme/*\"', repository_owner_id",
    "'\"repo:acme/shop:ref:refs/heads/main\",\"repo:other/web:ref:refs/heads/main\"', ''",
  })
  void onlyIdsThatAllHaveAreAdvised(String subjects, String ids) {
    Finding tried =
        tried(policy(subjects), List.of(), names("repository_id=74", "repository_owner_id=65"));
    for (String id : List.of("repository_id", "repository_owner_id")) {
      assertEquals(
          List.of(ids.split(" ")).contains(id), tried.remedy().contains(KEY + id), tried.remedy());
    }
    assertEquals(ids.isEmpty(), tried.edits().isEmpty());
    assertEquals(ids.isEmpty(), tried.remedy().contains("for each owner"), tried.remedy());
  }

  @Test
  void adviceOnAConditionThatTheReasonsRemoveIsForThoseWhoKeepIt() {
    TrustPolicy policy = policy("\"" + SHOP + "\"");
    Condition subject = policy.statements().get(0).on(KEY + "sub").get(0);
    Finding warning =
        FindingCode.IF_EXISTS.warning("Optional.", "Write it.", subjects(policy, SHOP, SHOP + "x"));
    Finding removal = FindingCode.CONDITION_DIFFERS.error("Differs.", "").removing(0, subject);
    Finding change =
        FindingCode.CONDITION_DIFFERS
            .error("Differs.", "")
            .mending(0, subject, Condition.of("StringLike", KEY + "sub", List.of(SHOP)));
    assertEquals(
        "If you keep the condition, write it.", tried(policy, List.of(removal), warning).remedy());
    assertEquals(warning.edits(), tried(policy, List.of(removal), warning).edits());
    assertEquals("Write it.", tried(policy, List.of(change), warning).remedy());
    assertEquals("Write it.", tried(policy, List.of(), warning).remedy());
  }

  @Test
  void adviceThatKeepsOutWhomThePolicyNamesIsNotGiven() {
    TrustPolicy policy = policy("\"" + SHOP + "\", \"repo:acme/web:ref:refs/heads/main\"");
    Finding narrow =
        FindingCode.WILDCARD_TOO_WIDE.warning("Wide.", "Write one.", subjects(policy, SHOP));
    Finding tried = tried(policy, List.of(), narrow);
    assertFalse(tried.remedy().contains("Write one"), tried.remedy());
    assertTrue(tried.edits().isEmpty());
  }

  @Test
  void adviceThatLetsInAStrangerIsNotGiven() {
    TrustPolicy policy = policy("\"" + SHOP + "\"");
    Condition today = policy.statements().get(0).on(KEY + "sub").get(0);
    Condition wide = Condition.of("StringLike", KEY + "sub", List.of("repo:*"));
    Finding finding =
        FindingCode.IF_EXISTS.warning("Odd.", "Widen.", new Edit.Replace(0, today, List.of(wide)));
    assertTrue(tried(policy, List.of(), finding).edits().isEmpty());
  }

  /** Tests the advice against the policy after the remedies, in which the job is allowed. */
  @Test
  void adviceThatKeepsOutTheJobThatIsLetInThenIsNotGiven() {
    TrustPolicy policy = policy("\"repo:acme/web:ref:refs/heads/main\"");
    Edit mended = subjects(policy, "repo:acme/web:ref:refs/heads/main", SHOP);
    Finding reason = FindingCode.CONDITION_DIFFERS.error("Differs.", "Add it.", mended);
    Finding demand = demanding("repo:acme/web:*");
    assertTrue(tried(policy, List.of(reason), demand).edits().isEmpty());
    Finding harmless = demanding("repo:acme/*");
    assertEquals(harmless, tried(policy, List.of(reason), harmless));
  }

  private static Finding demanding(String pattern) {
    Condition more = Condition.of("StringLike", KEY + "sub", List.of(pattern));
    return FindingCode.NO_SUBJECT_CONDITION.warning("None.", "Add.", new Edit.Demand(0, more));
  }
}
