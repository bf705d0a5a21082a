package io.github.rolecall.assume.plan;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.Role;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a plan from inputs, or fails if they are wrong. It reads the environment and files, and
 * sends no request.
 */
public final class Planner {
  private final Host world;
  private final CiPlatform platform;
  private final Optional<Source.Keys> keysOfServer;
  private final Use use;

  /** The purpose of the plan. */
  private enum Use {
    ASSUMING,
    /** Prints credentials. A Region is needed only if the run calls STS. */
    PRINTING,
    /** Explains a run and calls nothing. The role and the Region may be missing. */
    EXPLAINING
  }

  public Planner(Host host, CiPlatform platform) {
    this(host, platform, Optional.empty());
  }

  /** The same, with the keys that Maven's settings contain for {@link Input#SERVER_ID}. */
  public Planner(Host host, CiPlatform platform, Optional<Source.Keys> keysOfServer) {
    this(host, platform, keysOfServer, Use.ASSUMING);
  }

  private Planner(Host host, CiPlatform platform, Optional<Source.Keys> keysOfServer, Use use) {
    this.world = host;
    this.platform = platform;
    this.keysOfServer = keysOfServer;
    this.use = use;
  }

  /** Returns a planner that needs a Region only if the run calls STS. */
  public Planner withoutRegion() {
    return new Planner(world, platform, keysOfServer, Use.PRINTING);
  }

  /** Returns a planner for explaining a run, also before a role and a Region are known. */
  public Planner explaining() {
    return new Planner(world, platform, keysOfServer, Use.EXPLAINING);
  }

  /**
   * Plans each role of the run; there is at least one. Reads files within the time limit of the
   * run. Fails with {@link InputProblem} or {@code IdentityProblem}.
   */
  public List<PlannedRole> plan(Inputs written) {
    world.deadline().doing("making the plan");
    return world.deadline().run(() -> planned(written));
  }

  private List<PlannedRole> planned(Inputs written) {
    var places = new Places();
    var planned = new ArrayList<PlannedRole>();
    for (Inputs inputs : written.roles()) {
      var role = new PlannedRole(inputs, one(inputs));
      if (written.hasSeveralRoles()) {
        places.take(role);
      }
      planned.add(role);
    }
    return planned;
  }

  private Plan one(Inputs written) {
    Host host = written.variables().in(world);
    List<String> untranslated = written.untranslated(world);
    RegionPlan region = RegionPlan.of(written, host, use != Use.ASSUMING);
    var environmentRole = new EnvironmentRole(host, platform, keysOfServer, use == Use.EXPLAINING);
    SourceChoice choice = environmentRole.choice(written);
    Inputs inputs = choice.inputs();
    SourceChoice.Chosen chosen = choice.choose();
    var chain = new RoleChain(inputs, platform, chosen);
    List<Role> roles = chain.roles();
    Plan.Reach reach = reach(inputs, host, region.id(), chosen.source());
    RegionPlan.checkPartition(reach, roles);
    var guards = new GuardsPlan(inputs);
    inputs.skippedChecks().refuseBeside(guards.onAccounts());
    List<String> warnings =
        Stream.of(
                inputs.notes(),
                inputs.variables().notes(world),
                environmentRole.warnings(),
                chosen.warnings(),
                chain.warnings(),
                limitedWarning(inputs, roles))
            .flatMap(List::stream)
            .toList();
    var plan =
        new Plan(
            region.id(),
            new Plan.Identity(
                chosen.source(), roles, origin(inputs, chosen), existing(choice, roles)),
            guards.guards(),
            new TargetsPlan(inputs, world).exportTargets(),
            reach,
            inputs.variables(),
            inputs.skippedChecks(),
            new Plan.Notes(warnings, reasons(inputs, region, untranslated, chosen, roles)));
    requireRegion(plan, inputs, host);
    return plan;
  }

  /**
   * Returns the existing credentials, if the user wants to keep them and sets no session policy.
   */
  private static Optional<Source> existing(SourceChoice choice, List<Role> roles) {
    boolean kept = choice.inputs().flag(Input.USE_EXISTING_CREDENTIALS, false);
    return kept && !limited(roles) ? Optional.of(choice.existing()) : Optional.empty();
  }

  /**
   * Returns whether a session policy is set. Existing credentials do not show which policies limit
   * their session.
   */
  private static boolean limited(List<Role> roles) {
    return roles.stream().anyMatch(role -> role.policies().limit());
  }

  private static List<String> limitedWarning(Inputs inputs, List<Role> roles) {
    return inputs.flag(Input.USE_EXISTING_CREDENTIALS, false) && limited(roles)
        ? List.of(
            inputs.name(Input.USE_EXISTING_CREDENTIALS)
                + " has no effect: the session policy cannot limit existing credentials,"
                + " so Rolecall assumes the role.")
        : List.of();
  }

  private static Assumed.Origin origin(Inputs inputs, SourceChoice.Chosen chosen) {
    return inputs.has(Input.ROLE_TO_ASSUME) ? Assumed.Origin.ROLE : chosen.origin();
  }

  private void requireRegion(Plan plan, Inputs inputs, Host host) {
    boolean asks = use != Use.EXPLAINING && (plan.needsProof() || asksSts(plan.source(), host));
    if (plan.region().isEmpty() && asks) {
      throw new CredentialsException(
          new InputProblem.Missing(Input.AWS_REGION, inputs.translated()));
    }
  }

  /** Returns whether credentials of this source come from STS. */
  private static boolean asksSts(Source source, Host host) {
    return profile(source).filter(name -> new AwsFiles(host).needsSts(name)).isPresent();
  }

  /** Lists the variables that set no input, and why. */
  public static Fact ignored(Inputs inputs, List<String> untranslated) {
    String why = " (" + inputs.name(Input.TRANSLATE_ENV_VARIABLES) + " is false)";
    return new Fact("ignored variables", String.join(", ", untranslated) + why);
  }

  private Plan.Reach reach(Inputs inputs, Host host, String region, Source source) {
    var network = new NetworkPlan(inputs, host, platform, profile(source));
    return new Plan.Reach(
        RegionPlan.ofSts(inputs, region),
        network.network(),
        network.retry(),
        Duration.ofSeconds(inputs.number(Input.ACTION_TIMEOUT_S, 0, 86_400, 120)));
  }

  /** Returns the profile to read from the AWS files, if the source needs one. */
  private static Optional<String> profile(Source source) {
    if (source instanceof Source.Profile profile) {
      return Optional.of(profile.name());
    }
    return source instanceof Source.Ambient ? Optional.of("default") : Optional.empty();
  }

  private static List<Fact> reasons(
      Inputs inputs,
      RegionPlan region,
      List<String> untranslated,
      SourceChoice.Chosen chosen,
      List<Role> roles) {
    var reasons = new ArrayList<Fact>();
    if (inputs.has(Input.CONFIG)) {
      reasons.addAll(inputs.decisions());
    }
    if (!untranslated.isEmpty()) {
      reasons.add(ignored(inputs, untranslated));
    }
    if (!region.id().isEmpty()) {
      reasons.add(new Fact("region", region.id() + ", from " + region.from()));
    }
    reasons.add(new Fact("identity", chosen.source().describe() + ": " + chosen.why()));
    for (Role role : roles) {
      String session = role.sessionName() + " for " + role.durationSeconds() + " seconds";
      reasons.add(new Fact("role", role.target() + " as " + session));
    }
    return reasons;
  }
}
