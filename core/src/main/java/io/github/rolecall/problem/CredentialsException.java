package io.github.rolecall.problem;

import org.jspecify.annotations.Nullable;

/** The one exception for everything a user can mend: it carries a {@link Problem}, not a text. */
public final class CredentialsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

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
    super(problem.code(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
