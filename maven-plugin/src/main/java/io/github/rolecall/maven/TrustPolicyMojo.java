package io.github.rolecall.maven;

import io.github.rolecall.option.Input;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Writes the narrowest trust policy that lets this job, or a described one, in. */
@Mojo(name = "trust-policy", requiresProject = false, threadSafe = true)
public final class TrustPolicyMojo extends CredentialsMojo {

  /**
   * ARN of the role to assume. Several, one a line, are assumed one after the other (role
   * chaining). With keys or ambient credentials a bare role name is enough: it is completed with
   * the account and partition of the caller.
   */
  @Parameter(property = "credentials.roleToAssume")
  private @Nullable List<@Nullable String> roleToAssume;

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
   * Command that prints a web identity token, for CI systems that Rolecall does not know. It runs
   * without a shell and has 60 seconds.
   */
  @Parameter(property = "credentials.webIdentityTokenCommand")
  private @Nullable String webIdentityTokenCommand;

  /**
   * File with the claims of a token, as a JSON object, to explain instead of the job's own token.
   */
  @Parameter(property = "credentials.claims")
  private @Nullable String claims;

  /**
   * GitHub repository {@code OWNER/REPO} to write a trust policy for, instead of for the job's
   * token.
   */
  @Parameter(property = "credentials.repository")
  private @Nullable String repository;

  /**
   * Id of the repository, so that the policy holds for subjects with ids and for nobody who takes
   * over the name: {@code gh api repos/OWNER/REPO --jq .id}.
   */
  @Parameter(property = "credentials.repositoryId")
  private @Nullable String repositoryId;

  /** Id of the repository's owner: {@code gh api repos/OWNER/REPO --jq .owner.id}. */
  @Parameter(property = "credentials.repositoryOwnerId")
  private @Nullable String repositoryOwnerId;

  /**
   * Path of the GitLab project, {@code GROUP/PROJECT}, to write a trust policy for, instead of for
   * the job's token.
   */
  @Parameter(property = "credentials.gitlab")
  private @Nullable String gitlab;

  /** Id of the GitLab project, which stays when the project is renamed. */
  @Parameter(property = "credentials.projectId")
  private @Nullable String projectId;

  /** Branch whose jobs the trust policy lets in. */
  @Parameter(property = "credentials.branch")
  private @Nullable String branch;

  /** Tag whose jobs the trust policy lets in. */
  @Parameter(property = "credentials.tag")
  private @Nullable String tag;

  /** GitHub environment whose jobs the trust policy lets in. */
  @Parameter(property = "credentials.environment")
  private @Nullable String environment;

  /** {@code true}: the trust policy lets in the jobs of pull requests. Default: false. */
  @Parameter(property = "credentials.pullRequest")
  private @Nullable String pullRequest;

  /**
   * Issuer of the tokens that the trust policy is for, where it is an enterprise's own. Default:
   * {@code https://token.actions.githubusercontent.com} or {@code https://gitlab.com}.
   */
  @Parameter(property = "credentials.issuer")
  private @Nullable String issuer;

  /**
   * How the trust policy is written: {@code json}, {@code aws-cli}, {@code cloudformation}, {@code
   * terraform}, {@code pulumi} or {@code cdk}; all but the first with provider, role and a place
   * for permissions. Default: {@code json}.
   */
  @Parameter(property = "credentials.output")
  private @Nullable String output;

  private final Build build;

  @Inject
  TrustPolicyMojo(Build build) {
    this.build = build;
  }

  @Override
  Parameters parameters() {
    return super.parameters()
        .put(Input.ROLE_TO_ASSUME, roleToAssume)
        .put(Input.AUDIENCE, audience)
        .put(Input.WEB_IDENTITY_TOKEN_FILE, webIdentityTokenFile)
        .put(Input.WEB_IDENTITY_TOKEN_ENV, webIdentityTokenEnv)
        .put(Input.WEB_IDENTITY_TOKEN_COMMAND, webIdentityTokenCommand)
        .put(Input.CLAIMS, claims)
        .put(Input.REPOSITORY, repository)
        .put(Input.REPOSITORY_ID, repositoryId)
        .put(Input.REPOSITORY_OWNER_ID, repositoryOwnerId)
        .put(Input.GITLAB, gitlab)
        .put(Input.PROJECT_ID, projectId)
        .put(Input.BRANCH, branch)
        .put(Input.TAG, tag)
        .put(Input.ENVIRONMENT, environment)
        .put(Input.PULL_REQUEST, pullRequest)
        .put(Input.ISSUER, issuer)
        .put(Input.OUTPUT, output);
  }

  @Override
  void run(Parameters parameters) {
    new ExplainGoal(build, getLog()).trustPolicy(parameters);
  }
}
