package io.github.rolecall.endpoint;

import io.github.rolecall.session.Assumed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A verified session that an endpoint serves for as long as it is valid. */
public interface ServedSession {
  /** What a client needs to sign a request and to have it arrive. */
  Duration TIME_TO_USE = Duration.ofSeconds(10);

  /**
   * Returns the present credentials, or why there are none. Never blocks, and never completes
   * exceptionally. Expired credentials are never returned.
   */
  CompletableFuture<Current> current();

  /** What a client of the endpoint gets. */
  sealed interface Current {
    /** Credentials that stay valid for {@link #TIME_TO_USE} at least. */
    record Valid(Assumed assumed) implements Current {}

    /** The credentials have expired. The reason contains no secret. */
    record Ended(String reason) implements Current {}
  }
}
