package io.github.rolecall.assume.run;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.aws.sts.Session;
import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.GuardProblem;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.ProofProblem;
import io.github.rolecall.problem.SessionProblem;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.session.UnverifiedCredentials;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs one role: token, masking, role chain, identity, guards. The result has passed every guard;
 * otherwise the run throws.
 */
final class RoleRun {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]*");
  private static final String ASSUME_ROLE = "sts:AssumeRole";
  private static final int SPECIAL_CHARACTERS_ATTEMPTS = 30;

  private final Plan plan;
  private final Sts sts;
  private final Parts parts;
  private final Console console;
  private final Deadline deadline;
  private final Sources sources;
  private boolean tagsDropped;

  RoleRun(Parts parts, PlannedRole role, Sts sts) {
    this.parts = parts;
    this.console = parts.console(role);
    this.deadline = parts.deadline;
    this.plan = role.plan();
    this.sts = sts;
    this.sources = new Sources(plan.variables().in(parts.host), parts.platform, console);
  }

  /** Assumes the role and verifies the session. */
  Assumed assumed() {
    try {
      return existing().orElseGet(this::made);
    } catch (CredentialsException e) {
      if (e.problem() instanceof ProofProblem.OtherIdentity other) {
        mask(other.answered());
      }
      throw e;
    }
  }

  /** Returns the existing credentials, if they are valid and the user wants to keep them. */
  private Optional<Assumed> existing() {
    if (plan.identity().existing().isEmpty()) {
      return Optional.empty();
    }
    Source source = plan.identity().existing().get();
    try {
      SessionCredentials credentials =
          sources.credentials(source, plan.reach(), sts).requireUsable(source.describe());
      Assumed kept = verified(identified(credentials), Assumed.Origin.KEPT);
      console.info(
          "The existing credentials of "
              + kept.identity().arn()
              + " are valid. Rolecall keeps them.");
      return Optional.of(kept);
    } catch (CredentialsException e) {
      boolean noGood =
          e.problem() instanceof StsProblem.KeysRejected
              || e.problem() instanceof IdentityProblem
              || e.problem() instanceof ProofProblem.Ended;
      if (!noGood) {
        // Their validity is unknown, or they belong to an account that is not allowed. Do not
        // replace them silently with another identity.
        throw e;
      }
      console.info("Rolecall cannot keep the existing credentials (" + e.problem().code() + ").");
      return Optional.empty();
    }
  }

  private Assumed made() {
    boolean webIdentity = plan.source().webIdentity();
    List<Role> chain = plan.chain();
    Caller caller = webIdentity ? byToken(chain.get(0)) : source();
    for (Role role : webIdentity ? chain.subList(1, chain.size()) : chain) {
      caller = byCredentials(role, caller);
    }
    Assumed assumed = verified(proven(caller), plan.identity().origin());
    maskHandedOn(caller.credentials());
    return assumed;
  }

  /**
   * Masks the credentials that a role is assumed with. Sources mask theirs already, except
   * variables.
   */
  private void maskHandedOn(SessionCredentials credentials) {
    boolean given = plan.identity().origin() == Assumed.Origin.GIVEN;
    if (given && plan.source() instanceof Source.EnvironmentKeys) {
      sources.mask(credentials);
    }
  }

  /** Makes the only value that exporters accept, from a session that is verified and allowed. */
  private Assumed verified(Session session, Assumed.Origin origin) {
    mask(session.identity());
    if (origin == Assumed.Origin.KEPT) {
      plan.guards().checkExisting(session.identity());
    } else {
      Optional<String> own = Optional.of(plan.source().describe());
      plan.guards().check(session.identity(), own.filter(source -> plan.chain().isEmpty()));
    }
    return new Assumed(
        session.credentials(), session.identity(), plan.region(), origin, tagsDropped);
  }

  /** Returns the credentials without asking STS for their identity. */
  UnverifiedCredentials unverified() {
    // They are printed unchanged, as by the AWS CLI. Rolecall signs nothing with them.
    SessionCredentials credentials = current(held());
    maskHandedOn(credentials);
    return new UnverifiedCredentials(credentials, plan.region());
  }

  /**
   * Refuses expired credentials without calling AWS. The server that returned them may have
   * corrected the clock.
   */
  private SessionCredentials current(SessionCredentials credentials) {
    Optional<Instant> past = credentials.expires().filter(parts.host.clock().instant()::isAfter);
    if (past.isPresent()) {
      boolean told = plan.source() instanceof Source.EnvironmentKeys;
      throw new CredentialsException(
          new IdentityProblem.Expired(
              plan.source().describe(),
              told ? "AWS_CREDENTIAL_EXPIRATION" : "Expiration",
              past.get(),
              parts.host.clock().instant(),
              parts.host.clock().skew()));
    }
    return credentials;
  }

  private SessionCredentials held() {
    deadline.doing("getting " + plan.source().describe());
    return parts.credentials.of(
        plan.source(), () -> sources.credentials(plan.source(), plan.reach(), sts));
  }

  private Caller source() {
    SessionCredentials credentials = held().requireUsable(plan.source().describe());
    if (!plan.exportTargets().maskIdentity()) {
      return new Caller(credentials, Optional.empty());
    }
    // An error of STS would name the caller, so mask the identity before the first call.
    Session session = identified(credentials);
    mask(session.identity());
    return new Caller(session);
  }

  private void mask(CallerIdentity identity) {
    if (plan.exportTargets().maskIdentity()) {
      Stream.of(identity.account(), identity.arn())
          .filter(name -> !name.isBlank())
          .forEach(console::mask);
    }
  }

  private Caller byToken(Role role) {
    deadline.doing("getting " + plan.source().describe());
    IdentityToken token =
        parts.tokens.of(plan.source(), () -> sources.token(plan.source(), plan.reach()));
    // The planner allows only an ARN for the first role of a token.
    RoleArn arn = role.target().arn().orElseThrow();
    String call = "sts:AssumeRoleWithWebIdentity";
    Supplier<Session> question = () -> sts.assumeRoleWithWebIdentity(arn, role, token);
    return caller(call, arn, role, () -> retried(call, question));
  }

  private Caller byCredentials(Role role, Caller caller) {
    RoleArn arn = role.target().arn().orElseGet(() -> role.target().of(proven(caller).identity()));
    return caller(ASSUME_ROLE, arn, role, () -> assumeRole(arn, role, caller));
  }

  /** Assumes the role. If the session is too large, tries once more without the optional tags. */
  private Session assumeRole(RoleArn arn, Role role, Caller caller) {
    try {
      return retried(ASSUME_ROLE, () -> sts.assumeRole(arn, role, caller.credentials()));
    } catch (CredentialsException e) {
      Role smaller = role.withoutDroppableTags();
      if (!(e.problem() instanceof SessionProblem.SessionTooLarge) || smaller.equals(role)) {
        throw e;
      }
      List<String> dropped =
          role.tags().stream().filter(SessionTag::droppable).map(SessionTag::key).toList();
      console.info("The session is too large. Retrying without the tags " + dropped);
      tagsDropped = true;
      return retried(ASSUME_ROLE, () -> sts.assumeRole(arn, smaller, caller.credentials()));
    }
  }

  /**
   * Repeats the call, up to a limit, until the guard on special characters accepts the secret key.
   */
  private Caller caller(String call, RoleArn arn, Role role, Supplier<Session> question) {
    deadline.doing(call + " for " + arn);
    // Only the keys of the last role are exported.
    boolean judged = isLast(role) && plan.guards().plainSecretKey();
    for (int attempt = 1; attempt <= SPECIAL_CHARACTERS_ATTEMPTS; attempt++) {
      Session session = question.get();
      String secret = session.credentials().secretAccessKey().reveal();
      if (!judged || PLAIN.matcher(secret).matches()) {
        sources.mask(session.credentials());
        return new Caller(session);
      }
    }
    throw new CredentialsException(new GuardProblem.SpecialCharacters(SPECIAL_CHARACTERS_ATTEMPTS));
  }

  /** Compares by identity: the first full comparison of records is slow. */
  @SuppressWarnings("ReferenceEquality")
  private boolean isLast(Role role) {
    return role == plan.chain().get(plan.chain().size() - 1);
  }

  private Session proven(Caller caller) {
    return caller.proven().orElseGet(() -> identified(caller.credentials()));
  }

  private Session identified(SessionCredentials credentials) {
    String call = "sts:GetCallerIdentity";
    deadline.doing(call);
    return retried(call, () -> sts.identified(credentials));
  }

  private <T> T retried(String call, Supplier<T> question) {
    return plan.reach().retry().run(parts.host, console, call, question);
  }

  /** The caller of the next call: credentials, and their identity if it is verified. */
  private record Caller(SessionCredentials credentials, Optional<Session> proven) {
    private Caller(Session session) {
      this(session.credentials(), Optional.of(session));
    }
  }
}
