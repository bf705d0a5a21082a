package io.github.rolecall.policy;

import io.github.rolecall.json.JsonValue;
import java.util.Optional;

/**
 * A mistake for which IAM would refuse to save the policy, so that no role can have it as written.
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

  /** What is wrong, and what was meant. */
  public sealed interface Certain {}

  /**
   * An element as it stands in the document; the policy has been read as it was meant.
   *
   * @param statement of which it is, from 0; empty: of the policy
   */
  public record Element(Optional<Integer> statement, String name, JsonValue value)
      implements Certain {}

  /**
   * An operator that the policy has been read with.
   *
   * @param statement in which it stands, from 0
   * @param meant the only one of IAM whose name is nearly the same
   */
  public record Misspelled(int statement, String name, String meant) implements Certain {}
}
