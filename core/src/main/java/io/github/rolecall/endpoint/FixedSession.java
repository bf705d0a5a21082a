package io.github.rolecall.endpoint;

import io.github.rolecall.http.ServerClock;
import io.github.rolecall.session.Assumed;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A session that is not renewed. */
public final class FixedSession implements ServedSession {
  private final Assumed assumed;
  private final ServerClock clock;
  private final String advice;
  private final Consumer<String> warning;
  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * @param clock tells when the credentials have expired
   * @param advice what the user does to have valid credentials: whole sentences
   * @param warning prints a line to the log, once: the SDK for Java 2 hides the endpoint's message
   *     when it has several sources to try
   */
  public FixedSession(Assumed assumed, ServerClock clock, String advice, Consumer<String> warning) {
    this.assumed = assumed;
    this.clock = clock;
    this.advice = advice;
    this.warning = warning;
  }

  @Override
  public CompletableFuture<Current> current() {
    Instant now = clock.instant();
    Optional<Instant> expired =
        assumed.credentials().expires().filter(end -> end.isBefore(now.plus(TIME_TO_USE)));
    return CompletableFuture.completedFuture(
        expired.<Current>map(end -> ended(end, now)).orElseGet(() -> new Current.Valid(assumed)));
  }

  private Current.Ended ended(Instant end, Instant now) {
    String reason =
        "The credentials of %s %s at %s. %s"
            .formatted(
                assumed.identity().arn(), end.isAfter(now) ? "expire" : "expired", end, advice);
    if (warned.compareAndSet(false, true)) {
      warning.accept(reason);
    }
    return new Current.Ended(reason);
  }
}
