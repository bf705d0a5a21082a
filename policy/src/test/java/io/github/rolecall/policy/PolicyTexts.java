package io.github.rolecall.policy;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.read.PolicyReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Policies in JSON, and requests, for the tests of this module. */
public final class PolicyTexts {
  private static final PolicyReader READER =
      new PolicyReader(JsonTexts::document, JsonTexts::document);

  private PolicyTexts() {}

  public static TrustPolicy policy(String text) {
    return READER.read(text).of(Optional.empty());
  }

  /** A request with a token of these claims, for whatever role has the policy. */
  public static Request request(Map<String, String> claims) {
    return new Request(
        new Claims(JsonValue.ofTexts(claims)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH);
  }
}
