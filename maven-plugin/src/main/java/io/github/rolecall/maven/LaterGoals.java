package io.github.rolecall.maven;

import io.github.rolecall.session.Assumed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;

/**
 * Gives later goals of the build their credentials: to AWS SDKs that run in Maven's own JVM, to the
 * processes that goals start, and to poms as <code>${credentials.accessKeyId}</code> and its
 * siblings. One object serves the whole build, and takes everything back at its end.
 */
final class LaterGoals {
  private final JvmProperties jvm;
  private final boolean parallel;
  private final Log log;
  private final Clock clock;
  private final ForkingGoals forkingGoals;

  /** The latest first. */
  private final List<HandOver> handOvers = new ArrayList<>();

  /** By the numbers of hand-overs. */
  private final Map<Integer, EndpointDelivery> forReports = new HashMap<>();

  /** For all goals. */
  private final Map<String, Optional<String>> always = new LinkedHashMap<>();

  /** What Ant's expressions stand for. */
  private final Map<String, Optional<String>> inAnt = new LinkedHashMap<>();

  private int count;

  /**
   * Makes the hand-over of one build.
   *
   * @param parallel whether goals run beside each other: then the JVM's properties, which all of
   *     them see, are those of the rest and are not exchanged from goal to goal
   */
  LaterGoals(JvmProperties jvm, boolean parallel, Log log, Clock clock) {
    this.jvm = jvm;
    this.parallel = parallel;
    this.log = log;
    this.clock = clock;
    this.forkingGoals = new ForkingGoals(log);
  }

  /** From now on AWS SDKs in Maven's JVM log no requests, whatever else is logged. */
  synchronized void quietSdks() {
    always.putAll(SdkLoggers.quiet());
    showTheRest();
  }

  /** What the same parameters have led to before, if it is good for a while yet. */
  synchronized Optional<HandOver> known(Parameters parameters, Instant now) {
    return handOvers.stream()
        .filter(handOver -> handOver.parameters().equals(parameters))
        .filter(handOver -> handOver.delivered().isEmpty() || handOver.good(now).isPresent())
        .findFirst();
  }

  /** From now on the goals of this project get what is known already. */
  synchronized void again(HandOver known, String project) {
    known.projects().add(project);
    handOvers.remove(known);
    handOvers.add(0, known);
    showTheRest();
  }

  /** Takes back what the same parameters have led to before. */
  synchronized void forget(Parameters parameters) {
    handOvers.stream()
        .filter(handOver -> handOver.parameters().equals(parameters))
        .forEach(this::close);
    handOvers.removeIf(handOver -> handOver.parameters().equals(parameters));
  }

  /** What is good no longer goes before its successor comes: both may have the same place. */
  synchronized void forgetExpired(Parameters parameters) {
    handOvers.stream()
        .filter(handOver -> handOver.parameters().equals(parameters))
        .forEach(this::close);
  }

  /** The role is assumed when a goal starts that may use it. */
  synchronized void await(Parameters parameters, Terms terms, String project, Runnable work) {
    add(HandOver.of(parameters, terms, new HandOver.Awaited(work), ++count), project);
  }

  synchronized void deliver(
      Parameters parameters, Terms terms, String project, Assumed assumed, Delivery delivery) {
    List<HandOver> before =
        handOvers.stream().filter(old -> old.parameters().equals(parameters)).toList();
    if (!(delivery instanceof Delivery.Beside)) {
      warnOfReplacing(terms, project, assumed);
    }
    handOvers.removeAll(before);
    var given = new HandOver.Delivered(assumed, delivery);
    HandOver handOver = HandOver.of(parameters, terms, given, ++count);
    before.forEach(old -> handOver.projects().addAll(old.projects()));
    add(handOver, project);
    showTheRest();
  }

  private void warnOfReplacing(Terms terms, String project, Assumed assumed) {
    if (!terms.only().isEmpty()) {
      return;
    }
    forTheRest(project)
        .flatMap(HandOver::delivered)
        .map(delivered -> delivered.assumed().identity().arn())
        .filter(arn -> !arn.equals(assumed.identity().arn()))
        .ifPresent(
            arn ->
                log.warn(
                    "From now on, later goals have these credentials and no longer those of "
                        + arn
                        + (parallel
                            ? ". Goals of other modules that run now share Maven's JVM and see"
                                + " these too."
                            : ". To keep both, say which goals each is for, with <for>.")));
  }

  private void add(HandOver handOver, String project) {
    handOver.projects().add(project);
    handOvers.add(0, handOver);
  }

  /** A goal is about to be configured. */
  void starting(MojoExecution goal, String project, Function<String, String> evaluator) {
    if (Bystanders.own(goal)) {
      return;
    }
    assumeIfAwaited(goal, project);
    synchronized (this) {
      Optional<HandOver> handOver = of(goal, project);
      if (!parallel) {
        inAnt.clear();
      }
      guarded(
          goal,
          () -> {
            handOver.ifPresent(found -> configure(goal, found));
            giveBeside(goal);
          });
      showFor(goal, handOver, evaluator);
    }
  }

  private void assumeIfAwaited(MojoExecution goal, String project) {
    Optional<HandOver.Awaited> awaited;
    synchronized (this) {
      awaited =
          of(goal, project)
              .filter(found -> found.names(goal) || Bystanders.mayUse(goal, found.terms()))
              .filter(found -> found.given() instanceof HandOver.Awaited)
              .map(found -> (HandOver.Awaited) found.given());
    }
    // Not while locked: another goal may be handing on right now, and wants the lock for that.
    awaited.ifPresent(found -> found.work().run());
  }

