package io.github.rolecall.aws.sso;

import io.github.rolecall.problem.ClockSkew;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.problem.SsoProblem;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Provides the token of a session. It renews the token 15 minutes before it expires, as botocore
 * does, while the session and the client are valid.
 */
public final class SsoTokens {
  private final SsoCaller caller;
  private final SsoSession session;
  private final SsoCache cache;
  private final String profile;

  /**
   * Makes a provider for one run.
   *
   * @param profile for messages
   */
  public SsoTokens(SsoCaller caller, SsoSession session, String profile) {
    this.caller = caller;
    this.session = session;
    this.cache = new SsoCache(caller.host(), session);
    this.profile = profile;
  }

  /**
   * Returns a token that is valid by all that is known. Before a server has confirmed the time, it
   * also returns a token that seems to have expired: the portal then refuses it, and the caller
   * asks again.
   *
   * @throws CredentialsException with {@link ProfileProblem.LoginNeeded}, or, where the token has
   *     ended and cannot be renewed for now, with {@link io.github.rolecall.problem.NetworkProblem}
   *     or {@link io.github.rolecall.problem.ExportProblem}
   */
  public SsoToken current() {
    SsoToken token = kept();
    Instant now = caller.now();
    if (!token.endsSoon(now) || !token.isRenewable(now)) {
      return good(token);
    }
    try {
      return good(renewed(token));
    } catch (CredentialsException e) {
      if (!token.hasEnded(caller.now())) {
        caller
            .console()
            .info(
                "Could not renew the sign-in of "
                    + session.label()
                    + " ("
                    + e.problem().code()
                    + "); it is valid until "
                    + token.expiresAt());
        return token;
      }
      if (e.problem() instanceof SsoProblem.Refused refused && !refused.isFault()) {
        throw needed("the session has ended (" + refused.error() + ")");
      }
      throw e;
    }
  }

  private SsoToken renewed(SsoToken stale) {
    cache.prepare();
    var result = new AtomicReference<SsoToken>(stale);
    cache.locked(
        () -> {
          // Another process may have renewed it meanwhile, and a refresh token is valid once.
          SsoToken token = cache.token().orElse(stale);
          if (token.endsSoon(caller.now()) && token.isRenewable(caller.now())) {
            SsoCaller asking = token.hasEnded(caller.now()) ? caller : caller.once();
            token = new SsoOidc(asking, session).renewed(token);
            cache.keep(token);
          }
          result.set(token);
        });
    return Objects.requireNonNull(result.get());
  }

  private SsoToken kept() {
    if (!cache.hasToken()) {
      throw needed("there is no sign-in");
    }
    Optional<SsoToken> token = cache.token();
    return token.orElseThrow(() -> needed("the file of the token is damaged"));
  }

  private SsoToken good(SsoToken token) {
    Optional<ClockSkew> clock = caller.host().clock().skew();
    if (clock.isPresent() && token.hasEnded(caller.now())) {
      throw new CredentialsException(
          new ProfileProblem.LoginNeeded(
              profile,
              "the sign-in expired at " + token.expiresAt(),
              clock.filter(skew -> skew.hidesEnd(token.expiresAt()))));
    }
    return token;
  }

  private CredentialsException needed(String reason) {
    return new CredentialsException(new ProfileProblem.LoginNeeded(profile, reason));
  }
}
