package io.github.rolecall.assume.explain;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.assume.run.SourceAnswers;
import io.github.rolecall.assume.run.Sources;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.Partition;
import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.generate.TrustFormat;
import io.github.rolecall.policy.generate.TrustTemplate;
import io.github.rolecall.policy.read.PolicyFile;
import io.github.rolecall.policy.report.AsOf;
import io.github.rolecall.policy.report.Entry;
import io.github.rolecall.policy.report.Report;
import io.github.rolecall.policy.report.Reports;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.TokenProblem;
import io.github.rolecall.session.IdentityToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains what a run would do, and why, without assuming a role. */
public final class Explain {
  private final Host host;
  private final CiPlatform platform;
  private final Console console;
  private final Planner planner;
  private final GivenPolicy policies;

  public Explain(Host host, CiPlatform platform, Console console) {
    this(host, platform, console, Optional.empty());
  }

  /** The same, with the keys that Maven's settings contain for {@link Input#SERVER_ID}. */
  public Explain(
      Host host, CiPlatform platform, Console console, Optional<Source.Keys> keysOfServer) {
    this.host = host;
    this.platform = platform;
    this.console = console;
    this.policies = new GivenPolicy(host, platform, console);
    this.planner = new Planner(host, platform, keysOfServer).explaining();
  }

  /**
   * Explains what AWS would answer to this job, for each role that the run would assume. Fails with
   * {@link InputProblem} for wrong usage, and with the problem that prevents making the plan or
   * reading the token or the policy.
   */
  public Reports run(Inputs inputs) {
    return host.deadline().run(() -> reports(inputs));
  }

  private Reports reports(Inputs inputs) {
    if (inputs.has(Input.TRUST_POLICY) && inputs.has(Input.POLICY_PROFILE)) {
      throw inputs.conflict(
          Input.TRUST_POLICY, Input.POLICY_PROFILE, "both set the source of the trust policy");
    }
    // Report an error in the file before requesting a token.
    Optional<PolicyFile> file = policies.file(inputs);
    if (inputs.has(Input.CLAIMS)) {
      return new Reports(ofClaims(inputs, file));
    }
    var answers = new SourceAnswers<IdentityToken>();
    return new Reports(
        planned(inputs).stream()
            .map(planned -> report(planned, file, claims(planned.plan(), answers)))
            .toList());
  }

  /** Explains claims from a file. Their job is not known, so there is no plan for it. */
  private List<Report> ofClaims(Inputs inputs, Optional<PolicyFile> file) {
    noteFile(inputs);
    Claims claims = new GivenClaims(inputs, host, console).read();
    return inputs.roles().stream().map(role -> ofClaims(role, file, claims)).toList();
  }

  private Report ofClaims(Inputs inputs, Optional<PolicyFile> file, Claims claims) {
    var plan = new ArrayList<>(inputs.decisions());
    plan.add(new Fact("identity", "the claims of " + inputs.name(Input.CLAIMS)));
    partition(inputs).ifPresent(plan::add);
    Optional<RoleArn> role = role(inputs);
    Optional<TrustPolicy> policy = policies.of(inputs, file, role);
    AsOf asOf = AsOf.validityOf(claims, host.clock().instant());
    var request =
        new Request(
            claims,
            role.or(() -> policy.flatMap(TrustPolicy::role)),
            inputs.text(Input.ROLE_SESSION_NAME),
            inputs.text(Input.AWS_REGION),
            asOf.time());
    return report(inputs, plan, policy, request, asOf);
  }

  /** Plans the run with the same planner as {@code assume}. */
  private List<PlannedRole> planned(Inputs inputs) {
    List<PlannedRole> roles = planner.plan(inputs);
    for (PlannedRole role : roles) {
      role.plan().refuseUnwanted();
      new Assume(host, platform, console).announce(role);
    }
    return roles;
  }

  private Report report(PlannedRole planned, Optional<PolicyFile> file, Claims claims) {
    Plan plan = planned.plan();
    Optional<Role> first = plan.chain().stream().findFirst();
    Optional<RoleArn> role = first.flatMap(named -> named.target().arn());
    Optional<TrustPolicy> policy = policies.of(planned.inputs(), file, role);
    AsOf asOf = AsOf.now(host.clock().instant());
    var request =
        new Request(
            claims,
            role.or(() -> policy.flatMap(TrustPolicy::role)),
            Optional.of(
                first.map(Role::sessionName).orElseGet(() -> sessionName(planned.inputs()))),
            Optional.of(plan.region()).filter(region -> !region.isEmpty()),
            asOf.time());
    return report(planned.inputs(), facts(planned), policy, request, asOf);
  }

  private static Report report(
      Inputs inputs, List<Fact> plan, Optional<TrustPolicy> policy, Request request, AsOf asOf) {
    return Report.of(
        inputs.role(),
        plan.stream().distinct().map(fact -> new Entry(fact.name(), fact.value())).toList(),
        Explanation.of(request, policy),
        asOf,
        inputs.flag(Input.ALL_CLAIMS, false));
  }

