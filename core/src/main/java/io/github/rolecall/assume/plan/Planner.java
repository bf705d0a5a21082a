package io.github.rolecall.assume.plan;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.Partition;
import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.network.Network;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Guards;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns inputs into a plan, or says what is wrong with them. It reads the environment, and asks
 * nobody.
 */
public final class Planner {
  private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern VARIABLE_PREFIX = Pattern.compile("([A-Z_][A-Z0-9_]{0,63})?");
  private static final Pattern PROFILE = Pattern.compile("[^\\s\\[\\]/\\\\\\p{Cntrl}]+");

  private final Host world;
  private final CiPlatform platform;
  private final Optional<Source.Keys> keysOfServer;
  private final Use use;

  /** What the plan is for. */
  private enum Use {
    ASSUMING,
    /** A Region is needed only where STS is asked. */
    PRINTING,
    /** Nobody is asked; the role and the Region may be named later. */
    EXPLAINING
  }

  public Planner(Host host, CiPlatform platform) {
    this(host, platform, Optional.empty());
  }

  /**
   * Makes a planner for a build whose settings may hold keys.
   *
   * @param keysOfServer keys that Maven's settings hold for {@link Input#SERVER_ID}
   */
  public Planner(Host host, CiPlatform platform, Optional<Source.Keys> keysOfServer) {
    this(host, platform, keysOfServer, Use.ASSUMING);
  }

  private Planner(Host host, CiPlatform platform, Optional<Source.Keys> keysOfServer, Use use) {
    this.world = host;
    this.platform = platform;
    this.keysOfServer = keysOfServer;
    this.use = use;
  }

  /** The same for a use that needs a Region only where STS is asked. */
  public Planner withoutRegion() {
    return new Planner(world, platform, keysOfServer, Use.PRINTING);
  }

  /** The same for saying what would be assumed, also before a role and a Region are known. */
  public Planner explaining() {
    return new Planner(world, platform, keysOfServer, Use.EXPLAINING);
  }

  /**
   * Decides everything.
   *
   * @throws CredentialsException with {@link InputProblem} or {@link
   *     io.github.rolecall.problem.IdentityProblem}
   */
  public Plan plan(Inputs written) {
    Host host = written.variables().in(world);
    List<String> untranslated = written.untranslated(world);
    var regionPlan = region(written, host);
    String region = regionPlan.id();
    var environmentRole = new EnvironmentRole(host, platform, keysOfServer, use == Use.EXPLAINING);
    SourceChoice choice = environmentRole.choice(written);
    Inputs inputs = choice.inputs();
    SourceChoice.Chosen chosen = choice.choose();
    var chain = new RoleChain(inputs, platform, chosen);
    List<Role> roles = chain.roles();
    var networkPlan = new NetworkPlan(inputs, host, platform, profile(chosen.source()));
    Network network = networkPlan.network();
    checkPartition(stsRegion(inputs, region), roles, network);
    inputs.unasked().refuseBeside(guardsOnAccounts(inputs));
    HandOn handOn = handOn(inputs);
    boolean keep = inputs.flag(Input.USE_EXISTING_CREDENTIALS, false);
    boolean limited = roles.stream().anyMatch(role -> role.policies().limit());
    var plan =
        new Plan(
            region,
            stsRegion(inputs, region),
            chosen.source(),
            roles,
            inputs.has(Input.ROLE_TO_ASSUME) ? Assumed.Origin.ROLE : chosen.origin(),
            keep && !limited ? Optional.of(choice.existing()) : Optional.empty(),
            guards(inputs),
            handOn,
            network,
            networkPlan.retry(),
            Duration.ofSeconds(inputs.number(Input.ACTION_TIMEOUT_S, 0, 86_400, 120)),
            inputs.variables(),
            inputs.unasked(),
            Stream.of(
                    inputs.notes(),
                    inputs.variables().notes(world),
                    environmentRole.warnings(),
                    chosen.warnings(),
                    chain.warnings(),
                    keep && limited ? List.of(notKept(inputs)) : List.<String>of())
                .flatMap(List::stream)
                .toList(),
            reasons(inputs, regionPlan, untranslated, chosen, roles));
    boolean asks = use != Use.EXPLAINING;
    if (region.isEmpty() && asks && (plan.needsProof() || asksSts(plan.source(), host))) {
      throw new CredentialsException(
          new InputProblem.Missing(Input.AWS_REGION, inputs.translated()));
    }
    return plan;
  }

  /** Whether credentials of this source come from STS. */
  private static boolean asksSts(Source source, Host host) {
    return profile(source).filter(name -> new AwsFiles(host).needsSts(name)).isPresent();
  }

  /** Which variables set no input, and why. */
  public static Fact ignored(Inputs inputs, List<String> untranslated) {
    return new Fact(
        "ignored variables",
        String.join(", ", untranslated)
            + " ("
            + inputs.name(Input.TRANSLATE_ENV_VARIABLES)
            + " is false)");
  }

  /** Of credentials that are there, nobody can see which policies limit their session. */
  private static String notKept(Inputs inputs) {
    return inputs.name(Input.USE_EXISTING_CREDENTIALS)
        + " has no effect: existing credentials would not be limited by the session policy, so the"
        + " role is assumed.";
  }

  private record Region(String id, String from) {}

