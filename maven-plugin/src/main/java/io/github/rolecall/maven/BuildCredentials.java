package io.github.rolecall.maven;

import io.github.rolecall.aws.ecr.RegistryPasswords;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.session.Assumed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;

/**
 * Gives later goals of the build their credentials: to AWS SDKs that run in Maven's own JVM, to the
 * processes that goals start, and to poms as <code>${credentials.accessKeyId}</code> and its
 * siblings. One object serves the whole build, and takes everything back at its end.
 */
final class BuildCredentials {
  private final boolean parallel;
  private final Log log;
  private final GoalConfigurer configurer;
  private final JvmCredentials jvm;

  /** The latest first. */
  private final List<CredentialHandoff> handoffs = new ArrayList<>();

  private final RegistryPasswords passwords = new RegistryPasswords();

  private int count;

  /**
   * @param parallel whether goals run beside each other: then the JVM's properties, which all of
   *     them see, are those of the rest and are not exchanged from goal to goal
   */
  BuildCredentials(JvmProperties jvm, boolean parallel, Log log, ServerClock clock) {
    this.parallel = parallel;
    this.log = log;
    this.configurer = new GoalConfigurer(log);
    this.jvm = new JvmCredentials(jvm, parallel, log, clock, configurer.inAnt());
  }

  /** From now on AWS SDKs in Maven's JVM log no requests, whatever else is logged. */
  synchronized void quietSdks() {
    jvm.quietSdks();
    jvm.show(shownToTheRest());
  }

  /** The passwords of this build for registries of ECR. */
  RegistryPasswords passwords() {
    return passwords;
  }

  /** What the same parameters have led to before, if it is good for a while yet. */
  synchronized Optional<CredentialHandoff> known(Parameters parameters, Instant now) {
    return of(parameters).stream()
        .filter(handoff -> handoff.active().isEmpty() || handoff.good(now).isPresent())
        .findFirst();
  }

  /** From now on the goals of this project get what is known already. */
  synchronized void again(CredentialHandoff known, String project) {
    known.projects().add(project);
    handoffs.remove(known);
    handoffs.add(0, known);
    jvm.show(shownToTheRest());
  }

  /** Takes back what the same parameters have led to before. */
  synchronized void forget(Parameters parameters) {
    forgetExpired(parameters);
    handoffs.removeAll(of(parameters));
  }

  /** What is good no longer goes before its successor comes: both may have the same place. */
  synchronized void forgetExpired(Parameters parameters) {
    of(parameters).forEach(this::close);
  }

  private List<CredentialHandoff> of(Parameters parameters) {
    return handoffs.stream().filter(known -> known.parameters().equals(parameters)).toList();
  }

  /** The role is assumed when a goal starts that may use it. */
  synchronized void await(
      Parameters parameters, HandoffOptions options, String project, Runnable work) {
    add(
        CredentialHandoff.of(parameters, options, new CredentialHandoff.Pending(work), ++count),
        project);
  }

  /** A name for a profile that no other execution has: modules may have executions of one name. */
  synchronized String profile(String wanted, Parameters parameters) {
    Set<String> taken =
        handoffs.stream()
            .filter(handoff -> !handoff.parameters().equals(parameters))
            .flatMap(handoff -> handoff.profile().stream())
            .collect(Collectors.toSet());
    return Stream.concat(
            Stream.of(wanted), IntStream.iterate(2, i -> i + 1).mapToObj(i -> wanted + "-" + i))
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow();
  }

  synchronized void deliver(
      Parameters parameters,
      HandoffOptions options,
      String project,
      Assumed assumed,
      Delivery delivery,
      EcrAccess ecr) {
    List<CredentialHandoff> before = of(parameters);
    if (!delivery.prefixed()) {
      warnOfReplacing(options, project, assumed);
    }
    handoffs.removeAll(before);
    var given = new CredentialHandoff.Active(assumed, delivery, ecr);
    CredentialHandoff handoff = CredentialHandoff.of(parameters, options, given, ++count);
    before.forEach(old -> handoff.projects().addAll(old.projects()));
    add(handoff, project);
    jvm.show(shownToTheRest());
  }

