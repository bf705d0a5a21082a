package io.github.rolecall.assume.run;

import io.github.rolecall.http.Once;
import io.github.rolecall.plan.Source;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.session.SessionCredentials;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What sources gave in this run: several roles that start from the same one ask it once. */
public final class SourceAnswers {
  private final Map<Source, Once<IdentityToken>> tokens = new ConcurrentHashMap<>();
  private final Map<Source, Once<SessionCredentials>> credentials = new ConcurrentHashMap<>();

  private final boolean shared;

  private SourceAnswers(boolean shared) {
    this.shared = shared;
  }

  /** For several roles. */
  public static SourceAnswers shared() {
    return new SourceAnswers(true);
  }

  /** For one role, which asks once anyway: to compare sources for the first time is slow. */
  static SourceAnswers ofOne() {
    return new SourceAnswers(false);
  }

  public IdentityToken token(Source source, Supplier<IdentityToken> question) {
    if (!shared) {
      return question.get();
    }
    return tokens.computeIfAbsent(source, unused -> new Once<>(question::get)).get();
  }

  SessionCredentials credentials(Source source, Supplier<SessionCredentials> question) {
    if (!shared) {
      return question.get();
    }
    return credentials.computeIfAbsent(source, unused -> new Once<>(question::get)).get();
  }
}
