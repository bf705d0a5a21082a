package io.github.rolecall.refresh;

import static java.util.Objects.requireNonNull;

import io.github.rolecall.host.Host;
import io.github.rolecall.model.Secret;
import io.github.rolecall.option.Words;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.RenewalProblem;
import io.github.rolecall.session.Assumed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Answers with the credentials of a cache, and renews them in time. One process renews at a time.
 * When a renewal fails, the last credentials are served until they end, and never after that.
 */
public final class Renewal {
  /** With so much left, a process does not wait for one that renews the credentials. */
  private static final Duration ENOUGH = Duration.ofSeconds(60);

  private final CredentialCache cache;
  private final Host host;
  private final Words words;

  /**
   * Answers from this cache.
   *
   * @param host has the time limit for waiting and for the exchange
   * @param words of the front end, for the log
   */
  public Renewal(CredentialCache cache, Host host, Words words) {
    this.cache = cache;
    this.host = host;
    this.words = words;
  }

  /**
   * Valid credentials.
   *
   * @param failed why these are the old ones, if a renewal has just failed
   */
  public record Answer(Secret json, Optional<Problem> failed) {}

  /**
   * Returns valid credentials.
   *
   * @param exchange assumes and verifies the role
   * @throws CredentialsException with the problem of the first exchange, or with {@link
   *     RenewalProblem} when there were credentials before
   */
  public Answer answer(Supplier<Assumed> exchange) {
    Optional<CachedCredentials> cached = cache.read();
    if (cached.isPresent() && cached.get().isFresh(now())) {
      return good(cached.get());
    }
    var answer = new AtomicReference<Supplier<Answer>>(() -> alone(exchange));
    try {
      cache.prepare();
      cache.renewing(
          host.deadline(),
          () -> {
            Optional<Answer> others = othersDo().map(Renewal::good);
            others.ifPresent(found -> answer.set(() -> found));
            return others.isPresent();
          },
          () -> answer.set(outcome(() -> alone(exchange))));
    } catch (CredentialsException e) {
      // The lock could not be had, or not in time.
      return instead(cache.read(), e);
    }
    return requireNonNull(answer.get()).get();
  }

  /** Does the work now, and returns or throws its result when it is asked for. */
  private static Supplier<Answer> outcome(Supplier<Answer> work) {
    try {
      Answer answer = work.get();
      return () -> answer;
    } catch (CredentialsException e) {
      return () -> {
        throw e;
      };
    }
  }

  /** Returns what is good enough while another process renews the credentials. */
  private Optional<CachedCredentials> othersDo() {
    Instant now = now();
    return cache
        .read()
        .filter(
            found ->
                found.isFresh(now)
                    || (found.isValid(now) && found.expires().isAfter(now.plus(ENOUGH))));
  }

  /** Renews the credentials while this process holds the lock. */
  private Answer alone(Supplier<Assumed> exchange) {
    // Another process may have renewed them since, or may have failed.
    Optional<CachedCredentials> cached = cache.read();
    if (cached.isPresent() && cached.get().isFresh(now())) {
      return good(cached.get());
    }
    Optional<FailedRenewal> failed = cache.failed().filter(last -> last.pauses(now()));
    if (failed.isPresent()) {
      return cached
          .filter(old -> old.isValid(now()))
          .map(Renewal::good)
          .orElseThrow(() -> paused(failed.get()));
    }
    CachedCredentials renewed;
    try {
      renewed = CachedCredentials.of(exchange.get(), host);
    } catch (CredentialsException e) {
      note(e.problem(), cached);
      return instead(cached, e);
    }
    try {
      cache.write(renewed);
    } catch (CredentialsException e) {
      // They are valid, and this process has them.
      return new Answer(renewed.json(), Optional.of(e.problem()));
    }
    return good(renewed);
  }

  private void note(Problem problem, Optional<CachedCredentials> left) {
    Instant now = now();
    Optional<Instant> end = left.filter(old -> old.isValid(now)).map(CachedCredentials::expires);
    String reason = host.secrets().without(problem.what(words));
    try {
      cache.write(FailedRenewal.of(problem.code(), reason, now, end), now);
    } catch (CredentialsException e) {
      // The user needs the reason of the renewal, not that of the note about it.
      return;
    }
  }

  /** Serves the old credentials while they are valid. */
  private Answer instead(Optional<CachedCredentials> cached, CredentialsException failure) {
    if (cached.isEmpty()) {
      throw failure;
    }
    CachedCredentials old = cached.get();
    if (old.isValid(now())) {
      return new Answer(old.json(), Optional.of(failure.problem()));
    }
    throw new CredentialsException(
        new RenewalProblem.Failed(old.expires(), failure.problem()), failure);
  }

  private CredentialsException paused(FailedRenewal failed) {
    return new CredentialsException(
        new RenewalProblem.Paused(
            failed.reason(), failed.code(), failed.retryAt(), cache.log().toString()));
  }

  private static Answer good(CachedCredentials credentials) {
    return new Answer(credentials.json(), Optional.empty());
  }

  /** The clock of this machine: all times of the cache are those that it shows. */
  private Instant now() {
    return host.time().clock().instant();
  }
}
