package io.github.rolecall.aws.sso;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Secret;
import java.time.Duration;

/**
 * The first answer of a device code flow.
 *
 * @param address the page where the user enters {@code userCode}
 * @param wholeAddress the same page with the code in its address
 */
record DeviceCode(
    Secret code,
    String userCode,
    String address,
    String wholeAddress,
    Duration limit,
    Duration interval) {
  private static final int STANDARD_INTERVAL = 5;
  private static final int STANDARD_LIMIT = 600;
  private static final int LONGEST = 86_400;

  static DeviceCode of(JsonValue json, Secret code) {
    JsonValue whole = json.path("verificationUriComplete");
    JsonValue address = json.path("verificationUri");
    return new DeviceCode(
        code,
        json.path("userCode").text(),
        address.text(),
        whole.isString() ? whole.text() : address.text(),
        seconds(json.path("expiresIn"), STANDARD_LIMIT),
        seconds(json.path("interval"), STANDARD_INTERVAL));
  }

  private static Duration seconds(JsonValue number, int standard) {
    return Duration.ofSeconds(
        Math.min(Math.max(1, number.wholeNumber().orElse(standard)), LONGEST));
  }
}