  /** Whose credentials a goal gets: its own, else those for the rest; of its own project first. */
  private Optional<HandOver> of(MojoExecution goal, String project) {
    Optional<HandOver> named =
        first(handOvers.stream().filter(handOver -> handOver.names(goal)).toList(), project);
    return named.isPresent() ? named : forTheRest(project);
  }

  private Optional<HandOver> forTheRest(String project) {
    return first(handOvers.stream().filter(HandOver::forTheRest).toList(), project);
  }

  private static Optional<HandOver> first(List<HandOver> latestFirst, String project) {
    return latestFirst.stream()
        .filter(handOver -> handOver.projects().contains(project))
        .findFirst()
        .or(() -> latestFirst.stream().findFirst());
  }

  private void configure(MojoExecution goal, HandOver handOver) {
    HandOver.Delivered delivered = handOver.delivered().orElse(null);
    if (delivered == null) {
      return;
    }
    var variables = new LinkedHashMap<>(delivered.delivery().environment());
    boolean text = goal.getConfiguration() != null && Expressions.in(goal.getConfiguration());
    if (text && delivered.delivery() instanceof EndpointDelivery) {
      log.warn(
          goal.getArtifactId()
              + " has ${credentials.*} in its configuration, which stays as it is: with "
              + Export.ENDPOINT
              + " no keys are handed on.");
    } else if (text) {
      expressions(goal, handOver, delivered.assumed()).replace(goal.getConfiguration());
    }
    give(goal, handOver, variables);
  }

  private void guarded(MojoExecution goal, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.warn(
          goal.getArtifactId()
              + ":"
              + goal.getGoal()
              + " could not be given the AWS credentials: "
              + e.getClass().getSimpleName());
    }
  }

  /** Whoever's credentials the goal gets, those with names of their own come to them. */
  private void giveBeside(MojoExecution goal) {
    for (HandOver handOver : handOvers) {
      var variables = new LinkedHashMap<>(handOver.besideFor(goal));
      if (!variables.isEmpty()) {
        give(goal, handOver, variables);
      }
    }
  }

  private void give(MojoExecution goal, HandOver handOver, Map<String, String> variables) {
    variables.put(OuterBuild.MARK, "maven");
    if (ForkingGoals.isAnt(goal)) {
      String prefix = prefix(handOver);
      variables.forEach((name, value) -> inAnt.put(prefix + name, Optional.of(value)));
      variables.replaceAll((name, value) -> "${" + prefix + name + "}");
    }
    forkingGoals.give(goal, variables, handOver.terms().further());
  }

  /** For Ant they are expressions again, so that no secret is in the script the plugin writes. */
  private Expressions expressions(MojoExecution goal, HandOver handOver, Assumed assumed) {
    Expressions values = Expressions.of(assumed);
    if (!ForkingGoals.isAnt(goal)) {
      return values;
    }
    String prefix = prefix(handOver);
    values.named(prefix).forEach((name, value) -> inAnt.put(name, Optional.of(value)));
    return Expressions.as(prefix);
  }

  private static String prefix(HandOver handOver) {
    return "rolecall." + handOver.number() + ".";
  }

  private void showFor(
      MojoExecution goal, Optional<HandOver> handOver, Function<String, String> evaluator) {
    if (parallel) {
      handOver
          .filter(found -> found.names(goal) && !ForkingGoals.forks(goal, found.terms().further()))
          .ifPresent(
              found ->
                  log.warn(
                      goal.getArtifactId()
                          + ":"
                          + goal.getGoal()
                          + " runs in Maven's JVM, which goals share in a parallel build: AWS SDKs"
                          + " in it do not get what <for> says."));
      showTheRest();
    } else if (Bystanders.prints(goal)) {
      jvm.show(always);
    } else if (Bystanders.reportsProperties(goal, evaluator)) {
      var properties = new LinkedHashMap<>(always);
      handOver.map(this::forReports).ifPresent(properties::putAll);
      jvm.show(properties);
    } else {
      show(handOver);
    }
  }

  private void showTheRest() {
    show(handOvers.stream().filter(HandOver::forTheRest).findFirst());
  }

  private void show(Optional<HandOver> handOver) {
    var properties = new LinkedHashMap<>(always);
    properties.putAll(inAnt);
    handOver
        .flatMap(HandOver::delivered)
        .ifPresent(delivered -> properties.putAll(delivered.delivery().properties()));
    jvm.show(properties);
  }

  /** An address in place of keys, where what the JVM has is written to a report. */
  private Map<String, Optional<String>> forReports(HandOver handOver) {
    Optional<HandOver.Delivered> delivered = handOver.delivered();
    if (delivered.isEmpty() || delivered.get().assumed().credentials().sessionToken().isEmpty()) {
      return Map.of();
    }
    if (!(delivered.get().delivery() instanceof Delivery.Keys)) {
      return delivered.get().delivery().forReports();
    }
    return forReports
        .computeIfAbsent(
            handOver.number(),
            key -> EndpointDelivery.start(delivered.get().assumed(), clock, log::warn, Set.of()))
        .properties();
  }

  /** The keys that a goal of ours is to use; empty when nothing was handed on for it. */
  Map<String, String> keys(MojoExecution goal, String project) {
    assumeIfAwaited(goal, project);
    synchronized (this) {
      return of(goal, project).map(HandOver::keys).orElse(Map.of());
    }
  }

  private void close(HandOver handOver) {
    handOver.close();
    Optional.ofNullable(forReports.remove(handOver.number())).ifPresent(EndpointDelivery::close);
  }

  /** Takes everything back: the JVM may live longer than the build. */
  synchronized void remove() {
    List.copyOf(handOvers).forEach(this::close);
    handOvers.clear();
    inAnt.clear();
    always.clear();
    jvm.restore();
  }
}
