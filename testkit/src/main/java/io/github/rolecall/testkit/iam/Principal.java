package io.github.rolecall.testkit.iam;

/**
 * One entry of a {@code Principal} element.
 *
 * @param type {@code AWS}, {@code Federated}, {@code Service}, or {@code *} for everyone
 * @param value an ARN, an account number, a domain or {@code *}
 */
public record Principal(String type, String value) {
  /**
   * Rejects wildcards inside ARNs, as IAM does.
   *
   * @throws IllegalArgumentException when IAM would report "Invalid principal in policy"
   */
  public Principal {
    if (value.length() > 1 && value.contains("*")) {
      throw new IllegalArgumentException("Invalid principal in policy: " + value);
    }
  }

  static Principal everybody() {
    return new Principal("*", "*");
  }

  boolean isEverybody() {
    return type.equals("*");
  }

  /** Whether this entry matches the AWS identity itself, or its whole account. */
  boolean means(Arn identity) {
    return type.equals("AWS")
        && (value.equals("*")
            || value.equals(identity.toString())
            || value.equals(identity.account())
            || isRootOf(identity));
  }

  private boolean isRootOf(Arn identity) {
    return value.equals(
        new Arn(identity.partition(), "iam", "", identity.account(), "root").toString());
  }
}
