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
record MismatchDiagnosis(Set<CommonMistake> mistakes, String expected) {
  private static final int NONE_FITS = 10;
  private static final List<Set<CommonMistake>> SUBSETS = subsets();

  /** How far the two are apart; used to find the statement that was meant. */
  int weight() {
    return mistakes.isEmpty()
        ? NONE_FITS
        : mistakes.stream().mapToInt(mistake -> mistake.weight).sum();
  }

  /** What explains the difference, the likeliest first; empty when nothing known does. */
  List<FindingCode> codes() {
    return mistakes.stream().map(mistake -> mistake.code).toList();
  }

  /** Compares every value of a condition on a claim with what the token has. */
  static MismatchDiagnosis of(Condition condition, String claim, String actual, Request request) {
    return condition.expected().stream()
        .flatMap(
            expected ->
                nearest(condition, new CommonMistake.Pair(claim, expected, actual, request))
                    .stream())
        .min(Comparator.comparingInt(MismatchDiagnosis::weight))
        .orElseGet(
            () ->
                new MismatchDiagnosis(
                    Set.of(), condition.expected().stream().findFirst().orElse("")));
  }

  private static Optional<MismatchDiagnosis> nearest(Condition condition, CommonMistake.Pair pair) {
    return SUBSETS.stream()
        .filter(mistakes -> explains(mistakes, condition, pair))
        .map(mistakes -> new MismatchDiagnosis(mistakes, pair.expected()))
        .min(Comparator.comparingInt(MismatchDiagnosis::weight));
  }

  private static boolean explains(
      Set<CommonMistake> mistakes, Condition condition, CommonMistake.Pair pair) {
    Stream<CommonMistake.Pair> pairs = Stream.of(pair);
    for (CommonMistake mistake : mistakes) {
      pairs = pairs.flatMap(mistake::apply);
    }
    boolean anyCase = condition.ignoresCase() || mistakes.contains(CommonMistake.CASE);
    boolean wild = condition.wildcards() || mistakes.contains(CommonMistake.WILDCARD);
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
    CommonMistake[] all = CommonMistake.values();
    var subsets = new ArrayList<Set<CommonMistake>>();
    for (int bits = 1; bits < 1 << all.length; bits++) {
      Set<CommonMistake> subset = EnumSet.noneOf(CommonMistake.class);
      for (int i = 0; i < all.length; i++) {
        if ((bits & 1 << i) != 0) {
          subset.add(all[i]);
        }
      }
      if (subset.stream().filter(CommonMistake::leavesOutContext).count() <= 1) {
        subsets.add(subset);
      }
    }
    return List.copyOf(subsets);
  }
}
