package io.github.rolecall.testkit.iam;

import java.util.List;

/**
 * An MFA device with a fixed list of codes, each of which is valid once. A real device shows a new
 * code every 30 seconds.
 *
 * @param serialNumber such as {@code arn:aws:iam::111122223333:mfa/ci}
 * @param codes the codes, 6 digits each
 */
public record MfaDevice(String serialNumber, List<String> codes) {

  /**
   * Checks the codes.
   *
   * @throws IllegalArgumentException when a code does not have 6 digits
   */
  public MfaDevice {
    codes = List.copyOf(codes);
    if (!codes.stream().allMatch(code -> code.matches("\\d{6}"))) {
      throw new IllegalArgumentException("an MFA code has 6 digits");
    }
  }

  /** Omits the codes, which are secret. */
  @Override
  public String toString() {
    return "MfaDevice[" + serialNumber + "]";
  }
}
