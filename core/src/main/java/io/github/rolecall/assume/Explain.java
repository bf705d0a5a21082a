package io.github.rolecall.assume;

import io.github.rolecall.Console;
import io.github.rolecall.CredentialsException;
import io.github.rolecall.Fact;
import io.github.rolecall.FrontEnd;
import io.github.rolecall.Host;
import io.github.rolecall.Input;
import io.github.rolecall.InputProblem;
import io.github.rolecall.Inputs;
import io.github.rolecall.Network;
import io.github.rolecall.Partition;
import io.github.rolecall.RoleArn;
import io.github.rolecall.SessionCredentials;
import io.github.rolecall.Source;
import io.github.rolecall.aws.Iam;
import io.github.rolecall.aws.Sts;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.policy.Explanation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustFormat;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.TrustTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what would happen, and why, without assuming anything. */
public final class Explain {
  private final Host host;
  private final CiPlatform platform;
  private final Console console;

  public Explain(Host host, CiPlatform platform, Console console) {
    this.host = host;
    this.platform = platform;
    this.console = console;
  }

  /**
   * Explains what AWS would say to this job.
   *
   * @throws CredentialsException with {@link InputProblem} for wrong usage, and with what keeps the
   *     token or the policy from being had
   */
  public Report run(Inputs inputs) {
    return asTheFileSays(inputs).explained(inputs);
  }

  /** What a file says without effect is told; what it sets as variables would, is set. */
  private Explain asTheFileSays(Inputs inputs) {
    inputs.notes().forEach(console::warn);
    List<String> untranslated = inputs.untranslated(host);
    if (!untranslated.isEmpty()) {
      Fact ignored = Planner.ignored(inputs, untranslated);
      console.debug(ignored.name() + ": " + ignored.value());
    }
    return new Explain(inputs.variables().in(host), platform, console);
  }

  private Report explained(Inputs inputs) {
    boolean allClaims = inputs.flag(Input.ALL_CLAIMS, false);
    if (inputs.has(Input.TRUST_POLICY) && inputs.has(Input.POLICY_PROFILE)) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.TRUST_POLICY),
              inputs.name(Input.POLICY_PROFILE),
              "each names another place to read the trust policy from"));
    }
    Optional<RoleArn> role = role(inputs);
    Optional<TrustPolicy> policy = policy(inputs, role);
    JobClaims.Found found = new JobClaims(inputs, host, platform, console).find();
    var request =
        new Request(
            found.claims(),
            role.or(() -> policy.flatMap(TrustPolicy::role)),
            sessionName(inputs),
            inputs.text(Input.AWS_REGION),
            host.clock().instant());
    return new Report(plan(inputs, found), Explanation.of(request, policy), allClaims);
  }

  /**
   * The narrowest trust policy for the job, or for one that the inputs describe.
   *
   * @throws CredentialsException as {@link #run} does
   */
  public String trustPolicy(Inputs inputs) {
    return asTheFileSays(inputs).template(inputs);
  }

  private String template(Inputs inputs) {
    String word = inputs.choice(Input.OUTPUT, TrustFormat.words(), TrustFormat.JSON.word());
    Optional<RoleArn> role = role(inputs);
    var described = new DescribedJob(inputs, role);
    TrustTemplate template =
        TrustTemplate.of(
            described
                .claims()
                .orElseGet(() -> new JobClaims(inputs, host, platform, console).find().claims()),
            role);
    described.notes().forEach(console::warn);
    if (role.isEmpty()) {
      console.info(
          "The account "
              + TrustTemplate.ANY_ACCOUNT
              + " stands for yours; say which it is: "
              + inputs.frontEnd().assign(Input.ROLE_TO_ASSUME, "<ARN of the role>"));
    }
    return TrustFormat.of(word).orElseThrow().write(template);
  }

  private static Optional<RoleArn> role(Inputs inputs) {
    Optional<String> first = inputs.list(Input.ROLE_TO_ASSUME).stream().findFirst();
    Optional<RoleArn> arn = first.flatMap(RoleArn::parse);
    if (first.isPresent() && arn.isEmpty()) {
      throw inputs.invalid(
          Input.ROLE_TO_ASSUME,
          "the ARN of a role (arn:aws:iam::<account id of 12 digits>:role/<name>)");
    }
    return arn;
  }

  private Optional<TrustPolicy> policy(Inputs inputs, Optional<RoleArn> role) {
    if (inputs.has(Input.TRUST_POLICY)) {
      return Optional.of(new TextFile(inputs, host, Input.TRUST_POLICY).read(TrustPolicy::parse));
    }
    if (!inputs.has(Input.POLICY_PROFILE)) {
      return Optional.empty();
    }
    RoleArn arn =
        role.orElseThrow(
            () ->
                new CredentialsException(
                    new InputProblem.Incomplete(
                        inputs.name(Input.POLICY_PROFILE),
                        Input.ROLE_TO_ASSUME,
                        "it says whose trust policy is read")));
    String profile = inputs.required(Input.POLICY_PROFILE);
    Network network = new NetworkPlan(inputs, host, platform, Optional.of(profile)).network();
    network.proxies().mask(console);
    String text =
        new Iam(host, network).trustPolicy(arn, profile, credentials(inputs, profile, network));
    return Optional.of(TrustPolicy.parse(text));
  }

  /** The profile may lead to a role, which STS has to be asked for. */
  private SessionCredentials credentials(Inputs inputs, String profile, Network network) {
    try (var sts =
        new Sts(inputs.text(Input.AWS_REGION).orElse("us-east-1"), network, host.http())) {
      return new Sources(host, platform, console)
          .credentials(new Source.Profile(profile), network, sts)
          .requireUsable("the profile " + profile);
    }
  }

  /** With claims from a file nobody knows what the job calls its session. */
  private Optional<String> sessionName(Inputs inputs) {
    Optional<String> named = inputs.text(Input.ROLE_SESSION_NAME);
    if (named.isPresent() || inputs.has(Input.CLAIMS)) {
      return named;
    }
    return Optional.of(
        inputs.frontEnd() == FrontEnd.ACTION ? "GitHubActions" : platform.sessionName());
  }

  private List<Fact> plan(Inputs inputs, JobClaims.Found found) {
    var plan = new ArrayList<>(inputs.decisions());
    plan.add(found.source());
    inputs
        .text(Input.AWS_REGION)
        .flatMap(Partition::ofRegion)
        .ifPresent(partition -> plan.add(new Fact("partition", partition.id())));
    if (!inputs.has(Input.CLAIMS) && inputs.has(Input.ROLE_TO_ASSUME)) {
      try {
        plan.addAll(new Planner(host, platform).plan(inputs).reasons());
      } catch (CredentialsException e) {
        plan.add(
            new Fact(
                "not possible",
                e.problem().what(inputs.frontEnd()) + " (" + e.problem().code() + ")"));
      }
    }
    // With a file, both lists say what comes from where.
    return plan.stream().distinct().toList();
  }
}
