package io.github.rolecall.policy.repair;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.TrustPolicy;

/**
 * A job that may request the role. Its answers before and after a change decide whether the change
 * is acceptable.
 *
 * @param evaluation the evaluation of its request, by the policy before the change
 * @param today the answer of that policy
 */
record Witness(Kind kind, Evaluation evaluation, TriState today) {

  enum Kind {
    /** This job. */
    JOB,
    /** This job, run once more. */
    NEXT_RUN,
    /** A job that must not get the role. */
    STRANGER,
    /** A job that the policy allows today, by a value that it names. */
    NAMED,
    /** A job that the policy allows today, by a wildcard or because a condition is missing. */
    MATCHED
  }

  static Witness of(Kind kind, TrustPolicy policy, Request request) {
    Evaluation evaluation = Evaluation.of(policy, request);
    return new Witness(kind, evaluation, Answer.of(evaluation));
  }

  /**
   * Returns whether this witness may get the answer of the changed policy.
   *
   * @param narrowing whether the change is meant to allow fewer jobs
   */
  boolean accepts(TrustPolicy changed, boolean narrowing) {
    int now = rank(Answer.of(evaluation.under(changed)));
    int old = rank(today);
    return switch (kind) {
      // A condition that only AWS can evaluate may still refuse.
      case JOB, NEXT_RUN -> narrowing ? now >= old : now > 0;
      case STRANGER -> now <= old;
      case NAMED -> now >= old;
      case MATCHED -> narrowing || now >= old;
    };
  }

  /**
   * Returns whether the changed policy allows at least what it allows today; irrelevant for
   * strangers.
   */
  boolean isKept(TrustPolicy changed) {
    return kind == Kind.STRANGER || rank(Answer.of(evaluation.under(changed))) >= rank(today);
  }

  private static int rank(TriState answer) {
    return switch (answer) {
      case FALSE -> 0;
      case UNKNOWN -> 1;
      case TRUE -> 2;
    };
  }
}
