package io.github.rolecall.maven;

import io.github.rolecall.session.Assumed;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;

/**
 * Adds credentials to the configuration of goals: variables for the processes that they start, and
 * values for <code>${credentials.accessKeyId}</code> and similar expressions.
 */
final class GoalConfigurer {
  private final Log log;
  private final ForkingGoals forkingGoals;
  private final LaterGoals laterGoals;
  private final Map<String, Optional<String>> inAnt = new LinkedHashMap<>();
  private final Set<String> excluded = new HashSet<>();

  /**
   * @param laterGoals what goals get beside credentials
   */
  GoalConfigurer(Log log, LaterGoals laterGoals) {
    this.log = log;
    this.laterGoals = laterGoals;
    this.forkingGoals = new ForkingGoals(log);
  }

  /** The system properties for Ant expressions. They change with each goal. */
  Map<String, Optional<String>> inAnt() {
    return Collections.unmodifiableMap(inAnt);
  }

  void forget() {
    inAnt.clear();
  }

  /**
   * Logs that {@code <except>} applies to a goal, so that users notice patterns that match nothing.
   */
  void tellExcluded(MojoExecution goal, boolean parallel) {
    String name = goal.getArtifactId() + ":" + goal.getGoal();
    if (!excluded.add(name)) {
      return;
    }
    if (parallel && !ForkingGoals.forks(goal, List.of())) {
      log.warn(
          name
              + " runs in Maven's JVM, which all goals share in a parallel build: AWS SDKs in this"
              + " goal ignore <except>.");
    } else {
      log.info(name + " gets no AWS credentials, because <except> names it.");
    }
  }

  /**
   * Gives a goal its credentials, and the variables of all executions with a prefix.
   *
   * @param reported whether a report may hold what the goal gets
   */
  void configure(
      MojoExecution goal,
      Optional<CredentialHandoff> own,
      List<CredentialHandoff> all,
      boolean reported,
      Function<String, String> evaluator) {
    try {
      laterGoals.give(goal, forkingGoals, inAnt, reported, evaluator);
      // First: what it replaces is no expression of keys any more.
      own.flatMap(CredentialHandoff::active)
          .filter(given -> goal.getConfiguration() != null)
          .ifPresent(given -> new EcrLogins(goal, given, prefix(own.get()), evaluator).give(inAnt));
      own.flatMap(CredentialHandoff::active)
          .ifPresent(given -> configure(goal, own.get(), given, evaluator));
      for (CredentialHandoff handoff : all) {
        Map<String, String> variables = handoff.prefixedFor(goal);
        if (!variables.isEmpty() && reported && ForkingGoals.isAnt(goal)) {
          log.warn(
              "%s:%s gets no variables with a prefix: reports may hold what it gets."
                  .formatted(goal.getArtifactId(), goal.getGoal()));
        } else if (!variables.isEmpty()) {
          give(goal, handoff, variables, evaluator);
        }
      }
    } catch (AwaitedRoleException e) {
      throw e;
    } catch (RuntimeException e) {
      log.warn(
          "Could not pass the AWS credentials to %s:%s: %s"
              .formatted(goal.getArtifactId(), goal.getGoal(), e.getClass().getSimpleName()));
    }
  }

  private void configure(
      MojoExecution goal,
      CredentialHandoff handoff,
      CredentialHandoff.Active delivered,
      Function<String, String> evaluator) {
    boolean text = goal.getConfiguration() != null && Expressions.in(goal.getConfiguration());
    if (text
        && (delivered.delivery() instanceof EndpointDelivery || !delivered.delivery().hasTexts())) {
      String why =
          delivered.delivery().hasTexts()
              ? "with %s no keys are exported".formatted(DeliveryMode.ENDPOINT)
              : "reports may hold what it gets";
      log.warn(
          "%s has ${credentials.*} in its configuration, which is not replaced: %s."
              .formatted(goal.getArtifactId(), why));
    } else if (text) {
      expressions(goal, handoff, delivered.assumed()).replace(goal.getConfiguration());
    }
    give(goal, handoff, delivered.delivery().environment(), evaluator);
  }

  private void give(
      MojoExecution goal,
      CredentialHandoff handoff,
      Map<String, String> environment,
      Function<String, String> evaluator) {
    var variables = new LinkedHashMap<>(environment);
    variables.put(OuterBuild.MARK, "maven");
    if (ForkingGoals.isAnt(goal)) {
      String prefix = prefix(handoff);
      variables.forEach((name, value) -> inAnt.put(prefix + name, Optional.of(value)));
      variables.replaceAll((name, value) -> "${" + prefix + name + "}");
    }
    forkingGoals.give(goal, variables, handoff.options().further(), evaluator);
  }

  /**
   * For Ant, the values are Ant expressions, so that the script that the plugin writes contains no
   * secret.
   */
  private Expressions expressions(MojoExecution goal, CredentialHandoff handoff, Assumed assumed) {
    Expressions values = Expressions.of(assumed);
    if (!ForkingGoals.isAnt(goal)) {
      return values;
    }
    String prefix = prefix(handoff);
    values.named(prefix).forEach((name, value) -> inAnt.put(name, Optional.of(value)));
    return Expressions.as(prefix);
  }

  private static String prefix(CredentialHandoff handoff) {
    return "rolecall." + handoff.number() + ".";
  }
}