  private static List<Fact> facts(PlannedRole planned) {
    Inputs inputs = planned.inputs();
    // With a file, both lists say which value came from where.
    var facts = new ArrayList<>(inputs.decisions());
    partition(inputs).ifPresent(facts::add);
    facts.addAll(planned.plan().notes().reasons());
    if (planned.plan().source() instanceof Source.CiToken token) {
      token.audience().ifPresent(audience -> facts.add(new Fact("audience", audience)));
    }
    if (planned.plan().region().isEmpty()) {
      var missing = new InputProblem.Missing(Input.AWS_REGION, inputs.translated());
      facts.add(
          new Fact("not possible", missing.what(inputs.frontEnd()) + " (" + missing.code() + ")"));
    }
    return facts;
  }

  private static Optional<Fact> partition(Inputs inputs) {
    return inputs
        .text(Input.AWS_REGION)
        .flatMap(Partition::ofRegion)
        .map(partition -> new Fact("partition", partition.id()));
  }

  /** Notes which settings of the file have no effect. */
  private void noteFile(Inputs inputs) {
    inputs.notes().forEach(console::warn);
    List<String> untranslated = inputs.untranslated(host);
    if (!untranslated.isEmpty()) {
      Fact ignored = Planner.ignored(inputs, untranslated);
      console.debug(ignored.name() + ": " + ignored.value());
    }
  }

  /**
   * Returns the narrowest trust policy for the job, or for a job that the inputs describe. Fails as
   * {@link #run} does.
   */
  public String trustPolicy(Inputs inputs) {
    return host.deadline().run(() -> written(inputs));
  }

  private String written(Inputs inputs) {
    String word = inputs.choice(Input.OUTPUT, TrustFormat.words(), TrustFormat.JSON.word());
    Optional<RoleArn> role = role(inputs);
    var described = new DescribedJob(inputs, role);
    TrustTemplate template =
        TrustTemplate.of(described.claims().orElseGet(() -> givenOrOwn(inputs)), role);
    described.notes().forEach(console::warn);
    TrustFormat format = TrustFormat.of(word).orElseThrow();
    if (format.policyAlone()) {
      template.choices().forEach(console::info);
    }
    if (role.isEmpty() && format.policyAlone()) {
      console.warn(
          "Replace %s with the id of your AWS account, or set the role: %s"
              .formatted(
                  TrustTemplate.ACCOUNT,
                  inputs.frontEnd().assign(Input.ROLE_TO_ASSUME, "<ARN of the role>")));
    }
    return format.write(template);
  }

  /**
   * Returns the claims of the job's token, in the form that {@link Input#CLAIMS} reads. For several
   * roles, it is the token of the first one. The token itself is never returned. Fails as {@link
   * #run} does.
   */
  public Claims claims(Inputs inputs) {
    return host.deadline().run(() -> ownClaims(inputs));
  }

  private Claims ownClaims(Inputs inputs) {
    List<PlannedRole> roles = planned(inputs);
    PlannedRole first = roles.get(0);
    Source source = first.plan().source();
    if (roles.stream().anyMatch(role -> !role.plan().source().equals(source))) {
      console.warn(
          "These are the claims of the token for the role %s. The other roles use other tokens."
              .formatted(first.name()));
    }
    return claims(first.plan(), new SourceAnswers<>());
  }

  private Claims givenOrOwn(Inputs inputs) {
    if (inputs.has(Input.CLAIMS)) {
      noteFile(inputs);
      return new GivenClaims(inputs, host, console).read();
    }
    return ownClaims(inputs);
  }

  /**
   * Returns the claims of the token that the plan would send, even if AWS is certain to refuse that
   * token. The token itself is never returned. Fails with {@link IdentityProblem.NoToken} where
   * there is none.
   */
  private Claims claims(Plan plan, SourceAnswers<IdentityToken> answers) {
    Source source = plan.source();
    if (!source.webIdentity()) {
      throw new CredentialsException(
          source instanceof Source.Ambient && platform.missingToken().isPresent()
              ? platform.missingToken().get()
              : new IdentityProblem.NoToken(source.describe()));
    }
    host.deadline().doing("getting " + source.describe());
    var sources = new Sources(plan.variables().in(host), platform, console);
    var unreadable = new TokenProblem.NotReadable(source.describe());
    return answers
        .of(source, () -> sources.unverifiedToken(source, plan.reach()))
        .claims()
        .orElseThrow(() -> new CredentialsException(unreadable));
  }

  private static Optional<RoleArn> role(Inputs inputs) {
    String expected = "the ARN of a role (arn:aws:iam::<account id of 12 digits>:role/<name>)";
    return inputs.list(Input.ROLE_TO_ASSUME).stream()
        .findFirst()
        .map(
            text ->
                RoleArn.parse(text)
                    .orElseThrow(() -> inputs.invalid(Input.ROLE_TO_ASSUME, expected)));
  }

  /** Returns the session name that a role would get if the user named one. */
  private String sessionName(Inputs inputs) {
    return inputs
        .text(Input.ROLE_SESSION_NAME)
        .orElse(inputs.frontEnd() == FrontEnd.ACTION ? "GitHubActions" : platform.sessionName());
  }
}
