package io.github.rolecall.model;

import java.util.Optional;

/**
 * A role as users name it: by its ARN, or by a name that the caller's account completes.
 *
 * @param text what the user wrote
 * @param arn empty: the text is a name
 */
public record RoleRef(String text, Optional<RoleArn> arn) {

  /** Empty when the text is neither the ARN nor the name of a role. */
  public static Optional<RoleRef> parse(String text) {
    Optional<RoleArn> arn = RoleArn.parse(text);
    return arn.isPresent() || RoleArn.isName(text)
        ? Optional.of(new RoleRef(text, arn))
        : Optional.empty();
  }

  public static RoleRef of(RoleArn arn) {
    return new RoleRef(arn.toString(), Optional.of(arn));
  }

  /** The ARN; a name belongs to the account and partition of the caller. */
  public RoleArn of(CallerIdentity caller) {
    return arn.orElseGet(() -> new RoleArn(caller.arn().split(":", -1)[1], caller.account(), text));
  }

  @Override
  public String toString() {
    return text;
  }
}
