package io.github.rolecall.policy;

import io.github.rolecall.json.JsonValue;
import java.util.Optional;

/**
 * A mistake for which IAM rejects the policy, so that no role can have it as written.
 *
 * @param message what is wrong, with the place and the value
 * @param remedy what to write instead
 * @param certain the correction, if it is certain
 */
public record Fault(Kind kind, String message, String remedy, Optional<Certain> certain) {

  /** Makes a fault whose correction is uncertain. */
  public Fault(Kind kind, String message, String remedy) {
    this(kind, message, remedy, Optional.empty());
  }

  /** Returns the same fault with a certain correction. */
  public Fault certain(Certain what) {
    return new Fault(kind, message, remedy, Optional.of(what));
  }

  /** What is wrong. */
  public enum Kind {
    VERSION,
    EFFECT,
    PRINCIPAL,
    RESOURCE,
    OPERATOR,
    ELEMENT
  }

  /** A mistake whose correction is certain. */
  public sealed interface Certain {}

  /**
   * An element as the document has it; the policy has been read with the correction.
   *
   * @param statement index of the statement, from 0; empty: an element of the policy itself
   */
  public record Element(Optional<Integer> statement, String name, JsonValue value)
      implements Certain {}

  /**
   * An operator that the policy has been read with.
   *
   * @param statement index of the statement, from 0
   * @param meant the only operator of IAM with nearly the same name
   */
  public record Misspelled(int statement, String name, String meant) implements Certain {}
}
