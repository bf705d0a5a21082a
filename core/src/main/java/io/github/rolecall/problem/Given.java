package io.github.rolecall.problem;

import java.util.Optional;

/**
 * A value that a user gave.
 *
 * @param text the value; it may be a secret, so it is not printed
 * @param name as the user wrote it: {@code --role-to-assume}, a variable, or a key and its file
 * @param secret whether the user marked it as a secret, whatever it is for
 * @param unreadable why the value cannot be had, if it cannot; that only matters if it is needed
 */
public record Given(String text, String name, boolean secret, Optional<InputProblem> unreadable) {

  /** A value that is there. */
  public Given(String text, String name) {
    this(text, name, false, Optional.empty());
  }

  /** A value that is set, and that cannot be had here. */
  public static Given unreadable(String name, InputProblem why) {
    return new Given("", name, true, Optional.of(why));
  }

  /**
   * The value.
   *
   * @throws CredentialsException with the {@link InputProblem} for which it cannot be had
   */
  @Override
  public String text() {
    if (unreadable.isPresent()) {
      throw new CredentialsException(unreadable.get());
    }
    return text;
  }

  /** The same without whitespace around it. */
  public Given stripped() {
    return new Given(text.strip(), name, secret, unreadable);
  }

  @Override
  public String toString() {
    return name;
  }
}
