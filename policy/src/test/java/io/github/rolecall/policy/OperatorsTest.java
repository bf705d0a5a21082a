package io.github.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests each operator with a value below, equal to, and above the value in the policy. */
class OperatorsTest {
  private static final String ISSUER = "token.actions.githubusercontent.com";

  private static Request request(String actor) {
    return PolicyTexts.request(
        Map.of("iss", "https://" + ISSUER, "aud", "sts.amazonaws.com", "actor_id", actor));
  }

  private static TriState holds(String operator, String key, String expected, Request request) {
    return Condition.of(operator, key, List.of(expected)).holds(request, true);
  }

  @ParameterizedTest
  @CsvSource({
    "NumericEquals,            false, true,  false",
    "NumericNotEquals,         true,  false, true",
    "NumericLessThan,          true,  false, false",
    "NumericLessThanEquals,    true,  true,  false",
    "NumericGreaterThan,       false, false, true",
    "NumericGreaterThanEquals, false, true,  true",
  })
  void numbers(String operator, boolean below, boolean same, boolean above) {
    String key = ISSUER + ":actor_id";
    assertEquals(TriState.of(below), holds(operator, key, "100", request("99.5")));
    assertEquals(TriState.of(same), holds(operator, key, "100", request("100.0")));
    assertEquals(TriState.of(above), holds(operator, key, "100", request("1000")));
  }

  @ParameterizedTest
  @CsvSource({
    "DateEquals,            false, true,  false",
    "DateNotEquals,         true,  false, true",
    "DateLessThan,          true,  false, false",
    "DateLessThanEquals,    true,  true,  false",
    "DateGreaterThan,       false, false, true",
    "DateGreaterThanEquals, false, true,  true",
  })
  void dates(String operator, boolean below, boolean same, boolean above) {
    String bound = "2026-11-21T12:00:00Z";
    for (Map.Entry<String, Boolean> each :
        Map.of(
                "2026-11-21T11:59:59Z", below,
                "2026-11-21T12:00:00Z", same,
                "2026-11-21T12:00:01Z", above)
            .entrySet()) {
      Request none = request("1");
      var then =
          new Request(
              none.claims(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Instant.parse(each.getKey()));
      assertEquals(
          TriState.of(each.getValue()),
          holds(operator, "aws:CurrentTime", bound, then),
          each::getKey);
    }
  }

  /** A text that is not a number equals no number, so that NotEquals matches. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "NumericEquals",
        "NumericLessThan",
        "NumericLessThanEquals",
        "NumericGreaterThan",
        "NumericGreaterThanEquals"
      })
  void whatIsNoNumberMatchesNone(String operator) {
    String key = ISSUER + ":actor_id";
    assertEquals(TriState.FALSE, holds(operator, key, "100", request("octocat")));
    assertEquals(TriState.FALSE, holds(operator, key, "octocat", request("100")));
  }

  @Test
  void onlyAListOfFalseDemandsPresence() {
    String key = ISSUER + ":actor_id";
    assertEquals(true, Condition.of("Null", key, List.of("false")).demandsPresence());
    assertEquals(true, Condition.of("Null", key, List.of("FALSE", "false")).demandsPresence());
    assertEquals(false, Condition.of("Null", key, List.of("false", "true")).demandsPresence());
    assertEquals(false, Condition.of("Bool", key, List.of("false")).demandsPresence());
  }
}
