package io.github.rolecall.testkit.sso;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The sessions of users in the access portal, and their tokens. */
final class Sessions {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;
  private final Consumer<String> secrets;
  private final Map<String, Access> byAccessToken = new HashMap<>();
  private final Map<String, Refresh> byRefreshToken = new HashMap<>();

  /** A session of a user. Refreshing its tokens does not extend it. */
  private static final class Session {
    final Instant end;
    boolean open = true;

    Session(Instant end) {
      this.end = end;
    }
  }

  private record Access(Session session, Instant expires) {}

  private record Refresh(Session session, Client client) {}

  Sessions(Clock clock, Consumer<String> secrets) {
    this.clock = clock;
    this.secrets = secrets;
  }

  static String random(String start, int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return start + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /** Begins a session. */
  synchronized Map<String, Object> begin(Client client, Duration length, Duration ofToken) {
    return issue(new Session(clock.instant().plus(length)), client, ofToken);
  }

  /**
   * Issues new tokens for a session. The refresh token is valid once.
   *
   * @throws OidcError when the refresh token is invalid, or the session has ended
   */
  synchronized Map<String, Object> renew(Client client, String token, Duration ofToken) {
    Refresh refresh = byRefreshToken.get(token);
    if (refresh == null || !refresh.client().id().equals(client.id())) {
      throw OidcError.of("invalid_grant", "Invalid refresh token provided");
    }
    byRefreshToken.remove(token);
    if (!refresh.session().open || !clock.instant().isBefore(refresh.session().end)) {
      throw OidcError.of("invalid_grant", "The session has ended");
    }
    return issue(refresh.session(), client, ofToken);
  }

  private Map<String, Object> issue(Session session, Client client, Duration ofToken) {
    Instant now = clock.instant();
    Instant wanted = now.plus(ofToken);
    Instant expires = wanted.isBefore(session.end) ? wanted : session.end;
    String access = secret("aoaAAAAA");
    byAccessToken.put(access, new Access(session, expires));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("accessToken", access);
    answer.put("expiresIn", Duration.between(now, expires).toSeconds());
    if (client.scopes().contains("sso:account:access")) {
      String refresh = secret("aorAAAAA");
      byRefreshToken.put(refresh, new Refresh(session, client));
      answer.put("refreshToken", refresh);
    }
    answer.put("tokenType", "Bearer");
    return answer;
  }

  private String secret(String start) {
    String secret = random(start, 120);
    secrets.accept(secret);
    return secret;
  }

  /** Whether the access token is valid now. */
  synchronized boolean isOpen(String accessToken) {
    return Optional.ofNullable(byAccessToken.get(accessToken))
        .filter(access -> access.session().open && clock.instant().isBefore(access.expires()))
        .isPresent();
  }

  synchronized void end(String accessToken) {
    Optional.ofNullable(byAccessToken.get(accessToken))
        .ifPresent(access -> access.session().open = false);
  }

  /** Ends all sessions, as an administrator can. */
  synchronized void endAll() {
    byAccessToken.values().forEach(access -> access.session().open = false);
  }
}
