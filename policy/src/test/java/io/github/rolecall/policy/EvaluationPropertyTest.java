package io.github.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.Caller;
import io.github.rolecall.testkit.iam.RequestContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests properties that hold for all policies and tokens, with thousands that are generated from
 * fixed seeds.
 */
@Tag("heavy")
class EvaluationPropertyTest {
  private static final int ROUNDS = 4000;
  private static final RoleArn ROLE = new RoleArn("aws", "111122223333", "Deploy");
  private static final List<String> SESSION_NAMES = List.of("prod", "true", "x", "*", "PROD");

  private static TrustPolicy policy(List<Map<String, Object>> statements) {
    return PolicyTexts.policy(
        JsonWriter.compact(Map.of("Version", "2012-10-17", "Statement", statements)));
  }

  private static Request request(Map<String, Object> claims, Optional<String> sessionName) {
    return new Request(
        new Claims(JsonTexts.value(JsonWriter.compact(claims))),
        Optional.of(ROLE),
        sessionName,
        Optional.empty(),
        Instant.EPOCH);
  }

  private static TriState allows(List<Map<String, Object>> statements, Request request) {
    return Evaluation.of(policy(statements), request).allows();
  }

  @Test
  void anIndependentEvaluatorAgrees() {
    var seen = new EnumMap<TriState, Integer>(TriState.class);
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new RandomPolicies(seed);
      List<Map<String, Object>> statements = random.statements();
      Map<String, Object> claims = random.claims();
      TriState ours = allows(statements, request(claims, Optional.of("prod")));
      String text = JsonWriter.compact(Map.of("Statement", statements));
      if (severalUnderNegation(text, claims)) {
        continue;
      }
      boolean theirs =
          io.github.rolecall.testkit.iam.TrustPolicy.parse(text)
              .allows(
                  new Caller.Federated(Arn.parse(RandomPolicies.PROVIDER)),
                  "sts:AssumeRoleWithWebIdentity",
                  context(claims));
      assertEquals(TriState.of(theirs), ours, seed + ": " + text + claims);
      seen.merge(ours, 1, Integer::sum);
    }
    assertTrue(seen.get(TriState.TRUE) > ROUNDS / 10, seen.toString());
    assertTrue(seen.get(TriState.FALSE) > ROUNDS / 10, seen.toString());
  }

  /**
   * Whether a negated operator without a quantifier may apply to a key with several values. AWS
   * warns about such conditions and does not define their meaning, so the two evaluators may
   * differ.
   */
  private static boolean severalUnderNegation(String text, Map<String, Object> claims) {
    return String.valueOf(claims.get("amr")).contains(",") && text.contains("Not");
  }

  private static RequestContext context(Map<String, Object> claims) {
    RequestContext context = RequestContext.empty().with("sts:RoleSessionName", "prod");
    for (String claim : List.of("sub", "aud", "environment", "amr")) {
      Object value = claims.get(claim);
      if (value != null) {
        List<String> values =
            value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
        context = context.with(RandomPolicies.ISSUER + ":" + claim, values);
      }
    }
    return context;
  }

  @Test
  void aKnownVerdictStaysWhateverTheUnknownTurnsOutToBe() {
    var seen = new EnumMap<TriState, Integer>(TriState.class);
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new RandomPolicies(seed);
      List<Map<String, Object>> statements = random.statements();
      Map<String, Object> claims = random.claims();
      TriState before = allows(statements, request(claims, Optional.empty()));
      seen.merge(before, 1, Integer::sum);
      for (String name : SESSION_NAMES) {
        TriState after = allows(statements, request(claims, Optional.of(name)));
        assertNotEquals(TriState.UNKNOWN, after, "the session name was all that was unknown");
        if (before != TriState.UNKNOWN) {
          assertEquals(before, after, seed + " " + name + " " + statements + claims);
        }
      }
    }
    assertTrue(seen.getOrDefault(TriState.UNKNOWN, 0) > ROUNDS / 50, seen.toString());
  }

  @Test
  void aDenyTakesAndAnAllowGives() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new RandomPolicies(seed);
      List<Map<String, Object>> statements = random.statements();
      Request request = request(random.claims(), Optional.empty());
      TriState before = allows(statements, request);
      var more = new ArrayList<>(statements);
      more.add(random.statement(true));
      assertTrue(rank(allows(more, request)) >= rank(before), "an Allow took: " + seed);
      more.set(statements.size(), random.statement(false));
      assertTrue(rank(allows(more, request)) <= rank(before), "a Deny gave: " + seed);
    }
  }

  private static int rank(TriState truth) {
    return switch (truth) {
      case FALSE -> 0;
      case UNKNOWN -> 1;
      case TRUE -> 2;
    };
  }

  @Test
  void neitherOrderNorLetterCaseOfKeysCounts() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new RandomPolicies(seed);
      List<Map<String, Object>> statements = random.statements();
      Request request = request(random.claims(), Optional.empty());
      var turned = new ArrayList<>(statements);
      Collections.reverse(turned);
      String text = JsonWriter.compact(Map.of("Version", "2012-10-17", "Statement", turned));
      for (String key : RandomPolicies.KEYS) {
        text = text.replace("\"" + key + "\"", "\"" + key.toUpperCase(Locale.ROOT) + "\"");
      }
      assertEquals(
          allows(statements, request),
          Evaluation.of(PolicyTexts.policy(text), request).allows(),
          seed + " " + text);
    }
  }

  @Test
  void negationAndListsAreWhatTheySay() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new RandomPolicies(seed);
      List<String> values = random.values();
      Request request = request(random.claims(), Optional.empty());
      String key = RandomPolicies.ISSUER + ":sub";
      for (String operator : List.of("StringEquals", "StringLike", "StringEqualsIgnoreCase")) {
        TriState list = Condition.of(operator, key, values).holds(request, true);
        TriState each =
            TriState.any(
                values.stream()
                    .map(
                        value -> Condition.of(operator, key, List.of(value)).holds(request, true)));
        assertEquals(each, list);
        String negated = operator.replace("String", "StringNot");
        assertEquals(list.not(), Condition.of(negated, key, values).holds(request, true));
      }
    }
  }

  @Test
  void everythingAtRandomCanBeExplained() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new RandomPolicies(seed);
      Explanation explanation =
          Explanation.of(
              request(random.claims(), Optional.empty()), Optional.of(policy(random.statements())));
      boolean denied = explanation.verdict() == Verdict.DENIED;
      assertEquals(denied, CasesTest.hasErrors(explanation), seed + " " + explanation.findings());
    }
  }
}
