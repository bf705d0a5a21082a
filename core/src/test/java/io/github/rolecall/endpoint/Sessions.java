package io.github.rolecall.endpoint;

import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Secret;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import java.time.Instant;
import java.util.Optional;

/** Sessions that need no assumed role. */
final class Sessions {
  private Sessions() {}

  static Assumed until(String name, Instant end) {
    return of(name, Optional.of(end));
  }

  static Assumed unlimited(String name) {
    return of(name, Optional.empty());
  }

  private static Assumed of(String name, Optional<Instant> end) {
    return new Assumed(
        new SessionCredentials(
            "ASIA-" + name,
            new Secret("key-" + name),
            Optional.of(new Secret("token-" + name)),
            end),
        new CallerIdentity("111122223333", "arn-" + name, "id"),
        "us-east-1",
        Assumed.Origin.ROLE,
        false);
  }
}
