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
 * Everything that will happen, decided without asking anybody.
 *
 * @param region what later steps get; empty: nobody has named one, and none is needed
 * @param variables what a file sets for the run as environment variables would
 * @param skippedChecks what a file says that AWS is not to be asked
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
   * Whose credentials are exported.
   *
   * @param source who we are at first
   * @param chain the roles to assume, one from the other; empty: export the source itself
   * @param origin how the result is to be seen: a role, what the user gave, or what was there
   *     anyway
   * @param existing credentials that are kept, instead of all that, if they are good
   */
  public record Identity(
      Source source, List<Role> chain, Assumed.Origin origin, Optional<Source> existing) {}

  /**
   * How others are asked.
   *
   * @param stsRegion the Region whose STS is asked; empty: it is not asked
   * @param retry how often, and for how long, a question is asked again
   * @param time for the whole run; zero: no limit, but those of each call
   */
  public record Reach(String stsRegion, Network network, Retry retry, Duration time) {}

  /**
   * What there is to say about it.
   *
   * @param warnings what the user set without effect, and why it has none
   * @param reasons each decision and where it came from, for the log and for {@code explain}
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
   * Whether STS has to be asked: for a role, for a guard, for what is kept only if it is good, and
   * where the identity has to be known to be hidden.
   */
  public boolean needsProof() {
    return source().webIdentity()
        || !chain().isEmpty()
        || identity.existing().isPresent()
        || guards.judgeIdentity()
        || exportTargets.maskIdentity();
  }

  /**
   * Accepts a run that asks AWS nothing that a file says it is not to be asked.
   *
   * @throws CredentialsException with {@link InputProblem}
   */
  public void refuseUnwanted() {
    boolean byName = !chain().isEmpty() && chain().get(0).target().arn().isEmpty();
    boolean hidden = exportTargets.maskIdentity() && !source().webIdentity();
    skippedChecks.refuseQuestion(
        chain().isEmpty() || identity.existing().isPresent() || byName || hidden);
  }

  /** Whether any call is going to be signed: the exchange of a token is not. */
  public boolean signs() {
    return !source().webIdentity() || chain().size() > 1 || identity.existing().isPresent();
  }
}
