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
 * What one set of parameters hands to later goals. Modules that inherit an execution share it.
 *
 * @param projects where the goal ran with these parameters
 */
record HandOver(Parameters parameters, Terms terms, Given given, int number, Set<Object> projects) {
  private static final Duration GOOD_FOR = Duration.ofMinutes(5);

  /** Whether there are credentials yet. */
  sealed interface Given {}

  /**
   * A role that is assumed when somebody needs it.
   *
   * @param work assumes it and hands on; what comes out replaces this hand-over
   */
  record Awaited(Runnable work) implements Given {}

  /** Credentials, and the way in which goals get them. */
  record Delivered(Assumed assumed, Delivery delivery) implements Given {}

  static HandOver of(Parameters parameters, Terms terms, Given given, int number) {
    return new HandOver(parameters, terms, given, number, ConcurrentHashMap.newKeySet());
  }

  /** Whether the execution names goals, and this one among them. */
  boolean names(MojoExecution goal) {
    return !beside() && matches(goal);
  }

  /** Whether its variables have names of their own, so that it competes with no other. */
  private boolean beside() {
    return delivered().filter(found -> found.delivery() instanceof Delivery.Beside).isPresent();
  }

  /** The variables that a goal gets beside those that AWS tools find. */
  Map<String, String> besideFor(MojoExecution goal) {
    boolean meant = beside() && (terms.only().isEmpty() || matches(goal));
    return meant ? delivered().orElseThrow().delivery().environment() : Map.of();
  }

  private boolean matches(MojoExecution goal) {
    return terms.only().stream().anyMatch(pattern -> pattern.matches(goal));
  }

  /** Whether it is for all goals that no other execution names. */
  boolean forTheRest() {
    return !beside() && terms.only().isEmpty();
  }

  Optional<Delivered> delivered() {
    return given instanceof Delivered delivered ? Optional.of(delivered) : Optional.empty();
  }

  /** The credentials, if they are good for a while yet. */
  Optional<Assumed> good(Instant now) {
    return delivered()
        .map(Delivered::assumed)
        .filter(
            assumed ->
                assumed
                    .credentials()
                    .expires()
                    .filter(expires -> expires.isBefore(now.plus(GOOD_FOR)))
                    .isEmpty());
  }

  void close() {
    delivered().ifPresent(delivered -> delivered.delivery().close());
  }

  /** The variables of the keys themselves, whatever way goals get them. */
  Map<String, String> keys() {
    return delivered()
        .map(delivered -> Variables.forProcess(delivered.assumed(), Map.of()))
        .orElse(Map.of());
  }
}
