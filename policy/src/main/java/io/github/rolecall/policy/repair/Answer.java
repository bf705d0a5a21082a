package io.github.rolecall.policy.repair;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.ProviderControls;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.TrustPolicy;

/** What AWS answers to a request under a policy, whatever it thinks of the token itself. */
public final class Answer {
  private Answer() {}

  /** Whether the policy lets the request in; unknown where only AWS sees what decides. */
  public static TriState of(TrustPolicy policy, Request request) {
    return of(Evaluation.of(policy, request));
  }

  /** The same of an evaluation. */
  public static TriState of(Evaluation evaluation) {
    return ProviderControls.refuse(evaluation) ? TriState.FALSE : evaluation.allows();
  }
}
