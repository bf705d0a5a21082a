package io.github.rolecall.host;

import io.github.rolecall.console.Console;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Repeats only what can succeed: exponential back-off with full jitter, within a total time, and no
 * sleep after the last try. This is the one policy, visible in the log: nothing below it sends a
 * request twice, neither {@code Http} nor the SDK, whose own retry is off.
 *
 * @param attempts how often a call is made at most
 * @param budget how long to go on with calls that {@link Problem.Repeat#WITHIN_BUDGET} says may
 *     succeed
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">AWS on
 *     back-off and jitter</a>
 */
public record Retry(int attempts, Duration budget) {
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final int BRIEF_ATTEMPTS = 3;
  private static final Duration BRIEF_FIRST_WAIT = Duration.ofMillis(1500);
  private static final Duration BRIEF_BUDGET = Duration.ofSeconds(5);

  /**
   * Makes the call, which has a name for the log, until it succeeds or no further try can help or
   * may be made; then throws the last exception.
   */
  public <T> T run(Host host, Console console, String what, Supplier<T> call) {
    return run(host, console, what, call, Problem::repeat);
  }

  /**
   * The same for a call that is good for one try, such as one with an MFA code: repeats it only
   * while not a byte of it has left this machine.
   */
  public <T> T runUntilSent(Host host, Console console, String what, Supplier<T> call) {
    return run(
        host,
        console,
        what,
        call,
        problem ->
            problem instanceof NetworkProblem.Unreachable unreachable && !unreachable.sent()
                ? problem.repeat()
                : Problem.Repeat.NEVER);
  }

  private <T> T run(
      Host host,
      Console console,
      String what,
      Supplier<T> call,
      Function<Problem, Problem.Repeat> repeats) {
    Instant start = host.clock().instant();
    for (int attempt = 1; ; attempt++) {
      try {
        return call.get();
      } catch (CredentialsException e) {
        Problem.Repeat repeat = repeats.apply(e.problem());
        Duration wait = wait(repeat, attempt, host.time().random().getAsDouble());
        Instant next = host.clock().instant().plus(wait);
        if (!permits(repeat, attempt, Duration.between(start, next))) {
          throw e;
        }
        console.info(
            "%s failed (%s), attempt %s; next one in %s ms"
                .formatted(what, e.problem().code(), attempt, wait.toMillis()));
        host.time().sleeper().sleep(wait);
      }
    }
  }

  private boolean permits(Problem.Repeat repeat, int attempt, Duration elapsed) {
    return attempt < attempts
        && switch (repeat) {
          case NEVER -> false;
          case BRIEFLY -> attempt < BRIEF_ATTEMPTS && elapsed.compareTo(BRIEF_BUDGET) <= 0;
          case WITHIN_BUDGET -> elapsed.compareTo(budget) <= 0;
        };
  }

  private static Duration wait(Problem.Repeat repeat, int attempt, double random) {
    Duration first = repeat == Problem.Repeat.BRIEFLY ? BRIEF_FIRST_WAIT : FIRST_WAIT;
    double ceiling =
        Math.min(first.toMillis() * Math.pow(2, attempt - 1.0), (double) LONGEST_WAIT.toMillis());
    return Duration.ofMillis((long) (random * ceiling));
  }
}
