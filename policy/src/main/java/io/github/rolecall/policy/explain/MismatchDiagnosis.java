package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Glob;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.explain.CommonMistake.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a condition misses a claim: the smallest set of usual mistakes without which it would match.
 *
 * @param mistakes the likeliest first; empty when nothing known explains the difference
 * @param expected the value of the policy that comes nearest
 */
record MismatchDiagnosis(Set<CommonMistake> mistakes, String expected) {
  private static final List<Set<CommonMistake>> SUBSETS = subsets();

  /** How far the two are apart; used to find the statement that was meant. */
  int weight() {
    return mistakes.isEmpty() ? 10 : mistakes.stream().mapToInt(each -> each.weight).sum();
  }

  /** Compares every value of a condition on a claim with what the token has. */
  static MismatchDiagnosis of(Condition condition, String claim, String actual, Request request) {
    return condition.expected().stream()
        .map(expected -> new Pair(claim, expected, actual, request))
        .flatMap(
            pair ->
                SUBSETS.stream()
                    .filter(mistakes -> explains(mistakes, condition, pair))
                    .map(mistakes -> new MismatchDiagnosis(mistakes, pair.expected())))
        .min(Comparator.comparingInt(MismatchDiagnosis::weight))
        .orElseGet(
            () ->
                new MismatchDiagnosis(
                    Set.of(), condition.expected().stream().findFirst().orElse("")));
  }

  private static boolean explains(Set<CommonMistake> mistakes, Condition condition, Pair pair) {
    Stream<Pair> pairs = Stream.of(pair);
    for (CommonMistake mistake : mistakes) {
      pairs = pairs.flatMap(mistake::apply);
    }
    boolean anyCase = condition.operator().ignoresCase() || mistakes.contains(CommonMistake.CASE);
    boolean wild = condition.operator().wildcards() || mistakes.contains(CommonMistake.WILDCARD);
    return pairs.anyMatch(
        mended -> {
          Glob glob = wild ? Glob.of(mended.expected()) : new Glob(mended.expected());
          return anyCase
              ? glob.matchesIgnoringCase(mended.actual())
              : glob.matches(mended.actual());
        });
  }

  /** Every set of mistakes with at most one of those that leave out the context. */
  private static List<Set<CommonMistake>> subsets() {
    var subsets = new ArrayList<EnumSet<CommonMistake>>();
    subsets.add(EnumSet.noneOf(CommonMistake.class));
    for (CommonMistake mistake : CommonMistake.values()) {
      for (EnumSet<CommonMistake> fewer : List.copyOf(subsets)) {
        EnumSet<CommonMistake> more = EnumSet.copyOf(fewer);
        more.add(mistake);
        if (more.stream().filter(CommonMistake::leavesOutContext).count() <= 1) {
          subsets.add(more);
        }
      }
    }
    return List.copyOf(subsets.subList(1, subsets.size()));
  }
}
