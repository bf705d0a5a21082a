package io.github.rolecall.assume.plan;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.Partition;
import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Region of later steps, and the Region of STS.
 *
 * @param id empty: none was given
 * @param from what named it
 */
record RegionPlan(String id, String from) {
  private static final String EXPECTED = "a Region, for example eu-central-1";
  private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /**
   * Returns the Region of the input or, outside the action, of the profile, as for every AWS tool.
   * The action does not read the profile: aws-actions/configure-aws-credentials does not either.
   */
  static RegionPlan of(Inputs inputs, Host host, boolean mayBeMissing) {
    if (!inputs.has(Input.AWS_REGION) && inputs.frontEnd() != FrontEnd.ACTION) {
      String profile = inputs.text(Input.SOURCE_PROFILE).orElseGet(() -> AwsFiles.chosen(host));
      Optional<String> said = new AwsFiles(host).value(profile, "region");
      if (said.isPresent()) {
        String from = "region of the profile " + profile;
        if (!REGION.matcher(said.get()).matches()) {
          throw new CredentialsException(new InputProblem.Invalid(from, said.get(), EXPECTED));
        }
        return new RegionPlan(said.get(), from);
      }
    }
    if (mayBeMissing && !inputs.has(Input.AWS_REGION)) {
      return new RegionPlan("", "");
    }
    String region = inputs.required(Input.AWS_REGION);
    if (!REGION.matcher(region).matches()) {
      throw inputs.invalid(Input.AWS_REGION, EXPECTED);
    }
    return new RegionPlan(region, inputs.name(Input.AWS_REGION));
  }

  /** Returns the Region whose STS endpoint the run calls. */
  static String ofSts(Inputs inputs, String region) {
    String asked = inputs.text(Input.STS_REGION).orElse(region);
    if (!asked.isEmpty() && !REGION.matcher(asked).matches()) {
      throw inputs.invalid(Input.STS_REGION, EXPECTED);
    }
    return asked;
  }

  /**
   * Checks that role and Region are in the same partition. A custom endpoint has no known
   * partition.
   */
  static void checkPartition(Plan.Reach reach, List<Role> roles) {
    Optional<Partition> partition = Partition.ofRegion(reach.stsRegion());
    if (partition.isEmpty() || reach.network().stsEndpoint().isPresent()) {
      return;
    }
    String id = partition.get().id();
    for (RoleArn arn : roles.stream().flatMap(role -> role.target().arn().stream()).toList()) {
      if (!arn.partition().equals(id)) {
        throw new CredentialsException(
            new InputProblem.PartitionDiffers(arn, reach.stsRegion(), id));
      }
    }
  }
}