  /**
   * The input or, outside the action, what the profile says, as for every AWS tool. The action has
   * no such stand-in: its peer has none.
   */
  private Region region(Inputs inputs, Host host) {
    if (!inputs.has(Input.AWS_REGION) && inputs.frontEnd() != FrontEnd.ACTION) {
      String profile = inputs.text(Input.SOURCE_PROFILE).orElseGet(() -> AwsFiles.chosen(host));
      Optional<String> said = new AwsFiles(host).value(profile, "region");
      if (said.isPresent()) {
        String from = "region of the profile " + profile;
        if (!REGION.matcher(said.get()).matches()) {
          throw new CredentialsException(
              new InputProblem.Invalid(from, said.get(), "a Region, for example eu-central-1"));
        }
        return new Region(said.get(), from);
      }
    }
    if (use != Use.ASSUMING && !inputs.has(Input.AWS_REGION)) {
      return new Region("", "");
    }
    String region = inputs.required(Input.AWS_REGION);
    if (!REGION.matcher(region).matches()) {
      throw inputs.invalid(Input.AWS_REGION, "a Region, for example eu-central-1");
    }
    return new Region(region, inputs.name(Input.AWS_REGION));
  }

  private static String stsRegion(Inputs inputs, String region) {
    String asked = inputs.text(Input.STS_REGION).orElse(region);
    if (!asked.isEmpty() && !REGION.matcher(asked).matches()) {
      throw inputs.invalid(Input.STS_REGION, "a Region, for example eu-central-1");
    }
    return asked;
  }

  /** The profile that the AWS files are read for, if they are. */
  private static Optional<String> profile(Source source) {
    if (source instanceof Source.Profile profile) {
      return Optional.of(profile.name());
    }
    return source instanceof Source.Ambient ? Optional.of("default") : Optional.empty();
  }

  /** With a custom endpoint, nobody knows which partition answers there. */
  private static void checkPartition(String region, List<Role> roles, Network network) {
    Optional<Partition> partition = Partition.ofRegion(region);
    if (partition.isEmpty() || network.stsEndpoint().isPresent()) {
      return;
    }
    roles.stream()
        .flatMap(role -> RoleArn.parse(role.target()).stream())
        .filter(arn -> !arn.partition().equals(partition.get().id()))
        .findFirst()
        .ifPresent(
            arn -> {
              throw new CredentialsException(
                  new InputProblem.PartitionDiffers(arn, region, partition.get().id()));
            });
  }

  private static Guards guards(Inputs inputs) {
    return new Guards(
        accounts(inputs, Input.ALLOWED_ACCOUNT_IDS),
        accounts(inputs, Input.FORBIDDEN_ACCOUNT_IDS),
        inputs.flag(Input.SPECIAL_CHARACTERS_WORKAROUND, false));
  }

  private static List<String> guardsOnAccounts(Inputs inputs) {
    return Stream.of(Input.ALLOWED_ACCOUNT_IDS, Input.FORBIDDEN_ACCOUNT_IDS)
        .filter(inputs::has)
        .map(inputs::name)
        .toList();
  }

  private static List<String> accounts(Inputs inputs, Input input) {
    List<String> accounts = inputs.list(input);
    if (!accounts.stream().allMatch(account -> ACCOUNT.matcher(account).matches())) {
      throw inputs.invalid(input, "account ids of 12 digits, separated by commas");
    }
    return accounts;
  }

  private HandOn handOn(Inputs inputs) {
    Optional<String> profile = inputs.text(Input.AWS_PROFILE);
    if (profile.isPresent() && !PROFILE.matcher(profile.get()).matches()) {
      throw inputs.invalid(
          Input.AWS_PROFILE, "the name of a profile, without blanks, brackets and slashes");
    }
    boolean overwrite = inputs.flag(Input.OVERWRITE_AWS_PROFILE, false);
    HandOn.Prefixes prefixes = prefixes(inputs);
    // Of several roles, only one could have the names that AWS tools read.
    boolean environment =
        (inputs.role().isPresent() && inputs.frontEnd() != FrontEnd.MAVEN)
            ? !prefixes.variables().isEmpty()
            : profile.isEmpty();
    return new HandOn(
        inputs.flag(Input.OUTPUT_ENV_CREDENTIALS, environment)
            && inputs.flag(Input.EXPORT_TO_JOB, !inputs.has(Input.FOR)),
        inputs.flag(Input.OUTPUT_CREDENTIALS, false),
        profile.map(name -> new HandOn.Profile(name, overwrite)),
        inputs
            .text(Input.ENV_FILE)
            .map(file -> world.file(new Given(file, inputs.name(Input.ENV_FILE)))),
        inputs.flag(Input.UNSET_CURRENT_CREDENTIALS, false),
        inputs.flag(Input.MASK_AWS_ACCOUNT_ID, false),
        prefixes);
  }

  private static HandOn.Prefixes prefixes(Inputs inputs) {
    String variables = inputs.text(Input.ENVIRONMENT_PREFIX).orElse("");
    if (!VARIABLE_PREFIX.matcher(variables).matches()) {
      throw inputs.invalid(
          Input.ENVIRONMENT_PREFIX,
          "capital letters, digits and _, of which the first is no digit");
    }
    return new HandOn.Prefixes(variables, inputs.role().map(name -> name + "-").orElse(""));
  }

  private static List<Fact> reasons(
      Inputs inputs,
      Region region,
      List<String> untranslated,
      SourceChoice.Chosen chosen,
      List<Role> roles) {
    var reasons = new ArrayList<Fact>();
    if (inputs.ofFile()) {
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
      reasons.add(
          new Fact(
              "role",
              role.target()
                  + " as "
                  + role.sessionName()
                  + " for "
                  + role.durationSeconds()
                  + " seconds"));
    }
    return reasons;
  }
}
