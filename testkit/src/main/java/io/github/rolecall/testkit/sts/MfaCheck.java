package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.iam.MfaDevice;
import io.github.rolecall.testkit.iam.RequestContext;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Checks MFA codes, and records which codes were used. */
final class MfaCheck {
  private static final String PRESENT = "aws:MultiFactorAuthPresent";

  private final Set<String> used = ConcurrentHashMap.newKeySet();

  /**
   * Returns the context of the caller, with the MFA condition key if the request has a valid code.
   * Without a code the key is absent, because requests with long-term credentials do not have it.
   *
   * @throws Refusal {@code AccessDenied} if only one of device and code is set, if the device
   *     belongs to another user, or if the code is wrong or was used before
   */
  RequestContext context(Identity identity, Parameters parameters) {
    Optional<String> serial = parameters.get("SerialNumber");
    Optional<String> code = parameters.get("TokenCode");
    if (serial.isEmpty() && code.isEmpty()) {
      return identity.context();
    }
    if (serial.isEmpty() || code.isEmpty()) {
      // The error code is that of AWS. The message is from reports of users; the AWS reference does
      // not contain it.
      throw Refusal.accessDenied(
          "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass"
              + " code.");
    }
    MfaDevice device =
        identity
            .mfa()
            .filter(own -> own.serialNumber().equals(serial.get()))
            .orElseThrow(
                () ->
                    Refusal.accessDenied(
                        "MultiFactorAuthentication failed, unable to validate MFA code.  Please"
                            + " verify your MFA serial number is valid and associated with this"
                            + " user."));
    if (!device.codes().contains(code.get()) || !used.add(serial.get() + " " + code.get())) {
      throw Refusal.accessDenied(
          "MultiFactorAuthentication failed with invalid MFA one time pass code. ");
    }
    return identity.context().with(PRESENT, "true");
  }
}
