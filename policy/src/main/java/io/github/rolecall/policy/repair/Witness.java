package io.github.rolecall.policy.repair;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.TrustPolicy;

/**
 * Somebody who may ask for the role, by whom a change of the policy is judged.
 *
 * @param evaluation of what they would ask, by the policy before it is changed
 * @param today what it answers
 */
record Witness(Kind kind, Evaluation evaluation, TriState today) {

  enum Kind {
    /** This job. */
    JOB,
    /** This job, run once more. */
    NEXT_RUN,
    /** A job that has no business with the role. */
    STRANGER,
    /** A job that the policy lets in today, by a value that it names. */
    NAMED,
    /** A job that the policy lets in today, by a wildcard or for want of a condition. */
    MATCHED
  }

  static Witness of(Kind kind, TrustPolicy policy, Request request) {
    Evaluation evaluation = Evaluation.of(policy, request);
    return new Witness(kind, evaluation, Answer.of(evaluation));
  }

  /**
   * Whether this witness may get the answer of the changed policy.
   *
   * @param narrowing whether the change is to let fewer in
   */
  boolean accepts(TrustPolicy changed, boolean narrowing) {
    int now = rank(Answer.of(evaluation.under(changed)));
    int old = rank(today);
    return switch (kind) {
      // What only AWS sees may still refuse.
      case JOB, NEXT_RUN -> narrowing ? now >= old : now > 0;
      case STRANGER -> now <= old;
      case NAMED -> now >= old;
      case MATCHED -> narrowing || now >= old;
    };
  }

  /** Whether the changed policy answers at least what it answers today; no matter to strangers. */
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
