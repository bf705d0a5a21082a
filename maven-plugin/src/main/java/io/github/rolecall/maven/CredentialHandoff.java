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
 * @param projects where the goal ran with these parameters
 */
record CredentialHandoff(
    Parameters parameters, HandoffOptions options, State state, int number, Set<Object> projects) {
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  sealed interface State {}

  /**
   * A role that is assumed when a goal first needs it. The export of the work replaces this state.
   */
  record Pending(Runnable work) implements State {}

  /**
   * Credentials, and the way in which goals get them.
   *
   * @param ecr gets passwords for registries with them
   */
  record Active(Assumed first, Delivery delivery, EcrAccess ecr) implements State {
    /** The session that was delivered, or what has become of it by renewals. */
    Assumed assumed() {
      return delivery.renewed().orElse(first);
    }
  }

  static CredentialHandoff of(
      Parameters parameters, HandoffOptions options, State state, int number) {
    return new CredentialHandoff(parameters, options, state, number, ConcurrentHashMap.newKeySet());
  }

  /** Whether the execution names goals, and this one among them. */
  boolean names(MojoExecution goal) {
    return !prefixed() && options.goals().names(goal);
  }

  private boolean prefixed() {
    return active().filter(found -> found.delivery().prefixed()).isPresent();
  }

  /** The variables that a goal gets beside those that AWS tools find. */
  Map<String, String> prefixedFor(MojoExecution goal) {
    boolean meant = prefixed() && options.goals().includes(goal);
    return meant ? active().orElseThrow().delivery().environment() : Map.of();
  }

  /** Whether it is for all goals that no other execution names. */
  boolean forTheRest() {
    return !prefixed() && options.only().isEmpty();
  }

  Optional<Active> active() {
    return state instanceof Active delivered ? Optional.of(delivered) : Optional.empty();
  }

  /** The credentials, if they stay valid for a while. */
  Optional<Assumed> good(Instant now) {
    return active()
        .map(Active::assumed)
        .filter(
            assumed ->
                assumed.credentials().expires().stream()
                    .noneMatch(expires -> expires.isBefore(now.plus(GOOD_FOR))));
  }

  /** The same for a goal that gets it in another way. */
  CredentialHandoff as(Delivery delivery) {
    Optional<State> other =
        active().map(given -> new Active(given.assumed(), delivery, given.ecr()));
    return new CredentialHandoff(parameters, options, other.orElse(state), number, projects);
  }

  /** The profile that goals are told, if they are. */
  Optional<String> profile() {
    return active()
        .map(Active::delivery)
        .filter(ProfileDelivery.class::isInstance)
        .flatMap(delivery -> ((ProfileDelivery) delivery).told());
  }

  void close() {
    active().ifPresent(delivered -> delivered.delivery().close());
  }

  /** The variables of the keys themselves, whatever way goals get them. */
  Map<String, String> keys() {
    return active().map(given -> Variables.forProcess(given.assumed(), Map.of())).orElse(Map.of());
  }
}
