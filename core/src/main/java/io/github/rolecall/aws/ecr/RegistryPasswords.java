package io.github.rolecall.aws.ecr;

import io.github.rolecall.host.Host;
import io.github.rolecall.session.Assumed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The passwords of a run: one for each identity and Region, and one for the public registry. */
public final class RegistryPasswords {
  /** A push may take this long, and begins with the password. */
  private static final Duration MARGIN = Duration.ofHours(1);

  /** What a password is good for. */
  private record Key(String identity, String service, String region) {
    static Key of(EcrRegistry registry, Assumed session) {
      return new Key(session.identity().arn(), registry.service(), registry.region());
    }
  }

  private final Map<Key, RegistryPassword> known = new HashMap<>();

  /**
   * Returns a password that is valid for an hour at least, and calls ECR if there is none.
   *
   * @param ecr for this call
   * @param host whose clock says what time it is
   */
  public synchronized RegistryPassword password(
      EcrRegistry registry, Assumed session, Ecr ecr, Host host) {
    Key key = Key.of(registry, session);
    RegistryPassword last = known.get(key);
    if (last != null && host.clock().instant().plus(MARGIN).isBefore(last.end())) {
      return last;
    }
    RegistryPassword password = ecr.password(registry, session);
    known.put(key, password);
    return password;
  }
}
