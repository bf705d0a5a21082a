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
  /** Reads the policy file, if the user names one. Reports its errors at once. */
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
    // The account of a role that is given only by its name is known later.
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

  /**
   * Returns the policy of a role. If the run has several roles, the file may contain the policies
   * of only some.
   */
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

  /** Returns the credentials of the profile. If the profile names a role, this calls STS. */
  private SessionCredentials credentials(String profile, Host world, Plan.Reach reach) {
    try (var sts = new Sts(reach.stsRegion(), reach.network(), world.http())) {
      return new Sources(world, platform, console)
          .credentials(new Source.Profile(profile), reach, sts)
          .requireUsable("the profile " + profile);
    }
  }
}
