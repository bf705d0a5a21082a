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
 * Repeats only what can succeed, with full jitter, within the time that is left, and does not sleep
 * after the last try. This is the one policy, visible in the log: nothing below it sends a request
 * twice, neither {@code Http} nor the SDK, whose own retry is off. {@link Tries} says how long it
 * waits.
 *
 * @param attempts how often a call is made at most; a second signature, where AWS has refused the
 *     time of the first, is not counted
 * @param budget how long to go on with calls that {@link Problem.Repeat#WITHIN_BUDGET} says may
 *     succeed
 */
public record Retry(int attempts, Duration budget) {
  /** As often as the time allows. */
  public static final int ANY_NUMBER = Integer.MAX_VALUE;

  /**
   * Makes the call, which has a name for the log, until it succeeds or no further try can help or
   * may be made; then throws the last exception.
   */
  public <T> T run(Host host, Console console, String what, Supplier<T> call) {
    return run(host, console, what, call, Problem::repeat);
  }

  /**
   * The same for a call that is good for one try, such as one with an MFA code: repeats it only
   * while not a byte of it has left this machine, or where AWS has refused its signature, which it
   * reads first.
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
