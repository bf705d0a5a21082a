package io.github.rolecall.endpoint;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.http.Once;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.refresh.RenewalMargin;
import io.github.rolecall.session.Assumed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A session that is renewed when a client asks for it shortly before its end. Of all clients that
 * ask at once, the first one starts the renewal. While it runs, and if it fails, the others get the
 * present credentials until those expire.
 */
public final class RenewingSession implements ServedSession {
  /**
   * Botocore and the AWS SDK for Java 1 request new credentials 15 minutes before the end, all
   * others later.
   */
  private static final Duration MARGIN = Duration.ofMinutes(15);

  /** Shorter than the timeout of a client: 1 second in the AWS SDK for JavaScript. */
  private static final Duration WAIT = Duration.ofMillis(500);

  /** How many failed renewals fit between the first one and the end of the session. */
  private static final int TRIES = 15;

  private final Supplier<Assumed> exchange;
  private final Function<RuntimeException, String> explanation;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Consumer<String> warning;

  private Issued issued;
  private @Nullable Renewal renewal;
  private String failure = "";
  private long pausedUntil;

  /**
   * Makes a session of which the first client to ask in time starts the renewal.
   *
   * @param first the session of the run that starts the endpoint
   * @param exchange assumes and verifies the role again, within a time limit of its own
   * @param explanation the message of a failure, without secrets
   * @param clock tells when credentials have expired
   * @param nanos elapsed nanoseconds, which always increase, while the clock may be set
   * @param warning prints a line to the log: AWS SDKs hide most of what an endpoint tells them
   */
  RenewingSession(
      Assumed first,
      Supplier<Assumed> exchange,
      Function<RuntimeException, String> explanation,
      Clock clock,
      LongSupplier nanos,
      Consumer<String> warning) {
    this.exchange = exchange;
    this.explanation = explanation;
    this.clock = clock;
    this.nanos = nanos;
    this.warning = warning;
    this.issued = issued(first);
  }

  /**
   * Returns a session that is renewed by assuming the planned role again.
   *
   * @param assume assumed the role for the first session
   * @param console gets what happens, and nothing when all is well
   */
  public static RenewingSession of(
      Assume assume, PlannedRole role, Assumed first, Host host, Console console) {
    return new RenewingSession(
        first,
        () -> assume.again(role),
        e -> {
          Problem problem =
              e instanceof CredentialsException known ? known.problem() : RunProblem.of(e);
          return host.secrets().without(problem.message(role.inputs().words()));
        },
        host.clock(),
        host.time().nanos(),
        console::warn);
  }

  @Override
  public synchronized CompletableFuture<Current> current() {
    if (!isDue()) {
      return CompletableFuture.completedFuture(now());
    }
    if (renewal == null && nanos.getAsLong() - pausedUntil >= 0) {
      begin();
    }
    if (renewal == null) {
      return CompletableFuture.completedFuture(now());
    }
    // Without credentials, a client waits; but not for what has just failed, or it would time out
    // before it gets the reason.
    return isUsable() || !failure.isEmpty() ? renewal.soon : renewal.end;
  }

  private boolean isDue() {
    return issued.ends() && left().compareTo(issued.margin()) <= 0;
  }

  private void begin() {
    var begun = new Renewal();
    renewal = begun;
    start("rolecall-renewal", () -> renew(begun));
    start("rolecall-wait", () -> await(begun));
  }

  private static void start(String name, Runnable work) {
    Once.start(
        name,
        () -> {
          // The class loader of a project would live as long as the thread.
          Thread.currentThread().setContextClassLoader(RenewingSession.class.getClassLoader());
          work.run();
        });
  }

  private void renew(Renewal begun) {
    try {
      succeeded(exchange.get());
    } catch (RuntimeException e) {
      failed(explanation.apply(e));
    } catch (Error e) {
      failed(e.getClass().getSimpleName());
    }
    Current now = now();
    begun.end.complete(now);
    begun.soon.complete(now);
  }

  private void await(Renewal begun) {
    try {
      begun.end.get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      begun.soon.complete(now());
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized void succeeded(Assumed renewed) {
    issued = issued(renewed);
    failure = "";
    renewal = null;
  }

  private synchronized void failed(String why) {
    Duration pause = Duration.ofSeconds(Math.max(1, issued.margin().toSeconds() / TRIES));
    pausedUntil = nanos.getAsLong() + pause.toNanos();
    renewal = null;
    if (failure.isEmpty()) {
      warning.accept(
          "Could not renew the credentials of %s. They %s at %s. Rolecall tries again every %d seconds.\n%s"
              .formatted(arn(), isUsable() ? "expire" : "expired", end(), pause.toSeconds(), why));
    }
    failure = why;
  }

  private synchronized Current now() {
    if (isUsable()) {
      return new Current.Valid(issued.assumed);
    }
    String reason = "The credentials of %s expired at %s.".formatted(arn(), end());
    return new Current.Ended(
        failure.isEmpty() ? reason : reason + " Could not renew them: " + failure);
  }

  private boolean isUsable() {
    return !issued.ends() || left().compareTo(TIME_TO_USE) > 0;
  }

  private String arn() {
    return issued.assumed.identity().arn();
  }

  private Instant end() {
    return issued.assumed.credentials().expires().orElseThrow();
  }

  private Issued issued(Assumed assumed) {
    Duration lifetime =
        assumed
            .credentials()
            .expires()
            .map(end -> Duration.between(clock.instant(), end))
            .orElse(Duration.ZERO);
    return new Issued(assumed, lifetime, nanos.getAsLong());
  }

  /** The shorter time of two clocks: one may be set back, the other may stop with the machine. */
  private Duration left() {
    Duration byClock = Duration.between(clock.instant(), end());
    Duration byElapsed = issued.lifetime.minusNanos(nanos.getAsLong() - issued.at);
    return byClock.compareTo(byElapsed) < 0 ? byClock : byElapsed;
  }

  /**
   * @param lifetime from when it was issued to its end
   * @param at elapsed nanoseconds when it was issued
   */
  private record Issued(Assumed assumed, Duration lifetime, long at) {
    boolean ends() {
      return assumed.credentials().expires().isPresent();
    }

    /** How long before the end the session is renewed. */
    Duration margin() {
      Instant start = Instant.EPOCH;
      Instant end = start.plus(lifetime);
      Duration margin = Duration.between(RenewalMargin.renewAt(start, end, MARGIN), end);
      return margin.compareTo(TIME_TO_USE) < 0 ? TIME_TO_USE : margin;
    }
  }

  /** A renewal that runs. */
  private static final class Renewal {
    /** Completes with it, so that there are credentials, or a reason. */
    private final CompletableFuture<Current> end = new CompletableFuture<>();

    /** Completes with it, or before the timeout of a client. */
    private final CompletableFuture<Current> soon = new CompletableFuture<>();
  }
}
