package io.github.rolecall;

/**
 * A value that a user gave.
 *
 * @param text the value; it may be a secret, so it is not printed
 * @param name as the user wrote it: {@code --role-to-assume}, a variable, or a key and its file
 */
public record Given(String text, String name) {
  @Override
  public String toString() {
    return name;
  }
}
