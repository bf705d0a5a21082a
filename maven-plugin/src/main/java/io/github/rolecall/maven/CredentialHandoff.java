package io.github.rolecall.maven;

import io.github.rolecall.export.Variables;
import io.github.rolecall.session.Assumed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.maven.plugin.MojoExecution;

/**
 * The credentials that one set of parameters exports to later goals. Modules that inherit an
 * execution share it.
 *
 * @param projects the projects in which the goal ran with these parameters
 */
record CredentialHandoff(
    Parameters parameters, HandoffOptions options, State state, int number, Set<Object> projects) {
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  sealed interface State {}

  /** A role that is assumed when a goal first needs it. Then the state becomes {@link Active}. */
  record Pending(Runnable work) implements State {}

  /**
   * Credentials, and how goals get them.
   *
   * @param ecr gets ECR passwords with these credentials
   */
  record Active(Assumed first, Delivery delivery, EcrAccess ecr) implements State {
    /** The exported session, or its latest renewal. */
    Assumed assumed() {
      return delivery.renewed().orElse(first);
    }
  }

  static CredentialHandoff of(
      Parameters parameters, HandoffOptions options, State state, int number) {
    return new CredentialHandoff(parameters, options, state, number, ConcurrentHashMap.newKeySet());
  }

  /** Whether the execution names this goal. */
  boolean names(MojoExecution goal) {
    return !prefixed() && options.goals().names(goal);
  }

  private boolean prefixed() {
    return active().filter(found -> found.delivery().prefixed()).isPresent();
  }

  /** The variables with a prefix for a goal, in addition to the variables that AWS tools read. */
  Map<String, String> prefixedFor(MojoExecution goal) {
    boolean meant = prefixed() && options.goals().includes(goal);
    return meant ? active().orElseThrow().delivery().environment() : Map.of();
  }

  /** Whether these are the default credentials, for all goals that no other execution names. */
  boolean forTheRest() {
    return !prefixed() && options.only().isEmpty();
  }

  Optional<Active> active() {
    return state instanceof Active delivered ? Optional.of(delivered) : Optional.empty();
  }

  /** The credentials, if they are valid for at least five more minutes. */
  Optional<Assumed> good(Instant now) {
    return active()
        .map(Active::assumed)
        .filter(
            assumed ->
                assumed.credentials().expires().stream()
                    .noneMatch(expires -> expires.isBefore(now.plus(GOOD_FOR))));
  }

  /** These credentials with another delivery. */
  CredentialHandoff as(Delivery delivery) {
    Optional<State> other =
        active().map(given -> new Active(given.assumed(), delivery, given.ecr()));
    return new CredentialHandoff(parameters, options, other.orElse(state), number, projects);
  }

  /** The profile that has the credentials, if it is by a profile that goals get them. */
  Optional<ProfileDelivery> profile() {
    return active()
        .map(Active::delivery)
        .filter(ProfileDelivery.class::isInstance)
        .map(ProfileDelivery.class::cast);
  }

  void close() {
    active().ifPresent(delivered -> delivered.delivery().close());
  }

  /** The environment variables of the keys, regardless of how other goals get the credentials. */
  Map<String, String> keys() {
    return active().map(given -> Variables.forProcess(given.assumed(), Map.of())).orElse(Map.of());
  }
}
