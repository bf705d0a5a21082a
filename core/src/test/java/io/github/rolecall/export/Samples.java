package io.github.rolecall.export;

import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Secret;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import java.time.Instant;
import java.util.Optional;

/** Sample credentials and targets for tests of exporters. */
public final class Samples {
  public static final String SECRET = "wJalr/XUtn+FEMI=";
  static final String TOKEN = "IQoJb3JpZ2luX2VjE+/==";

  private Samples() {}

  static Assumed role() {
    return assumed(SECRET, Optional.of(TOKEN), Assumed.Origin.ROLE);
  }

  static Assumed assumed(String secret, Optional<String> token, Assumed.Origin origin) {
    return new Assumed(
        new SessionCredentials(
            "ASIAEXAMPLE",
            new Secret(secret),
            token.map(Secret::new),
            token.map(text -> Instant.parse("2026-11-21T13:00:00Z"))),
        new CallerIdentity(
            "111122223333", "arn:aws:sts::111122223333:assumed-role/Deploy/ci", "AROA:ci"),
        "eu-central-1",
        origin,
        false);
  }

  static ExportTargets exportTargets(boolean unset, Optional<String> profile) {
    return new ExportTargets(
        true,
        false,
        profile.map(name -> new ExportTargets.Profile(name, false)),
        Optional.empty(),
        unset,
        false,
        ExportTargets.Prefixes.NONE);
  }

  static ExportTargets exportTargets() {
    return exportTargets(false, Optional.empty());
  }
}
