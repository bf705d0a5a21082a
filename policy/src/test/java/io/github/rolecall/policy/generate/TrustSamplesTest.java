package io.github.rolecall.policy.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.CasesTest;
import io.github.rolecall.policy.PolicyTexts;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.explain.Explanation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that a policy for a job of each issuer allows the tokens that the samples of the issuer
 * allow, and no others.
 */
class TrustSamplesTest {
  private static final RoleArn ROLE = new RoleArn("aws", "111122223333", "Deploy");

  /** The samples that are tokens, not patterns. */
  static List<JsonValue> samples() {
    return CasesTest.read("issuer/samples.json").items().stream()
        .filter(sample -> !sample.path("subject").text().contains("*"))
        .toList();
  }

  private static Verdict verdict(JsonValue sample, String subject, TrustPolicy policy) {
    var request =
        new Request(
            claims(sample, subject),
            Optional.of(ROLE),
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH);
    return Explanation.of(request, Optional.of(policy)).verdict();
  }

  private static Claims claims(JsonValue sample, String subject) {
    String issuer = "https://" + sample.path("issuer").text();
    return new Claims(
        JsonValue.ofTexts(Map.of("iss", issuer, "aud", "sts.amazonaws.com", "sub", subject)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void admitsEveryRunAndPhaseAndNoStranger(JsonValue sample) {
    String subject = sample.path("subject").text();
    TrustTemplate template = TrustTemplate.of(claims(sample, subject), Optional.of(ROLE));
    TrustPolicy policy = PolicyTexts.policy(template.json());
    var admitted = new ArrayList<>(texts(sample, "same"));
    admitted.addAll(texts(sample, "phases"));
    admitted.add(subject);
    for (String each : admitted) {
      assertEquals(Verdict.ALLOWED, verdict(sample, each, policy), each + template.json());
    }
    for (String each : texts(sample, "strangers")) {
      assertFalse(each.equals(subject), "a stranger must differ");
      assertEquals(Verdict.DENIED, verdict(sample, each, policy), each + template.json());
    }
  }

  private static List<String> texts(JsonValue sample, String name) {
    return sample.path(name).items().stream().map(JsonValue::text).toList();
  }
}
