package io.github.rolecall.maven;

import io.github.rolecall.session.Assumed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;

/**
 * Gives later goals of the build their credentials: to AWS SDKs that run in Maven's own JVM, to the
 * processes that goals start, and to poms as <code>${credentials.accessKeyId}</code> and its
 * siblings. One object serves the whole build, and takes everything back at its end.
 */
final class LaterGoals {
  private final boolean parallel;
  private final Log log;
  private final GoalConfigurer configurer;
  private final JvmCredentials jvm;

  /** The latest first. */
  private final List<HandOver> handOvers = new ArrayList<>();

  private int count;

  /**
   * Makes the hand-over of one build.
   *
   * @param parallel whether goals run beside each other: then the JVM's properties, which all of
   *     them see, are those of the rest and are not exchanged from goal to goal
   */
  LaterGoals(JvmProperties jvm, boolean parallel, Log log, Clock clock) {
    this.parallel = parallel;
    this.log = log;
    this.configurer = new GoalConfigurer(log);
    this.jvm = new JvmCredentials(jvm, parallel, log, clock, configurer.inAnt());
  }

  /** From now on AWS SDKs in Maven's JVM log no requests, whatever else is logged. */
  synchronized void quietSdks() {
    jvm.quietSdks();
    showTheRest();
  }

  /** What the same parameters have led to before, if it is good for a while yet. */
  synchronized Optional<HandOver> known(Parameters parameters, Instant now) {
    return of(parameters).stream()
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
    forgetExpired(parameters);
    handOvers.removeAll(of(parameters));
  }

  /** What is good no longer goes before its successor comes: both may have the same place. */
  synchronized void forgetExpired(Parameters parameters) {
    of(parameters).forEach(this::close);
  }

  private List<HandOver> of(Parameters parameters) {
    return handOvers.stream().filter(known -> known.parameters().equals(parameters)).toList();
  }

  /** The role is assumed when a goal starts that may use it. */
  synchronized void await(Parameters parameters, Terms terms, String project, Runnable work) {
    add(HandOver.of(parameters, terms, new HandOver.Awaited(work), ++count), project);
  }

  synchronized void deliver(
      Parameters parameters, Terms terms, String project, Assumed assumed, Delivery delivery) {
    List<HandOver> before = of(parameters);
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
        configurer.forget();
      }
      configurer.configure(goal, handOver, handOvers);
      jvm.showFor(goal, handOver, shownToTheRest(), evaluator);
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

  private void showTheRest() {
    jvm.show(shownToTheRest());
  }

  /** What the JVM's properties are taken from between goals. */
  private Optional<HandOver> shownToTheRest() {
    return handOvers.stream().filter(HandOver::forTheRest).findFirst();
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
    jvm.close(handOver);
  }

  /** Takes everything back: the JVM may live longer than the build. */
  synchronized void remove() {
    List.copyOf(handOvers).forEach(this::close);
    handOvers.clear();
    configurer.forget();
    jvm.restore();
  }
}