  private void warnOfReplacing(HandoffOptions options, String project, Assumed assumed) {
    if (!options.only().isEmpty()) {
      return;
    }
    String more =
        parallel
            ? "Goals of other modules that run at the same time share Maven's JVM and"
                + " also see these credentials."
            : "To use both, select the goals of each execution with <for>.";
    forTheRest(project)
        .flatMap(CredentialHandoff::active)
        .map(delivered -> delivered.assumed().identity().arn())
        .filter(arn -> !arn.equals(assumed.identity().arn()))
        .ifPresent(
            arn ->
                log.warn(
                    "Later goals now use these credentials instead of those of %s. %s"
                        .formatted(arn, more)));
  }

  private void add(CredentialHandoff handoff, String project) {
    handoff.projects().add(project);
    handoffs.add(0, handoff);
  }

  void starting(MojoExecution goal, String project, Function<String, String> evaluator) {
    if (GoalClassifier.own(goal)) {
      return;
    }
    assumeIfAwaited(goal, project);
    synchronized (this) {
      boolean reports = !parallel && GoalClassifier.reportsProperties(goal, evaluator);
      Optional<CredentialHandoff> handoff =
          of(goal, project).map(own -> reports ? jvm.forReports(own) : own);
      if (!parallel) {
        configurer.forget();
      }
      if (handoff.isEmpty() && forTheRest(project).isPresent()) {
        configurer.tellExcluded(goal, parallel);
      }
      configurer.configure(goal, handoff, handoffs, evaluator);
      jvm.showFor(goal, handoff, shownToTheRest());
    }
  }

  private void assumeIfAwaited(MojoExecution goal, String project) {
    Optional<CredentialHandoff.State> state;
    synchronized (this) {
      state =
          of(goal, project)
              .filter(found -> found.names(goal) || GoalClassifier.mayUse(goal, found.options()))
              .map(CredentialHandoff::state);
    }
    // Not while locked: another goal may be handing on right now, and wants the lock for that.
    if (state.orElse(null) instanceof CredentialHandoff.Pending pending) {
      pending.work().run();
    }
  }

  /** Whose credentials a goal gets: its own, else those for the rest; of its own project first. */
  private Optional<CredentialHandoff> of(MojoExecution goal, String project) {
    return first(handoff -> handoff.names(goal), project)
        .or(() -> forTheRest(project).filter(handoff -> handoff.options().goals().includes(goal)));
  }

  private Optional<CredentialHandoff> forTheRest(String project) {
    return first(CredentialHandoff::forTheRest, project);
  }

  private Optional<CredentialHandoff> first(Predicate<CredentialHandoff> which, String project) {
    return handoffs.stream()
        .filter(which.and(handoff -> handoff.projects().contains(project)))
        .findFirst()
        .or(() -> handoffs.stream().filter(which).findFirst());
  }

  /** What the JVM's properties are taken from between goals. */
  private Optional<CredentialHandoff> shownToTheRest() {
    return handoffs.stream().filter(CredentialHandoff::forTheRest).findFirst();
  }

  /** The keys that a goal of ours is to use; empty when nothing was exported for it. */
  Map<String, String> keys(MojoExecution goal, String project) {
    assumeIfAwaited(goal, project);
    synchronized (this) {
      return of(goal, project).map(CredentialHandoff::keys).orElse(Map.of());
    }
  }

  void warnOfAnonymousPush(String host) {
    log.warn(DockerPush.warning(host));
  }

  private void close(CredentialHandoff handoff) {
    handoff.close();
    jvm.close(handoff);
  }

  /** Takes everything back: the JVM may live longer than the build. */
  synchronized void remove() {
    List.copyOf(handoffs).forEach(this::close);
    handoffs.clear();
    configurer.forget();
    jvm.restore();
  }
}
