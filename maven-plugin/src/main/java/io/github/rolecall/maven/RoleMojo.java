package io.github.rolecall.maven;

import io.github.rolecall.option.Input;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** A goal that assumes roles, or says what would be assumed: what both have to know is the same. */
abstract class RoleMojo extends CredentialsMojo {

  /**
   * ARN of the role to assume. Several, one a line, are assumed one after the other (role
   * chaining). With keys or ambient credentials a bare role name is enough: it is completed with
   * the account and partition of the caller.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.roleToAssume")
  private @Nullable List<@Nullable String> roleToAssume;

  /**
   * Name of the role session, seen in CloudTrail and in the session's ARN: 2 to 64 characters of
   * {@code A-Z a-z 0-9 _ + = , . @ -}. Default: {@code GitHubActions} in the GitHub action,
   * elsewhere the name of the CI run.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.roleSessionName")
  private @Nullable String roleSessionName;

  /**
   * How long the credentials are valid, in seconds: 900 to 43200, at most what the role allows, and
   * at most 3600 where a role is assumed from another role. Default: 3600.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.roleDurationSeconds")
  private @Nullable String roleDurationSeconds;

  /**
   * External id that the trust policy of the role asks for. Not used with a web identity token, for
   * which STS has no such parameter.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.roleExternalId")
  private @Nullable String roleExternalId;

  /**
   * Source identity of the session, which stays the same along a chain of roles and stands in
   * CloudTrail: 2 to 64 characters of {@code A-Z a-z 0-9 _ + = , . @ -}. The trust policy must
   * allow {@code sts:SetSourceIdentity}. Not used with a web identity token, which says it itself.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.roleSourceIdentity")
  private @Nullable String roleSourceIdentity;

  /**
   * {@code true} assumes the role from the credentials that the environment already has, instead of
   * from the token of the CI job. Default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.roleChaining")
  private @Nullable String roleChaining;

  /**
   * {@code true} sends no session tags, for trust policies that do not allow {@code
   * sts:TagSession}. Default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.roleSkipSessionTagging")
  private @Nullable String roleSkipSessionTagging;

  /**
   * Further session tags, as a JSON object of strings, numbers and booleans. Not used with a web
   * identity token: there, tags come from its claims.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.customTags")
  private @Nullable String customTags;

  /**
   * Keys of session tags that a chained role session keeps, one a line.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.transitiveTagKeys")
  private @Nullable List<@Nullable String> transitiveTagKeys;

  /**
   * IAM policy in JSON that narrows what the session may do, at most 2048 characters.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.inlineSessionPolicy")
  private @Nullable String inlineSessionPolicy;

  /**
   * ARNs of managed policies that narrow what the session may do, one a line, at most 10.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.managedSessionPolicies")
  private @Nullable List<@Nullable String> managedSessionPolicies;

  /**
   * Audience of the web identity token: a client id of the OIDC provider in IAM. GitHub issues the
   * token for it; where the CI system has fixed the audience (GitLab) it is only compared. Default:
   * {@code sts.amazonaws.com}, in China {@code sts.amazonaws.com.cn}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.audience")
  private @Nullable String audience;

  /**
   * File with a web identity token to use instead of the CI job's own. A relative path starts at
   * the work directory.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.webIdentityTokenFile")
  private @Nullable String webIdentityTokenFile;

  /**
   * Name of an environment variable that holds a web identity token, as GitLab's {@code id_tokens}
   * sets it. Default: {@code AWS_ID_TOKEN} on GitLab and Jenkins.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.webIdentityTokenEnv")
  private @Nullable String webIdentityTokenEnv;

  /**
   * Command that prints a web identity token, for CI systems that Rolecall does not know. It runs
   * without a shell and has 60 seconds.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.webIdentityTokenCommand")
  private @Nullable String webIdentityTokenCommand;

  /**
   * {@code true} never uses the token of the CI job, even where there is one. Default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.forceSkipOidc")
  private @Nullable String forceSkipOidc;

  /**
   * {@code true} keeps the credentials that the environment already has, if AWS accepts them and
   * the account guards allow them. Default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.useExistingCredentials")
  private @Nullable String useExistingCredentials;

  /**
   * {@code true} neither uses the credentials that are in the environment nor, where later steps
   * get variables, leaves them to those. Default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.unsetCurrentCredentials")
  private @Nullable String unsetCurrentCredentials;

  /**
   * {@code true} hides the account id and the role session's ARN in the log, where the CI system
   * can mask. Default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.maskAwsAccountId")
  private @Nullable String maskAwsAccountId;

  /**
   * Several roles at once. Each entry has a {@code name}, a {@code roleToAssume} (or a list: a
   * chain) and what is to be different for it: Region, duration, policies, tags, audience,
   * accounts; and who gets its credentials: {@code for} or {@code environmentPrefix}, which all but
   * one must have. If one fails, nothing is handed on.
   *
   * @since 0.1.0
   */
  @Parameter private @Nullable PlexusConfiguration roles;

  @Override
  Parameters parameters() {
    return super.parameters()
        .put(Input.ROLE_TO_ASSUME, roleToAssume)
        .put(Input.ROLE_SESSION_NAME, roleSessionName)
        .put(Input.ROLE_DURATION_SECONDS, roleDurationSeconds)
        .put(Input.ROLE_EXTERNAL_ID, roleExternalId)
        .put(Input.ROLE_SOURCE_IDENTITY, roleSourceIdentity)
        .put(Input.ROLE_CHAINING, roleChaining)
        .put(Input.ROLE_SKIP_SESSION_TAGGING, roleSkipSessionTagging)
        .put(Input.CUSTOM_TAGS, customTags)
        .put(Input.TRANSITIVE_TAG_KEYS, transitiveTagKeys)
        .put(Input.INLINE_SESSION_POLICY, inlineSessionPolicy)
        .put(Input.MANAGED_SESSION_POLICIES, managedSessionPolicies)
        .put(Input.AUDIENCE, audience)
        .put(Input.WEB_IDENTITY_TOKEN_FILE, webIdentityTokenFile)
        .put(Input.WEB_IDENTITY_TOKEN_ENV, webIdentityTokenEnv)
        .put(Input.WEB_IDENTITY_TOKEN_COMMAND, webIdentityTokenCommand)
        .put(Input.FORCE_SKIP_OIDC, forceSkipOidc)
        .put(Input.USE_EXISTING_CREDENTIALS, useExistingCredentials)
        .put(Input.UNSET_CURRENT_CREDENTIALS, unsetCurrentCredentials)
        .put(Input.MASK_AWS_ACCOUNT_ID, maskAwsAccountId)
        .put(Input.ROLES, RolesParameter.text(roles));
  }
}
