package io.github.rolecall.host;

import io.github.rolecall.console.Console;
import io.github.rolecall.problem.ClockProblem;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.problem.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The retry policy. It repeats only calls that can succeed, with full jitter, within the remaining
 * time, and does not wait after the last attempt. It is the only retry policy, and the log shows
 * each retry: neither {@code Http} nor the SDK, whose own retry is off, sends a request twice.
 * {@link Tries} computes the waits.
 *
 * @param attempts the maximum number of attempts; a second signature, after AWS has refused the
 *     time of the first, does not count
 * @param budget how long to retry calls that {@link Problem.Repeat#WITHIN_BUDGET} says may succeed
 */
public record Retry(int attempts, Duration budget) {
  /** No limit but the time. */
  public static final int ANY_NUMBER = Integer.MAX_VALUE;

  /**
   * Makes the call, which has a name for the log, until it succeeds or no further attempt can help
   * or is allowed; then throws the last exception.
   */
  public <T> T run(Host host, Console console, String what, Supplier<T> call) {
    return run(host, console, what, call, Problem::repeat);
  }

  /**
   * The same for a call that works only once, such as one with an MFA code. It is repeated only if
   * none of it was sent, or if AWS has refused its signature, which AWS checks first.
   */
  public <T> T runUntilSent(Host host, Console console, String what, Supplier<T> call) {
    return run(
        host,
        console,
        what,
        call,
        problem ->
            problem instanceof ClockProblem.SignatureRefused
                    || (problem instanceof NetworkProblem.Unreachable unreachable
                        && !unreachable.sent())
                ? problem.repeat()
                : Problem.Repeat.NEVER);
  }

  private <T> T run(
      Host host,
      Console console,
      String what,
      Supplier<T> call,
      Function<Problem, Problem.Repeat> repeats) {
    var tries = new Tries(this, host.time());
    while (true) {
      try {
        return call.get();
      } catch (CredentialsException e) {
        Optional<Duration> wait = tries.next(repeats.apply(e.problem()), e.retryAfter());
        if (wait.isEmpty()) {
          throw e;
        }
        console.info(
            "%s failed (%s), attempt %s; retrying in %s ms"
                .formatted(what, e.problem().code(), tries.made(), wait.get().toMillis()));
        host.time().sleeper().sleep(wait.get());
      }
    }
  }
}
