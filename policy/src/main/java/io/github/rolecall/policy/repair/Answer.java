package io.github.rolecall.policy.repair;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.ProviderControls;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.TrustPolicy;

/** The answer of AWS to a request under a policy, apart from checks of the token itself. */
public final class Answer {
  private Answer() {}

  /** Whether the policy allows the request; unknown if it depends on values that only AWS knows. */
  public static TriState of(TrustPolicy policy, Request request) {
    return of(Evaluation.of(policy, request));
  }

  /** The same for an evaluation. */
  public static TriState of(Evaluation evaluation) {
    return ProviderControls.refuse(evaluation) ? TriState.FALSE : evaluation.allows();
  }
}
