package io.github.rolecall.plan;

import io.github.rolecall.host.FileVariables;
import io.github.rolecall.host.Retry;
import io.github.rolecall.model.Role;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a run will do, decided before the first request.
 *
 * @param region the Region for later steps; empty if none was given and none is needed
 * @param variables values that a file sets for the run like environment variables
 * @param skippedChecks the calls to AWS that a file forbids
 */
public record Plan(
    String region,
    Identity identity,
    Guards guards,
    ExportTargets exportTargets,
    Reach reach,
    FileVariables variables,
    SkippedChecks skippedChecks,
    Notes notes) {

  /**
   * Which credentials to export.
   *
   * @param source the credential source
   * @param chain the roles to assume, each with the credentials of the one before; empty: export
   *     the source itself
   * @param origin how to report the result: an assumed role, given credentials, or existing ones
   * @param existing credentials to keep instead of all that, if they are valid
   */
  public record Identity(
      Source source, List<Role> chain, Assumed.Origin origin, Optional<Source> existing) {}

  /**
   * How to call other services.
   *
   * @param stsRegion the Region whose STS endpoint is called; empty: STS is not called
   * @param retry how often, and for how long, to retry a call
   * @param time the time limit for the whole run; zero: only each call has a limit
   */
  public record Reach(String stsRegion, Network network, Retry retry, Duration time) {}

  /**
   * What to tell the user about the plan.
   *
   * @param warnings settings without effect, and why they have none
   * @param reasons each decision and its origin, for the log and for {@code explain}
   */
  public record Notes(List<String> warnings, List<Fact> reasons) {}

  public Source source() {
    return identity.source();
  }

  public List<Role> chain() {
    return identity.chain();
  }

  public Network network() {
    return reach.network();
  }

  /**
   * Returns whether the run must call STS: for a role, for a guard, to validate credentials before
   * keeping them, or to mask their identity.
   */
  public boolean needsProof() {
    return source().webIdentity()
        || !chain().isEmpty()
        || identity.existing().isPresent()
        || guards.judgeIdentity()
        || exportTargets.maskIdentity();
  }

  /**
   * Refuses a run that would make a call to AWS which the file forbids.
   *
   * @throws CredentialsException with {@link InputProblem}
   */
  public void refuseUnwanted() {
    boolean byName = !chain().isEmpty() && chain().get(0).target().arn().isEmpty();
    boolean hidden = exportTargets.maskIdentity() && !source().webIdentity();
    skippedChecks.refuseQuestion(
        chain().isEmpty() || identity.existing().isPresent() || byName || hidden);
  }

  /** Returns the same plan with a time limit for the whole run, which a shorter one precedes. */
  public Plan within(Duration longest) {
    Duration own = reach.time();
    boolean shorter = !own.isZero() && own.compareTo(longest) < 0;
    var limited =
        new Reach(reach.stsRegion(), reach.network(), reach.retry(), shorter ? own : longest);
    return new Plan(
        region, identity, guards, exportTargets, limited, variables, skippedChecks, notes);
  }

  /** Returns whether the run signs any call. The exchange of a web identity token is not signed. */
  public boolean signs() {
    return !source().webIdentity() || chain().size() > 1 || identity.existing().isPresent();
  }
}
