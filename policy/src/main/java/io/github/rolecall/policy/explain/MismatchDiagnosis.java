package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Glob;
import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.explain.CommonMistake.Pair;
import io.github.rolecall.policy.issuer.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a condition does not match a claim: the smallest set of common mistakes without which it
 * would match.
 *
 * @param mistakes the most likely first; empty when no known mistake explains the difference
 * @param expected the nearest value of the policy
 * @param corrected that value without the mistakes, its wildcards kept; empty if the policy is
 *     meant for another job
 */
record MismatchDiagnosis(Set<CommonMistake> mistakes, String expected, Optional<String> corrected) {
  private static final List<Subset> SUBSETS = subsets();
  private static final Pattern IDS = Pattern.compile("^repo:[^@]+@(\\d+)/[^@]+@(\\d+).*");

  /** How far policy and token are apart; it is used to find the statement that was meant. */
  int weight() {
    return mistakes.isEmpty() ? 10 : mistakes.stream().mapToInt(each -> each.weight).sum();
  }

  /**
   * A set of mistakes.
   *
   * @param fewer the index of the same set without its last mistake
   */
  private record Subset(EnumSet<CommonMistake> mistakes, int fewer, CommonMistake last) {
    int weight() {
      return mistakes.stream().mapToInt(each -> each.weight).sum();
    }

    boolean matches(Condition condition, Pair pair) {
      boolean anyCase = condition.operator().ignoresCase() || mistakes.contains(CommonMistake.CASE);
      boolean wild = condition.operator().wildcards() || mistakes.contains(CommonMistake.WILDCARD);
      Glob glob = wild ? Glob.of(pair.expected()) : new Glob(pair.expected());
      return anyCase ? glob.matchesIgnoringCase(pair.actual()) : glob.matches(pair.actual());
    }
  }

  /** Compares every value of a condition with the claim of the token. */
  static MismatchDiagnosis of(Condition condition, String claim, String actual, Request request) {
    Optional<MismatchDiagnosis> nearest = Optional.empty();
    for (String expected : comparable(condition, actual)) {
      Optional<MismatchDiagnosis> found = nearest;
      int below = nearest.map(MismatchDiagnosis::weight).orElse(Integer.MAX_VALUE);
      nearest =
          explained(condition, new Pair(claim, expected, actual, request), below).or(() -> found);
    }
    return nearest.orElseGet(
        () ->
            new MismatchDiagnosis(
                Set.of(), condition.expected().stream().findFirst().orElse(""), Optional.empty()));
  }

  /**
   * At most the number of characters that IAM saves: each value is compared in hundreds of ways.
   */
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

  /** The lightest set of mistakes that explains the difference, if it is lighter than the limit. */
  private static Optional<MismatchDiagnosis> explained(Condition condition, Pair pair, int below) {
    Optional<MismatchDiagnosis> lightest = Optional.empty();
    var without = new ArrayList<List<Pair>>();
    without.add(List.of(pair));
    for (Subset subset : SUBSETS) {
      // Most mistakes do not apply to most values: then no set with them applies.
      List<Pair> fewer = without.get(subset.fewer());
      List<Pair> mended =
          fewer.isEmpty() ? fewer : fewer.stream().flatMap(subset.last()::apply).toList();
      without.add(mended);
      int weight = mended.isEmpty() ? below : subset.weight();
      if (weight < below) {
        Optional<Pair> match =
            mended.stream().filter(each -> subset.matches(condition, each)).findFirst();
        if (match.isPresent()) {
          below = weight;
          lightest =
              Optional.of(
                  new MismatchDiagnosis(
                      subset.mistakes(),
                      pair.expected(),
                      corrected(subset.mistakes(), pair, match.get())));
        }
      }
    }
    return lightest;
  }

  /** Whether the condition, which may have wildcards, matches the value. */
  static boolean matches(Condition condition, String actual) {
    return condition.expected().stream()
        .map(value -> condition.operator().wildcards() ? Glob.of(value) : new Glob(value))
        .anyMatch(glob -> glob.matches(actual));
  }

  /**
   * The corrected value. A mistake that ignores the context has no correction; missing ids can be
   * added if the names are complete.
   */
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

  /** Every set of mistakes with at most one that ignores the context; the empty set is first. */
  private static List<Subset> subsets() {
    var subsets = new ArrayList<Subset>();
    for (CommonMistake mistake : CommonMistake.values()) {
      subsets.add(new Subset(EnumSet.of(mistake), 0, mistake));
      int before = subsets.size() - 1;
      for (int fewer = 1; fewer <= before; fewer++) {
        EnumSet<CommonMistake> more = EnumSet.copyOf(subsets.get(fewer - 1).mistakes());
        more.add(mistake);
        if (more.stream().filter(CommonMistake::leavesOutContext).count() <= 1) {
          subsets.add(new Subset(more, fewer, mistake));
        }
      }
    }
    return List.copyOf(subsets);
  }
}
