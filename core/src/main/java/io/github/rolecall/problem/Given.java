package io.github.rolecall.problem;

import java.util.Optional;

/**
 * A value that a user gave.
 *
 * @param text the value; it may be a secret, so it is not printed
 * @param name as the user wrote it: {@code --role-to-assume}, a variable, or a key and its file
 * @param origin what it is worth beside other values of the same input
 * @param secret whether the user marked it as a secret, whatever it is for
 * @param unreadable why the value cannot be had, if it cannot; that only matters if it is needed
 */
public record Given(
    String text, String name, Origin origin, boolean secret, Optional<InputProblem> unreadable) {

  /** Where a value stands, the first one before the others. */
  public enum Origin {
    EXPLICIT,
    FILE,
    ENVIRONMENT
  }

  /** A value that is there. */
  public Given(String text, String name) {
    this(text, name, Origin.EXPLICIT, false, Optional.empty());
  }

  /** A value of a file. */
  public static Given ofFile(String text, String name, boolean secret) {
    return new Given(text, name, Origin.FILE, secret, Optional.empty());
  }

  /** A value that is set in a file, and that cannot be had here. */
  public static Given unreadable(String name, InputProblem why) {
    return new Given("", name, Origin.FILE, true, Optional.of(why));
  }

  /** The same without whitespace around it, from elsewhere. */
  public Given from(Origin other) {
    return new Given(text.strip(), name, other, secret, unreadable);
  }

  /** The same name with a part of the value. */
  public Given part(String entry) {
    return new Given(entry, name, origin, secret, unreadable);
  }

  /** Whether the value is set and cannot be had. */
  public boolean isUnreadable() {
    return unreadable.isPresent();
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

  @Override
  public String toString() {
    return name;
  }
}
