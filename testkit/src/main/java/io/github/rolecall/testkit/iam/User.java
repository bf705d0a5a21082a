package io.github.rolecall.testkit.iam;

import java.util.Optional;

/**
 * An IAM user with one pair of long-term keys.
 *
 * @param arn the user's ARN; one that ends in {@code :root} makes the account's root user
 * @param accessKeyId starts with {@code AKIA}
 * @param secretAccessKey the secret
 * @param mfa the user's MFA device, if there is one
 */
public record User(Arn arn, String accessKeyId, String secretAccessKey, Optional<MfaDevice> mfa) {

  /** A user without an MFA device. */
  public User(Arn arn, String accessKeyId, String secretAccessKey) {
    this(arn, accessKeyId, secretAccessKey, Optional.empty());
  }

  /** This user with a device. */
  public User withMfa(MfaDevice device) {
    return new User(arn, accessKeyId, secretAccessKey, Optional.of(device));
  }

  /** The user's unique identifier, {@code AIDA…}; the root user's is the account number. */
  public String id() {
    return isRoot() ? arn.account() : UniqueId.of("AIDA", arn);
  }

  /** Whether these are keys of the account's root user, who may not assume roles. */
  public boolean isRoot() {
    return arn.resource().equals("root");
  }

  @Override
  public String toString() {
    return "User[" + arn + "]";
  }
}
