package io.github.rolecall.policy;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.read.PolicyReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Parses policies in JSON and creates requests for the tests of this module. */
public final class PolicyTexts {
  private static final PolicyReader READER =
      new PolicyReader(JsonTexts::document, JsonTexts::document);

  private PolicyTexts() {}

  public static TrustPolicy policy(String text) {
    return READER.read(text).of(Optional.empty());
  }

  /** Creates a request with these claims, without a specific role. */
  public static Request request(Map<String, String> claims) {
    return new Request(
        new Claims(JsonValue.ofTexts(claims)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH);
  }
}
