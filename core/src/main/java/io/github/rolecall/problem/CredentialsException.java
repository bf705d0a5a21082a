package io.github.rolecall.problem;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The only exception for problems that users can solve. It carries a {@link Problem}, not a text.
 */
public final class CredentialsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Optional<Duration> retryAfter;

  public CredentialsException(Problem problem) {
    this(problem, null);
  }

  /**
   * Carries the problem, and what caused it.
   *
   * @param cause for people who debug Rolecall itself; its text is never shown, as it may hold what
   *     must not be shown
   */
  public CredentialsException(Problem problem, @Nullable Throwable cause) {
    this(problem, cause, Optional.empty());
  }

  private CredentialsException(
      Problem problem, @Nullable Throwable cause, Optional<Duration> retryAfter) {
    super(problem.code(), cause);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** The same with the time that the server asks to wait. */
  public CredentialsException after(Optional<Duration> time) {
    return new CredentialsException(problem, getCause(), time);
  }

  /** How long the server asks to wait; empty when it does not say. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  public Problem problem() {
    return problem;
  }
}
