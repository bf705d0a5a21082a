package io.github.rolecall.policy;

/**
 * Something in a policy for which IAM would refuse to save it, so that no role can have the policy
 * as it is written.
 *
 * @param message what is wrong, with the place and the value
 * @param remedy what to write instead
 */
public record Fault(Kind kind, String message, String remedy) {

  /** What is wrong. */
  public enum Kind {
    VERSION,
    EFFECT,
    PRINCIPAL,
    RESOURCE,
    OPERATOR,
    ELEMENT
  }
}
