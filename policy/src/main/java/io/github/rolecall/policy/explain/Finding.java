package io.github.rolecall.policy.explain;

/**
 * Something that a person should know of a policy and a token.
 *
 * @param message what was seen, with the values
 * @param remedy what to do, with text that can be pasted
 */
public record Finding(FindingCode code, Severity severity, String message, String remedy) {

  public enum Severity {
    /** A reason why AWS refuses. */
    ERROR,
    /** It lets in more than it should, or hides a mistake. */
    WARNING,
    /** It could be better. */
    HINT
  }

  /** The same, where it is no reason of a refusal. */
  Finding aside() {
    return code.warning(message, remedy);
  }
}
