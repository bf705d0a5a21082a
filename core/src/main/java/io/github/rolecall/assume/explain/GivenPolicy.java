package io.github.rolecall.assume.explain;

import io.github.rolecall.assume.plan.NetworkPlan;
import io.github.rolecall.assume.plan.TextFile;
import io.github.rolecall.assume.run.Sources;
import io.github.rolecall.aws.iam.Iam;
import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.read.PolicyFile;
import io.github.rolecall.policy.read.SeveralRolesException;
import io.github.rolecall.policyfile.PolicyFiles;
import io.github.rolecall.session.SessionCredentials;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The trust policy that the user has, in a file or in AWS. */
record GivenPolicy(Host host, CiPlatform platform, Console console) {
  /** What a file says, where the user names one. What is wrong with it is told at once. */
  Optional<PolicyFile> file(Inputs inputs) {
    if (!inputs.has(Input.TRUST_POLICY)) {
      return Optional.empty();
    }
    PolicyFile file = text(inputs).read(PolicyFiles::read);
    if (inputs.hasSeveralRoles()) {
      if (!file.named()) {
        throw inputs.conflict(
            Input.TRUST_POLICY,
            Input.ROLES,
            "the file does not contain the name of its role; the output of `aws iam"
                + " get-role` does");
      }
      return Optional.of(file);
    }
    List<String> roles = inputs.list(Input.ROLE_TO_ASSUME);
    Optional<RoleArn> role = roles.stream().findFirst().flatMap(RoleArn::parse);
    // The account of a role that is given by its name only is known later.
    if (roles.isEmpty() || role.isPresent()) {
      var unused = of(inputs, file, role);
    }
    return Optional.of(file);
  }

  private TextFile text(Inputs inputs) {
    return new TextFile(inputs, host, Input.TRUST_POLICY);
  }

  private TrustPolicy of(Inputs inputs, PolicyFile file, Optional<RoleArn> role) {
    try {
      return file.of(role);
    } catch (SeveralRolesException e) {
      if (role.isEmpty()) {
        throw inputs.incomplete(
            Input.TRUST_POLICY, Input.ROLE_TO_ASSUME, String.valueOf(e.getMessage()));
      }
      throw text(inputs).unfit(e);
    } catch (IllegalArgumentException e) {
      throw text(inputs).unfit(e);
    }
  }

  /** Of several roles of a run, a file may have the policies of some. */
  Optional<TrustPolicy> of(Inputs inputs, Optional<PolicyFile> file, Optional<RoleArn> role) {
    if (file.isPresent()) {
      return file.filter(
              policies -> inputs.role().isEmpty() || role.stream().anyMatch(policies::has))
          .map(policies -> of(inputs, policies, role));
    }
    if (!inputs.has(Input.POLICY_PROFILE)) {
      return Optional.empty();
    }
    if (role.isEmpty()) {
      throw inputs.incomplete(
          Input.POLICY_PROFILE,
          Input.ROLE_TO_ASSUME,
          "it names the role whose trust policy Rolecall reads");
    }
    String profile = inputs.required(Input.POLICY_PROFILE);
    Host world = inputs.variables().in(host);
    var plan = new NetworkPlan(inputs, world, platform, Optional.of(profile));
    String region = inputs.text(Input.AWS_REGION).orElse("us-east-1");
    var reach = new Plan.Reach(region, plan.network(), plan.retry(), Duration.ZERO);
    reach.network().proxies().mask(console);
    String text =
        new Iam(world, console, reach.network(), reach.stsRegion())
            .trustPolicy(role.get(), profile, () -> credentials(profile, world, reach));
    return Optional.of(PolicyFiles.read(text).of(role));
  }

  /** The profile may lead to a role, which STS has to be asked for. */
  private SessionCredentials credentials(String profile, Host world, Plan.Reach reach) {
    try (var sts = new Sts(reach.stsRegion(), reach.network(), world.http())) {
      return new Sources(world, platform, console)
          .credentials(new Source.Profile(profile), reach, sts)
          .requireUsable("the profile " + profile);
    }
  }
}
