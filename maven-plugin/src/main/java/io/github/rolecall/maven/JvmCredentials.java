package io.github.rolecall.maven;

import io.github.rolecall.http.ServerClock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;

/** What AWS SDKs in Maven's own JVM see: its system properties, exchanged from goal to goal. */
final class JvmCredentials {
  /** Of the SDKs, and of the HTTP clients under them. */
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

  /** The properties in which Maven 3 and Maven 4 have the level of a logger. */
  private static final List<String> LEVELS =
      List.of("org.slf4j.simpleLogger.log.", "maven.logger.log.");

  private final JvmProperties jvm;
  private final boolean parallel;
  private final Log log;
  private final ServerClock clock;
  private final Map<String, Optional<String>> inAnt;

  /** By the numbers of hand-overs. */
  private final Map<Integer, EndpointDelivery> forReports = new HashMap<>();

  /** For all goals. */
  private final Map<String, Optional<String>> always = new LinkedHashMap<>();

  /**
   * @param parallel whether goals run beside each other: then all of them see those of the rest
   * @param inAnt what Ant's expressions stand for, whenever properties are shown
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
   * With {@code -X}, everything in Maven's JVM logs all it can, and AWS SDKs then log the requests
   * that they sign, session tokens among the headers: from when properties are shown next, no more.
   * Maven's logger reads a level for a name when the first logger of that name is made.
   */
  void quietSdks() {
    for (String level : LEVELS) {
      LOGGERS.forEach(name -> always.put(level + name, Optional.of("info")));
    }
  }

  /** Shows a goal its own, or where goals run at the same time, what all of them see. */
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
        .flatMap(CredentialHandoff::active)
        .ifPresent(delivered -> properties.putAll(delivered.delivery().properties()));
    jvm.show(properties);
  }

  /** With an address in place of keys, where what a goal has is written to a report. */
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
