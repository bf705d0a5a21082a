package io.github.rolecall.testkit.iam;

import java.util.Optional;

/**
 * An IAM user with one long-term access key.
 *
 * @param arn the user's ARN; an ARN that ends in {@code :root} is the root user of the account
 * @param accessKeyId the access key id, which starts with {@code AKIA}
 * @param secretAccessKey the secret access key
 * @param mfa the user's MFA device, if there is one
 */
public record User(Arn arn, String accessKeyId, String secretAccessKey, Optional<MfaDevice> mfa) {

  /** A user without an MFA device. */
  public User(Arn arn, String accessKeyId, String secretAccessKey) {
    this(arn, accessKeyId, secretAccessKey, Optional.empty());
  }

  /** This user with an MFA device. */
  public User withMfa(MfaDevice device) {
    return new User(arn, accessKeyId, secretAccessKey, Optional.of(device));
  }

  /** The user's unique identifier, {@code AIDA…}; for the root user, the account number. */
  public String id() {
    return isRoot() ? arn.account() : UniqueId.of("AIDA", arn);
  }

  /** Whether this is the root user of the account, which cannot assume roles. */
  public boolean isRoot() {
    return arn.resource().equals("root");
  }

  @Override
  public String toString() {
    return "User[" + arn + "]";
  }
}
