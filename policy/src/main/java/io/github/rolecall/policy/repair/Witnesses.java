package io.github.rolecall.policy.repair;

import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * Everybody by whom a change of a policy is judged.
 *
 * @param all the job, its next runs, strangers, and those whom the policy lets in today
 */
public record Witnesses(TrustPolicy policy, List<Witness> all) {

  /**
   * Of a policy and a job that asks.
   *
   * @param meant patterns of subjects for whom the policy is meant to be: they are no strangers
   */
  public static Witnesses of(TrustPolicy policy, Request request, List<String> meant) {
    var all = new ArrayList<Witness>();
    all.add(Witness.of(Witness.Kind.JOB, policy, request));
    all.add(Witness.of(Witness.Kind.NEXT_RUN, policy, request.of(Runs.after(request))));
    new Strangers(request, meant)
        .all()
        .forEach(one -> all.add(Witness.of(Witness.Kind.STRANGER, policy, one)));
    new LetIn(policy, request).all().forEach(all::add);
    return new Witnesses(policy, List.copyOf(all));
  }

  /** Whether the changed policy lets the job in, and nothing else changes for the worse. */
  public boolean allow(TrustPolicy after) {
    return all.stream().allMatch(one -> one.accepts(after, false));
  }

  /**
   * Whether the changed policy, which is to let fewer in, still lets the job in if it did, and
   * those whom it names.
   */
  public boolean keep(TrustPolicy after) {
    return all.stream().allMatch(one -> one.accepts(after, true));
  }

  /** Whether the changed policy still lets in everybody that it lets in today. */
  public boolean keepAll(TrustPolicy after) {
    return all.stream().allMatch(one -> one.isKept(after));
  }
}
