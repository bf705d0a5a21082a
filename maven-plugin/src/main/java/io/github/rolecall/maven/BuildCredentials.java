package io.github.rolecall.maven;

import io.github.rolecall.aws.ecr.RegistryPasswords;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.session.Assumed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;

/**
 * The credentials of later goals of the build. They reach AWS SDKs in Maven's JVM, processes that
 * goals start, and poms, as <code>${credentials.accessKeyId}</code> and similar expressions. There
 * is one object per build; it removes all credentials at the end of the build.
 */
final class BuildCredentials {
  private final boolean parallel;
  private final Log log;
  private final GoalConfigurer configurer;
  private final JvmCredentials jvm;

  /** Sorted from newest to oldest. */
  private final List<CredentialHandoff> handoffs = new ArrayList<>();

  private final RegistryPasswords passwords = new RegistryPasswords();
  private final LaterGoals laterGoals;

  private int count;

  /**
   * @param parallel whether goals run at the same time. Then all goals share the system properties,
   *     which contain the default credentials and do not change with each goal
   */
  BuildCredentials(JvmProperties jvm, boolean parallel, Log log, ServerClock clock) {
    this.parallel = parallel;
    this.log = log;
    this.laterGoals = new LaterGoals(log);
    this.configurer = new GoalConfigurer(log, laterGoals);
    this.jvm = new JvmCredentials(jvm, parallel, log, clock, configurer.inAnt());
  }

  /** Stops AWS SDKs in Maven's JVM from logging requests, even in debug mode. */
  synchronized void quietSdks() {
    jvm.quietSdks();
    jvm.show(shownToTheRest());
  }

  /** The ECR passwords of this build. */
  RegistryPasswords passwords() {
    return passwords;
  }

  /** What other goals than {@code assume} have for later ones. */
  LaterGoals laterGoals() {
    return laterGoals;
  }

  /** Whether {@code assume} has exported something, or will when a goal needs it. */
  synchronized boolean exports() {
    return !handoffs.isEmpty();
  }

  /** What the same parameters have led to before, if it is good for a while yet. */
  synchronized Optional<CredentialHandoff> known(Parameters parameters, Instant now) {
    return of(parameters).stream()
        .filter(handoff -> handoff.active().isEmpty() || handoff.good(now).isPresent())
        .findFirst();
  }

  /** Exports known credentials to the later goals of this project. */
  synchronized void again(CredentialHandoff known, String project) {
    known.projects().add(project);
    handoffs.remove(known);
    handoffs.add(0, known);
    jvm.show(shownToTheRest());
  }

  /** Removes the credentials of an earlier run with the same parameters. */
  synchronized void forget(Parameters parameters) {
    forgetExpired(parameters);
    handoffs.removeAll(of(parameters));
  }

  /**
   * Closes expired credentials before new ones replace them, because both may use the same file.
   */
  synchronized void forgetExpired(Parameters parameters) {
    of(parameters).forEach(this::close);
  }

  private List<CredentialHandoff> of(Parameters parameters) {
    return handoffs.stream().filter(known -> known.parameters().equals(parameters)).toList();
  }

  /** Assumes the role when a goal starts that may use it. */
  synchronized void await(
      Parameters parameters, HandoffOptions options, String project, Runnable work) {
    add(
        CredentialHandoff.of(parameters, options, new CredentialHandoff.Pending(work), ++count),
        project);
  }

  /** The name of the profile that goals are told; empty if they find the profile without it. */
  synchronized Optional<String> profile(HandoffOptions options, Parameters parameters) {
    return ProfileNames.of(handoffs, parameters).told(options);
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
      warnOfReplacing(options, project, assumed, delivery);
    }
    handoffs.removeAll(before);
    var given = new CredentialHandoff.Active(assumed, delivery, ecr);
    CredentialHandoff handoff = CredentialHandoff.of(parameters, options, given, ++count);
    before.forEach(old -> handoff.projects().addAll(old.projects()));
    add(handoff, project);
    jvm.show(shownToTheRest());
  }

  private void warnOfReplacing(
      HandoffOptions options, String project, Assumed assumed, Delivery delivery) {
    if (!options.only().isEmpty()) {
      return;
    }
    String more =
        parallel
            ? "Goals of other modules that run at the same time share Maven's JVM and"
                + " also see these credentials."
            : "To use both, select the goals of each execution with <for>.";
    String others =
        delivery instanceof ProfileDelivery profile
                && profile.told().isPresent()
                && !options.goals().someOnly()
            ? " Goals get the name of %s in AWS_PROFILE.".formatted(profile)
                + " Processes that do not get it use the other one."
            : "";
    forTheRest(project)
        .flatMap(CredentialHandoff::active)
        .map(delivered -> delivered.assumed().identity().arn())
        .filter(arn -> !arn.equals(assumed.identity().arn()))
        .ifPresent(
            arn ->
                log.warn(
                    "Later goals now use these credentials instead of those of %s. %s%s"
                        .formatted(arn, more, others)));
  }

  private void add(CredentialHandoff handoff, String project) {
    handoff.projects().add(project);
    handoffs.add(0, handoff);
  }

  /** Gives a goal that starts its credentials. */
  synchronized void starting(
      MojoExecution goal, String project, Function<String, String> evaluator) {
    if (GoalClassifier.own(goal)) {
      return;
    }
    boolean reports = GoalClassifier.reportsProperties(goal, evaluator);
    if ((reports || GoalClassifier.prints(goal)) && jvm.willBeReported(goal)) {
      // A script of Ant that starts at this moment fails. The others have copied what they got.
      configurer.forget();
    }
    boolean reported = jvm.reportsMayHold(goal, evaluator);
    Optional<CredentialHandoff> handoff =
        of(goal, project).map(own -> reported ? jvm.forReports(own) : own);
    if (!parallel) {
      configurer.forget();
    }
    if (handoff.isEmpty() && forTheRest(project).isPresent()) {
      configurer.tellExcluded(goal, parallel);
    }
    configurer.configure(goal, handoff, handoffs, reported, evaluator);
    jvm.showFor(goal, handoff, shownToTheRest());
  }

  /**
   * The goals of a project have ended. Until the next one starts, only listeners run in Maven's
   * JVM, and some record its properties.
   */
  synchronized void projectEnded() {
    if (!parallel) {
      configurer.forget();
      jvm.show(Optional.empty());
    }
  }

  /** Assumes the role before a goal starts that may use it, if that is still to be done. */
  void prepare(MojoExecution goal, String project) {
    if (!GoalClassifier.own(goal)) {
      assumeIfAwaited(goal, project);
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
    // Outside the lock, because another goal may be exporting credentials now, which needs the
    // lock.
    if (state.orElse(null) instanceof CredentialHandoff.Pending pending) {
      pending.work().run();
    }
  }

  /**
   * The credentials of a goal: those of an execution that names the goal, otherwise the default
   * ones. Executions of the same project take precedence.
   */
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

  /** The credentials in the system properties between goals. */
  private Optional<CredentialHandoff> shownToTheRest() {
    return handoffs.stream().filter(CredentialHandoff::forTheRest).findFirst();
  }

  /** The keys for a goal of this plugin; empty if nothing was exported to it. */
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

  /** Removes all credentials, because the JVM may outlive the build. */
  synchronized void remove() {
    List.copyOf(handoffs).forEach(this::close);
    handoffs.clear();
    laterGoals.remove();
    configurer.forget();
    jvm.restore();
  }
}
