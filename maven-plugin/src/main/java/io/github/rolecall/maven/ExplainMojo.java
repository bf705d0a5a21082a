package io.github.rolecall.maven;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.GuardProblem;
import io.github.rolecall.Input;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Says whether AWS would let this job have the role, and why. Nothing is assumed. The build fails
 * only if AWS is sure to refuse.
 */
@Mojo(name = "explain", requiresProject = false, threadSafe = true)
public final class ExplainMojo extends CredentialsMojo {

  /**
   * ARN of the role to assume. Several, one a line, are assumed one after the other (role
   * chaining). With keys or ambient credentials a bare role name is enough: it is completed with
   * the account and partition of the caller.
   */
  @Parameter(property = "credentials.roleToAssume")
  private @Nullable List<@Nullable String> roleToAssume;

  /**
   * Name of the role session, seen in CloudTrail and in the session's ARN: 2 to 64 characters of
   * {@code A-Z a-z 0-9 _ + = , . @ -}. Default: {@code GitHubActions} in the GitHub action,
   * elsewhere the name of the CI run.
   */
  @Parameter(property = "credentials.roleSessionName")
  private @Nullable String roleSessionName;

  /**
   * Audience of the web identity token: a client id of the OIDC provider in IAM. GitHub issues the
   * token for it; where the CI system has fixed the audience (GitLab) it is only compared. Default:
   * {@code sts.amazonaws.com}, in China {@code sts.amazonaws.com.cn}.
   */
  @Parameter(property = "credentials.audience")
  private @Nullable String audience;

  /**
   * File with a web identity token to use instead of the CI job's own. A relative path starts at
   * the work directory.
   */
  @Parameter(property = "credentials.webIdentityTokenFile")
  private @Nullable String webIdentityTokenFile;

  /**
   * Name of an environment variable that holds a web identity token, as GitLab's {@code id_tokens}
   * sets it. Default: {@code AWS_ID_TOKEN} on GitLab and Jenkins.
   */
  @Parameter(property = "credentials.webIdentityTokenEnv")
  private @Nullable String webIdentityTokenEnv;

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
        .put(Input.ROLE_TO_ASSUME, roleToAssume)
        .put(Input.ROLE_SESSION_NAME, roleSessionName)
        .put(Input.AUDIENCE, audience)
        .put(Input.WEB_IDENTITY_TOKEN_FILE, webIdentityTokenFile)
        .put(Input.WEB_IDENTITY_TOKEN_ENV, webIdentityTokenEnv)
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
