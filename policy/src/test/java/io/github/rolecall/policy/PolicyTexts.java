package io.github.rolecall.policy;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.policy.read.PolicyReader;
import java.util.Optional;

/** Reads policies in JSON for the tests of this module. */
public final class PolicyTexts {
  private static final PolicyReader READER =
      new PolicyReader(JsonTexts::document, JsonTexts::document);

  private PolicyTexts() {}

  public static TrustPolicy policy(String text) {
    return READER.read(text).of(Optional.empty());
  }
}
