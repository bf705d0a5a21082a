package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.iam.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All issued sessions. */
final class Sessions {
  private final Map<String, Session> byAccessKey = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Duration longest;

  /** Limits the duration of all sessions to {@code longest}. */
  Sessions(Clock clock, Duration longest) {
    this.clock = clock;
    this.longest = longest;
  }

  Session issue(
      SessionRequest request, Role role, SessionTags tags, Optional<String> sourceIdentity) {
    Duration duration = Collections.min(List.of(request.duration(), longest));
    Session session =
        new Session(
            SessionKey.random(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(duration),
            role,
            role.arn().session(request.sessionName()),
            tags,
            sourceIdentity);
    byAccessKey.put(session.key().accessKeyId(), session);
    return session;
  }

  Optional<Session> find(String accessKeyId) {
    return Optional.ofNullable(byAccessKey.get(accessKeyId));
  }

  List<String> secrets() {
    return byAccessKey.values().stream()
        .flatMap(
            session -> Stream.of(session.key().secretAccessKey(), session.key().sessionToken()))
        .toList();
  }
}
