package io.github.rolecall.maven;

import io.github.rolecall.Assumed;
import io.github.rolecall.Secret;
import io.github.rolecall.SessionCredentials;
import io.github.rolecall.export.Exporter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoExecution;

/**
 * Hands credentials to later goals of the build: to AWS SDKs that run in Maven's own JVM, to the
 * processes that goals start, and to poms as <code>${credentials.accessKeyId}</code> and its
 * siblings. One object serves the whole build, and takes everything back at its end.
 */
final class LaterGoals implements Exporter {
  private static final String ACCESS_KEY_ID = "credentials.accessKeyId";
  private static final String SECRET_ACCESS_KEY = "credentials.secretAccessKey";
  private static final String SESSION_TOKEN = "credentials.sessionToken";
  private static final String REGION = "credentials.region";
  private static final List<String> FOR_POMS =
      List.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY, SESSION_TOKEN, REGION);

  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  private final Properties jvm;
  private final Properties session;
  private final ForkingGoals forkingGoals;
  private final Consumer<LaterGoals> listen;

  /** What the JVM had before the first hand-over; absent ones are empty. */
  private final Map<String, Optional<String>> before = new HashMap<>();

  private final Map<Parameters, Assumed> known = new HashMap<>();

  private volatile Map<String, String> environment = Map.of();

  /**
   * Makes an exporter for one build.
   *
   * @param session the session's system properties: its user properties would be written to the
   *     reports of Surefire and Failsafe
   * @param listen makes Maven tell us when goals start and when the build ends
   */
  LaterGoals(
      Properties jvm, Properties session, ForkingGoals forkingGoals, Consumer<LaterGoals> listen) {
    this.jvm = jvm;
    this.session = session;
    this.forkingGoals = forkingGoals;
    this.listen = listen;
  }

  @Override
  public Prepared prepare(Assumed assumed) {
    return () -> {
      SessionCredentials credentials = assumed.credentials();
      String id = credentials.accessKeyId();
      String secret = credentials.secretAccessKey().reveal();
      Optional<String> token = credentials.sessionToken().map(Secret::reveal);
      forSdks(id, secret, token, assumed.region());
      forPoms(id, secret, token, assumed.region());
      environment = forProcesses(id, secret, token, assumed.region());
      listen.accept(this);
      return "later goals of this build";
    };
  }

  private void forSdks(String id, String secret, Optional<String> token, String region) {
    set("aws.accessKeyId", Optional.of(id));
    set("aws.secretAccessKey", Optional.of(secret));
    // The AWS SDK 1 has its own name for it.
    set("aws.secretKey", Optional.of(secret));
    set("aws.sessionToken", token);
    set("aws.region", Optional.of(region));
  }

  private synchronized void set(String property, Optional<String> value) {
    before.putIfAbsent(property, Optional.ofNullable(jvm.getProperty(property)));
    value.ifPresentOrElse(text -> jvm.setProperty(property, text), () -> jvm.remove(property));
  }

  private void forPoms(String id, String secret, Optional<String> token, String region) {
    session.setProperty(ACCESS_KEY_ID, id);
    session.setProperty(SECRET_ACCESS_KEY, secret);
    // Blank and not absent, or an expression in a pom would stay what it is.
    session.setProperty(SESSION_TOKEN, token.orElse(""));
    session.setProperty(REGION, region);
  }

  private static Map<String, String> forProcesses(
      String id, String secret, Optional<String> token, String region) {
    var variables = new LinkedHashMap<String, String>();
    variables.put("AWS_ACCESS_KEY_ID", id);
    variables.put("AWS_SECRET_ACCESS_KEY", secret);
    // Blank and not absent: the job may have one of its own, which does not belong to these keys.
    variables.put("AWS_SESSION_TOKEN", token.orElse(""));
    variables.put("AWS_REGION", region);
    variables.put("AWS_DEFAULT_REGION", region);
    return variables;
  }

  /** What the same parameters have led to before, if it is good for a while yet. */
  Optional<Assumed> known(Parameters parameters, Instant now) {
    return Optional.ofNullable(known.get(parameters))
        .filter(
            assumed ->
                assumed
                    .credentials()
                    .expires()
                    .filter(expires -> expires.isBefore(now.plus(GOOD_FOR)))
                    .isEmpty());
  }

  void remember(Parameters parameters, Assumed assumed) {
    known.put(parameters, assumed);
  }

  /** What was handed on, as variables of the environment; empty when nothing was. */
  Map<String, String> environment() {
    return environment;
  }

  /** A goal is about to be configured. */
  void starting(MojoExecution goal) {
    if (!environment.isEmpty()) {
      forkingGoals.give(goal, environment);
    }
  }

  /** Takes everything back: the JVM may live longer than the build. */
  synchronized void remove() {
    environment = Map.of();
    FOR_POMS.forEach(session::remove);
    before.forEach(
        (property, value) ->
            value.ifPresentOrElse(
                text -> jvm.setProperty(property, text), () -> jvm.remove(property)));
    before.clear();
    known.clear();
  }
}
