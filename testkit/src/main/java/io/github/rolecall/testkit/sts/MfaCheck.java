package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.iam.MfaDevice;
import io.github.rolecall.testkit.iam.RequestContext;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Checks the codes of MFA devices, and remembers which have been used. */
final class MfaCheck {
  private static final String PRESENT = "aws:MultiFactorAuthPresent";

  private final Set<String> used = ConcurrentHashMap.newKeySet();

  /**
   * What a request says of MFA: nothing at all without a device, because long-term keys have no
   * such key in their context.
   *
   * @throws Refusal {@code AccessDenied} for half of device and code, for another one's device, and
   *     for a code that the device does not show or that has been used
   */
  RequestContext context(Identity identity, Parameters parameters) {
    Optional<String> serial = parameters.get("SerialNumber");
    Optional<String> code = parameters.get("TokenCode");
    if (serial.isEmpty() && code.isEmpty()) {
      return identity.context();
    }
    if (serial.isEmpty() || code.isEmpty()) {
      // The code is AWS's; the text is one that people report, and is not in its reference.
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
