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
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.session.SessionCredentials;
import java.time.Duration;
import java.util.Optional;

/** The trust policy that the user has, in a file or in AWS. */
record GivenPolicy(Host host, CiPlatform platform, Console console) {
  /** What a file says, where the user names one. */
  Optional<TrustPolicy> file(Inputs inputs) {
    if (!inputs.has(Input.TRUST_POLICY)) {
      return Optional.empty();
    }
    TrustPolicy file = new TextFile(inputs, host, Input.TRUST_POLICY).read(JsonReader::trustPolicy);
    if (file.role().isEmpty() && inputs.hasSeveralRoles()) {
      throw inputs.conflict(
          Input.TRUST_POLICY,
          Input.ROLES,
          "the file does not say which of the roles it is for; what `aws iam get-role` prints"
              + " does");
    }
    return Optional.of(file);
  }

  /** Of several roles, a file has the policy of one. */
  Optional<TrustPolicy> of(Inputs inputs, Optional<TrustPolicy> file, Optional<RoleArn> role) {
    if (file.isPresent()) {
      return file.filter(policy -> inputs.role().isEmpty() || policy.role().equals(role));
    }
    if (!inputs.has(Input.POLICY_PROFILE)) {
      return Optional.empty();
    }
    if (role.isEmpty()) {
      throw inputs.incomplete(
          Input.POLICY_PROFILE, Input.ROLE_TO_ASSUME, "it says whose trust policy is read");
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
    return Optional.of(JsonReader.trustPolicy(text));
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
