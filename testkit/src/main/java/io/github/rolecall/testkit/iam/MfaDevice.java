package io.github.rolecall.testkit.iam;

import java.util.List;

/**
 * A device that shows codes. A real one shows another code every 30 seconds; this one has a fixed
 * list, each of which is good once, as a real one's are.
 *
 * @param serialNumber such as {@code arn:aws:iam::111122223333:mfa/ci}
 * @param codes 6 digits each
 */
public record MfaDevice(String serialNumber, List<String> codes) {

  /**
   * Copies the codes.
   *
   * @throws IllegalArgumentException when one is not 6 digits
   */
  public MfaDevice {
    codes = List.copyOf(codes);
    if (!codes.stream().allMatch(code -> code.matches("\\d{6}"))) {
      throw new IllegalArgumentException("an MFA code has 6 digits");
    }
  }

  /** Without the codes. */
  @Override
  public String toString() {
    return "MfaDevice[" + serialNumber + "]";
  }
}
