package io.github.rolecall.maven;

import io.github.rolecall.http.ServerClock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;

/** The system properties for AWS SDKs in Maven's JVM. They change with each goal. */
final class JvmCredentials {
  /** The loggers of the SDKs and of their HTTP clients. */
  private static final List<String> LOGGERS =
      List.of(
          "software.amazon.awssdk",
          "com.amazonaws",
          "org.apache.http.headers",
          "org.apache.http.wire",
          "org.apache.http.impl.conn",
          "org.apache.hc.client5.http.headers",
          "org.apache.hc.client5.http.wire",
          "io.netty");

  /** The prefixes of the properties for log levels in Maven 3 and Maven 4. */
  private static final List<String> LEVELS =
      List.of("org.slf4j.simpleLogger.log.", "maven.logger.log.");

  private final JvmProperties jvm;
  private final boolean parallel;
  private final Log log;
  private final ServerClock clock;
  private final Map<String, Optional<String>> inAnt;

  /** The endpoints for goals that write reports, by the number of the {@link CredentialHandoff}. */
  private final Map<Integer, EndpointDelivery> forReports = new HashMap<>();

  /**
   * Whether goals run at the same time, and one of them has written or may now write the properties
   * of the JVM to a report.
   */
  private boolean reported;

  /** The properties for all goals. */
  private final Map<String, Optional<String>> always = new LinkedHashMap<>();

  /**
   * @param parallel whether goals run at the same time; then all of them get the default
   *     credentials
   * @param inAnt the system properties for Ant expressions
   */
  JvmCredentials(
      JvmProperties jvm,
      boolean parallel,
      Log log,
      ServerClock clock,
      Map<String, Optional<String>> inAnt) {
    this.jvm = jvm;
    this.parallel = parallel;
    this.log = log;
    this.clock = clock;
    this.inAnt = inAnt;
  }

  /**
   * Sets the log level of AWS SDKs when the properties change next. With {@code -X}, AWS SDKs in
   * Maven's JVM would log the requests that they sign, including session tokens in headers. Maven's
   * logger reads the level of a name when it creates the first logger with that name.
   */
  void quietSdks() {
    for (String level : LEVELS) {
      LOGGERS.forEach(name -> always.put(level + name, Optional.of("info")));
    }
  }

  /**
   * Removes keys from the properties that all goals share, before a goal starts that reports them.
   * The keys do not return, because other modules may have such goals too, and goals that run now
   * would not understand a change to and fro.
   *
   * @return whether the properties may have held keys until now
   */
  boolean willBeReported(MojoExecution goal) {
    boolean first = parallel && !reported;
    if (first) {
      reported = true;
      log.info(
          "%s:%s may write system properties to reports. In this parallel build, AWS SDK 2 in Maven's"
                  .formatted(goal.getArtifactId(), goal.getGoal())
              + " JVM gets the address of an endpoint from now on, and AWS SDK 1 there gets no"
              + " credentials.");
    }
    return first;
  }

  /** Whether a report may hold what the goal gets, its own or that of a goal beside it. */
  boolean reportsMayHold(MojoExecution goal, Function<String, String> evaluator) {
    return GoalClassifier.reportsProperties(goal, evaluator)
        || (reported && ForkingGoals.isAnt(goal));
  }

  /**
   * Sets the properties of a goal; if goals run at the same time, sets those that all goals share.
   */
  void showFor(
      MojoExecution goal, Optional<CredentialHandoff> own, Optional<CredentialHandoff> ofTheRest) {
    if (parallel) {
      own.filter(found -> found.names(goal))
          .filter(found -> !ForkingGoals.forks(goal, found.options().further()))
          .ifPresent(
              found ->
                  log.warn(
                      "%s:%s runs in Maven's JVM, which all goals share in a parallel build: AWS SDKs"
                              .formatted(goal.getArtifactId(), goal.getGoal())
                          + " in this goal ignore <for>."));
      show(ofTheRest);
    } else if (GoalClassifier.prints(goal)) {
      jvm.show(always);
    } else {
      show(own);
    }
  }

  void show(Optional<CredentialHandoff> handoff) {
    var properties = new LinkedHashMap<>(always);
    properties.putAll(inAnt);
    handoff
        .map(found -> reported ? forReports(found) : found)
        .flatMap(CredentialHandoff::active)
        .ifPresent(delivered -> properties.putAll(delivered.delivery().properties()));
    jvm.show(properties);
  }

  /**
   * Returns credentials for a goal that writes reports. They contain the URL of an endpoint instead
   * of keys.
   */
  CredentialHandoff forReports(CredentialHandoff handoff) {
    if (!(handoff.state() instanceof CredentialHandoff.Active given)) {
      return handoff;
    }
    if (!(given.delivery() instanceof Delivery.Keys)) {
      return handoff.as(new Delivery.Reported(given.delivery()));
    }
    if (given.assumed().credentials().sessionToken().isEmpty()) {
      return handoff.as(new Delivery.Reported(new Delivery.Keys(false, Map.of(), Map.of())));
    }
    EndpointDelivery address =
        forReports.computeIfAbsent(
            handoff.number(),
            key -> EndpointDelivery.start(given.assumed(), clock, log::warn, Set.of()));
    return handoff.as(new Delivery.Reported(address));
  }

  void close(CredentialHandoff handoff) {
    Optional.ofNullable(forReports.remove(handoff.number())).ifPresent(EndpointDelivery::close);
  }

  void restore() {
    always.clear();
    jvm.restore();
  }
}
