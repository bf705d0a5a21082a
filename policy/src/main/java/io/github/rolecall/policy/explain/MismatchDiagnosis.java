package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Glob;
import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Subject;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.explain.CommonMistake.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why a condition misses a claim: the smallest set of usual mistakes without which it would match.
 *
 * @param mistakes the likeliest first; empty when nothing known explains the difference
 * @param expected the value of the policy that comes nearest
 * @param corrected that value without the mistakes, its wildcards kept; empty where the policy
 *     means another job
 */
record MismatchDiagnosis(Set<CommonMistake> mistakes, String expected, Optional<String> corrected) {
  private static final List<Set<CommonMistake>> SUBSETS = subsets();
  private static final Pattern IDS = Pattern.compile("^repo:[^@]+@(\\d+)/[^@]+@(\\d+).*");

  /** How far the two are apart; used to find the statement that was meant. */
  int weight() {
    return mistakes.isEmpty() ? 10 : mistakes.stream().mapToInt(each -> each.weight).sum();
  }

  /** Compares every value of a condition on a claim with what the token has. */
  static MismatchDiagnosis of(Condition condition, String claim, String actual, Request request) {
    return comparable(condition, actual).stream()
        .map(expected -> new Pair(claim, expected, actual, request))
        .flatMap(
            pair ->
                SUBSETS.stream().flatMap(mistakes -> explained(mistakes, condition, pair).stream()))
        .min(Comparator.comparingInt(MismatchDiagnosis::weight))
        .orElseGet(
            () ->
                new MismatchDiagnosis(
                    Set.of(),
                    condition.expected().stream().findFirst().orElse(""),
                    Optional.empty()));
  }

  /** No more values than a policy has that IAM saves: each is compared in hundreds of ways. */
  private static List<String> comparable(Condition condition, String actual) {
    var values = new ArrayList<String>();
    int left = actual.length() > TrustPolicy.LONGEST ? 0 : TrustPolicy.LONGEST;
    for (String expected : condition.expected()) {
      left -= expected.length();
      if (left < 0) {
        return values;
      }
      values.add(expected);
    }
    return values;
  }

  private static Optional<MismatchDiagnosis> explained(
      Set<CommonMistake> mistakes, Condition condition, Pair pair) {
    Stream<Pair> pairs = Stream.of(pair);
    for (CommonMistake mistake : mistakes) {
      pairs = pairs.flatMap(mistake::apply);
    }
    boolean anyCase = condition.operator().ignoresCase() || mistakes.contains(CommonMistake.CASE);
    boolean wild = condition.operator().wildcards() || mistakes.contains(CommonMistake.WILDCARD);
    return pairs
        .filter(
            mended -> {
              Glob glob = wild ? Glob.of(mended.expected()) : new Glob(mended.expected());
              return anyCase
                  ? glob.matchesIgnoringCase(mended.actual())
                  : glob.matches(mended.actual());
            })
        .findFirst()
        .map(
            mended ->
                new MismatchDiagnosis(
                    mistakes, pair.expected(), corrected(mistakes, pair, mended)));
  }

  /** Whether the condition, which may know wildcards, holds for the value. */
  static boolean matches(Condition condition, String actual) {
    return condition.expected().stream()
        .map(value -> condition.operator().wildcards() ? Glob.of(value) : new Glob(value))
        .anyMatch(glob -> glob.matches(actual));
  }

  /** What is left out to compare the rest cannot be put right; ids can, where names are whole. */
  private static Optional<String> corrected(Set<CommonMistake> mistakes, Pair pair, Pair mended) {
    if (mistakes.stream().anyMatch(CommonMistake::leavesOutContext)) {
      return Optional.empty();
    }
    return LetterCase.as(mended.expected(), mended.actual())
        .flatMap(
            value ->
                mistakes.contains(CommonMistake.IMMUTABLE)
                    ? withIdsOf(pair.actual(), value)
                    : Optional.of(value));
  }

  private static Optional<String> withIdsOf(String actual, String value) {
    Matcher ids = IDS.matcher(actual);
    if (!ids.matches()) {
      return Optional.of(value);
    }
    return Condition.hasWildcard(Subject.of(value).place())
        ? Optional.empty()
        : Optional.of(Subject.withIds(value, ids.group(1), ids.group(2)));
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
