package io.github.rolecall.maven;

import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.GuardProblem;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Says whether AWS would let this job have the role, and why. It takes the parameters of {@code
 * assume}, and gets the token as that does. Nothing is assumed. The build fails only if AWS is sure
 * to refuse.
 */
@Mojo(name = "explain", requiresProject = false, threadSafe = true)
public final class ExplainMojo extends RoleMojo {

  /**
   * File with the claims of a token, as a JSON object, to explain instead of the job's own token.
   */
  @Parameter(property = "credentials.claims")
  private @Nullable String claims;

  /**
   * File with the trust policy of the role, in JSON, or what {@code aws iam get-role} prints; for
   * explaining. A relative path starts at the work directory.
   */
  @Parameter(property = "credentials.trustPolicy")
  private @Nullable String trustPolicy;

  /**
   * Profile with which the trust policy is read by {@code iam:GetRole}, for explaining. It is used
   * for nothing else.
   */
  @Parameter(property = "credentials.policyProfile")
  private @Nullable String policyProfile;

  /**
   * {@code true} also shows the claims that AWS does not offer to trust policies, when explaining.
   * Default: false.
   */
  @Parameter(property = "credentials.allClaims")
  private @Nullable String allClaims;

  private final Build build;

  @Inject
  ExplainMojo(Build build) {
    this.build = build;
  }

  @Override
  Parameters parameters() {
    return super.parameters()
        .put(Input.CLAIMS, claims)
        .put(Input.TRUST_POLICY, trustPolicy)
        .put(Input.POLICY_PROFILE, policyProfile)
        .put(Input.ALL_CLAIMS, allClaims);
  }

  @Override
  void run(Parameters parameters) {
    if (new ExplainGoal(build, getLog()).denied(parameters)) {
      throw new CredentialsException(new GuardProblem.WouldBeDenied());
    }
  }
}
