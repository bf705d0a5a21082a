package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Glob;
import io.github.rolecall.policy.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a condition misses a claim: the smallest set of usual mistakes without which it would match.
 *
 * @param expected the value of the policy that comes nearest
 */
record Difference(Set<Repair> repairs, String expected) {
  private static final int NONE_FITS = 10;
  private static final List<Set<Repair>> SUBSETS = subsets();

  /** How far the two are apart; used to find the statement that was meant. */
  int weight() {
    return repairs.isEmpty() ? NONE_FITS : repairs.stream().mapToInt(repair -> repair.weight).sum();
  }

  /** What explains the difference, the likeliest first; empty when nothing known does. */
  List<FindingCode> codes() {
    return repairs.stream().map(repair -> repair.code).toList();
  }

  /** Compares every value of a condition on a claim with what the token has. */
  static Difference of(Condition condition, String claim, String actual, Request request) {
    return condition.expected().stream()
        .flatMap(
            expected ->
                nearest(condition, new Repair.Pair(claim, expected, actual, request)).stream())
        .min(Comparator.comparingInt(Difference::weight))
        .orElseGet(
            () -> new Difference(Set.of(), condition.expected().stream().findFirst().orElse("")));
  }

  private static Optional<Difference> nearest(Condition condition, Repair.Pair pair) {
    return SUBSETS.stream()
        .filter(repairs -> explains(repairs, condition, pair))
        .map(repairs -> new Difference(repairs, pair.expected()))
        .min(Comparator.comparingInt(Difference::weight));
  }

  private static boolean explains(Set<Repair> repairs, Condition condition, Repair.Pair pair) {
    Stream<Repair.Pair> pairs = Stream.of(pair);
    for (Repair repair : repairs) {
      pairs = pairs.flatMap(repair::apply);
    }
    boolean anyCase = condition.ignoresCase() || repairs.contains(Repair.CASE);
    boolean wild = condition.wildcards() || repairs.contains(Repair.WILDCARD);
    return pairs.anyMatch(
        repaired -> {
          Glob glob = wild ? Glob.of(repaired.expected()) : new Glob(repaired.expected());
          return anyCase
              ? glob.matchesIgnoringCase(repaired.actual())
              : glob.matches(repaired.actual());
        });
  }

  /** Every set of repairs with at most one of those that leave out the context. */
  private static List<Set<Repair>> subsets() {
    Repair[] all = Repair.values();
    var subsets = new ArrayList<Set<Repair>>();
    for (int bits = 1; bits < 1 << all.length; bits++) {
      Set<Repair> subset = EnumSet.noneOf(Repair.class);
      for (int i = 0; i < all.length; i++) {
        if ((bits & 1 << i) != 0) {
          subset.add(all[i]);
        }
      }
      if (subset.stream().filter(Repair::leavesOutContext).count() <= 1) {
        subsets.add(subset);
      }
    }
    return List.copyOf(subsets);
  }
}
