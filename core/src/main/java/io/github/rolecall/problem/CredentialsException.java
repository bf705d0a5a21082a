package io.github.rolecall.problem;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one exception for everything a user can mend: it carries a {@link Problem}, not a text. */
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

  /** The same where the server asks to be left alone for this time. */
  public CredentialsException after(Optional<Duration> time) {
    return new CredentialsException(problem, getCause(), time);
  }

  /** How long the server asks to be left alone; empty when it does not say. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  public Problem problem() {
    return problem;
  }
}
