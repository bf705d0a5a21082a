package io.github.rolecall.policy.repair;

import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * All witnesses for a change of a policy.
 *
 * @param all the job, its next run, strangers, and jobs that the policy allows today
 */
public record Witnesses(TrustPolicy policy, List<Witness> all) {

  /**
   * The witnesses for a policy and a job.
   *
   * @param meant patterns for the subjects that the policy is meant for: they are not strangers
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

  /**
   * Whether the changed policy allows the job, keeps everyone it allows today, and allows no
   * stranger.
   */
  public boolean allow(TrustPolicy after) {
    return all.stream().allMatch(one -> one.accepts(after, false));
  }

  /**
   * Whether a change that narrows the policy keeps the job, if it is allowed today, and all jobs
   * that the policy names.
   */
  public boolean keep(TrustPolicy after) {
    return all.stream().allMatch(one -> one.accepts(after, true));
  }

  /** Whether the changed policy still allows every job that it allows today. */
  public boolean keepAll(TrustPolicy after) {
    return all.stream().allMatch(one -> one.isKept(after));
  }
}
