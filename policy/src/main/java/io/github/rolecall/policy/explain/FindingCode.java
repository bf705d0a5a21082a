package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.repair.Edit;
import java.util.List;
import java.util.Locale;

/**
 * Every kind of finding about a trust policy and a token, the most frequent first. The names, in
 * kebab case, are stable: scripts and searches depend on them.
 */
public enum FindingCode {
  NO_PRINCIPAL(
      "A statement has no Principal",
      "This is probably a permissions policy, which says what a role may do, not who may"
          + " assume it.",
      "Use the trust policy: `aws iam get-role` prints it as `AssumeRolePolicyDocument`."),
  EFFECT_UNKNOWN(
      "The Effect is not Allow or Deny",
      "IAM accepts only the effects `Allow` and `Deny`, with this letter case.",
      "Write `\"Effect\": \"Allow\"`."),
  VERSION_UNKNOWN(
      "IAM does not know the Version",
      "`Version` is the version of the policy language, not the date of the policy:"
          + " `2012-10-17` or the old `2008-10-17`.",
      "Write `\"Version\": \"2012-10-17\"`."),
  RESOURCE_IN_TRUST_POLICY(
      "A trust policy has a Resource",
      "In a trust policy, the role itself is the resource. IAM does not save a trust"
          + " policy with `Resource`.",
      "Remove the element."),
  OPERATOR_UNKNOWN(
      "The condition operator does not exist",
      "IAM does not save the policy. Letter case does not matter, but spelling does.",
      "Use an [operator of"
          + " IAM](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)."),
  ELEMENT_WRONG(
      "An element of the policy is wrong, missing or not allowed",
      "IAM does not save a policy that has unknown elements, two elements that exclude"
          + " each other, no `Action`, a duplicate `Sid`, or a `Sid` with other characters"
          + " than letters and digits.",
      "Correct the element."),
  VALUE_UNRESOLVED(
      "A variable of a template has no value",
      "Rolecall cannot evaluate a condition with a variable of Terraform, CloudFormation"
          + " or another template, such as `${var.owner}`.",
      "Use the policy of the role: `aws iam get-role --output json`. For Terraform,"
          + " use the output of `terraform show -json`."),
  POLICY_TOO_LONG(
      "The policy is longer than IAM allows",
      "IAM allows trust policies of up to 2048 characters, or up to 8192 if the"
          + " account has a higher quota. Whitespace does not count.",
      "Replace lists of values with patterns, or use several roles."),
  SUBJECT_CONTEXT_DIFFERS(
      "The subject is for another branch, environment or event",
      "On GitHub, the subject ends with `environment:NAME` if the job names an"
          + " environment, otherwise with `pull_request` for pull requests, otherwise"
          + " with `ref:REF`. On GitLab, it ends with the branch or tag.",
      "Add the subject of this job to the list in the condition. Be careful with"
          + " `pull_request`: everyone who can open a pull request could assume the role."),
  SUBJECT_IMMUTABLE_FORM(
      "The policy and the token name the repository in different forms",
      "GitHub repositories that were created, renamed or moved after 15 July 2026 have"
          + " subjects with ids: `repo:OWNER@ID/REPO@ID:...`. The forms with and without"
          + " ids never match each other.",
      "List both forms in the condition. `rolecall trust-policy` writes them."),
  WILDCARD_UNDER_STRING_EQUALS(
      "The operator does not support wildcards",
      "`StringEquals` compares `*` and `?` as plain characters. Only `StringLike` and"
          + " `ArnLike` support wildcards.",
      "Use `StringLike` for the key, or write the whole value."),
  AUDIENCE_DIFFERS(
      "The token is for another audience",
      "If the token has an `azp`, AWS compares it with the condition on `aud`.",
      "Request the token for the audience of the policy. Or add the token's audience"
          + " to the policy, and to the client ids of the OIDC provider."),
  PROVIDER_DIFFERS(
      "The policy trusts another OIDC provider",
      "The `Federated` principal must be the ARN of the provider whose URL is exactly"
          + " the issuer of the token: with its path, without `https://`.",
      "Use the provider of the token's issuer in the policy. Create the provider if it"
          + " does not exist."),
  PROVIDER_ACCOUNT_DIFFERS(
      "The OIDC provider is in another account than the role",
      "AWS uses only providers in the account of the role.",
      "Create the provider in the account of the role, and use its ARN in the policy."),
  WRONG_ACTION(
      "The policy does not allow sts:AssumeRoleWithWebIdentity",
      "A web identity token needs `sts:AssumeRoleWithWebIdentity`. `sts:AssumeRole`"
          + " and `sts:AssumeRoleWithSAML` are other calls.",
      "Set `\"Action\": \"sts:AssumeRoleWithWebIdentity\"`."),
  WRONG_PRINCIPAL_TYPE(
      "No Federated principal is an OIDC provider",
      "An OIDC provider must be a `Federated` principal. Under `AWS` or `Service` it"
          + " matches no caller, and `*` can match every caller.",
      "Write `\"Principal\": {\"Federated\": \"<ARN of the provider>\"}`."),
  CASE_DIFFERS(
      "Only upper and lower case differ",
      "AWS compares values case-sensitively. GitHub writes owner and repository with"
          + " the case of their registration.",
      "Copy the value from the token."),
  REF_FORM_DIFFERS(
      "The branch or tag has a different form",
      "GitHub's subjects have the full ref, `ref:refs/heads/main`. GitLab's have the short name,"
          + " `ref_type:branch:ref:main`.",
      "Write the ref as the token has it."),
  TAG_BUILD(
      "The policy is for a branch and the job runs for a tag, or the other way round",
      "The subject of a tag has `refs/tags/NAME` (GitHub) or `ref_type:tag` (GitLab),"
          + " that of a branch `refs/heads/NAME` or `ref_type:branch`.",
      "If jobs for tags may assume the role, add the subject of tags to the condition."),
  KEY_HAS_SCHEME(
      "A condition key has https:// or a slash before the colon",
      "A condition key starts with the issuer without `https://`, followed directly by"
          + " the colon. AWS treats any other key as missing.",
      "Remove the scheme and the slash from the key."),
  KEY_ISSUER_DIFFERS(
      "A condition key belongs to another issuer",
      "AWS sets only the keys of the token's own issuer. If the issuer has a path"
          + " (`token.actions.githubusercontent.com/acme`), the keys have it too.",
      "Start the key with the issuer of the token."),
  CLAIM_NOT_A_CONDITION_KEY(
      "Trust policies cannot use this claim",
      "For each issuer, AWS maps a fixed list of claims to condition keys. The key of"
          + " any other claim is always missing.",
      "Use a claim that AWS maps. Or add the claim to the subject: GitHub and GitLab"
          + " let you customize the subject."),
  SUBJECT_HAS_URL(
      "The subject in the policy is written as a URL",
      "A subject has `OWNER/REPO` or the path of the project, without"
          + " `https://github.com/` and without `.git`.",
      "Write the subject as the token has it."),
  REUSABLE_WORKFLOW(
      "The policy expects the repository of the reusable workflow",
      "The subject has the repository of the caller, in which the workflow runs. Only"
          + " the claim `job_workflow_ref` has the reusable workflow.",
      "Use the repository of the caller in `sub`, and the file of the reusable"
          + " workflow in `job_workflow_ref`."),
  ENVIRONMENT_NOT_ENCODED(
      "A colon in the name of the environment is not encoded",
      "In subjects, GitHub encodes a colon inside a value as `%3A`. The claim"
          + " `environment` itself has the plain name.",
      "Write the value as the token has it."),
  CONDITIONS_COMBINED(
      "Not all conditions of the statement match",
      "A token must match all operators and all keys of a statement. Only the values"
          + " of one list are alternatives.",
      "Put alternatives into one list, or into two statements."),
  DUPLICATE_KEYS(
      "The JSON has a duplicate key",
      "If a JSON object has the same key twice, most parsers silently ignore the first one.",
      "Merge the two into one key with a list of values."),
  TAG_SESSION_MISSING(
      "The token has session tags, and the policy does not allow them",
      "For a token with the claim `https://aws.amazon.com/tags`, the trust policy must"
          + " allow `sts:TagSession` and `sts:AssumeRoleWithWebIdentity`, with the same"
          + " conditions.",
      "Add `sts:TagSession` to the actions of the statement."),
  SOURCE_IDENTITY_MISSING(
      "The token has a source identity, and the policy does not allow it",
      "For a token with the claim `https://aws.amazon.com/source_identity`, the trust"
          + " policy must allow `sts:SetSourceIdentity`.",
      "Add `sts:SetSourceIdentity` to the actions of the statement."),
  SEVERAL_AUDIENCES(
      "The token has several audiences",
      "AWS rejects a token with several audiences and no `azp` claim.",
      "Request the token for exactly one audience."),
  TOKEN_EXPIRED(
      "The token has expired",
      "AWS rejects tokens after their `exp`. AWS sometimes accepts them up to 5"
          + " minutes later, but you cannot rely on it.",
      "Request the token later, just before it is used, or assume the role earlier in the job."),
  TOKEN_NOT_YET_VALID(
      "The token is not valid yet",
      "The `nbf` or `iat` of the token is in the future: the clock of the issuer or of"
          + " this machine is wrong.",
      "Correct the clocks."),
  CLAIM_MISSING(
      "The token lacks a claim that AWS requires",
      "AWS requires `iss`, `sub` and `aud` of every token.",
      "Use an ID token, not an access token."),
  ROLE_NOT_IN_TOKEN(
      "The token is restricted to other roles",
      "A token with the claim `https://aws.amazon.com/roles` can only be used for the"
          + " roles in the claim. AWS checks this before the trust policy.",
      "Assume one of these roles, or add this role to the claim at the issuer."),
  EXPLICIT_DENY(
      "A Deny statement applies",
      "An explicit Deny overrides every Allow.",
      "Change the conditions of the Deny, or remove it."),
  CONDITION_DIFFERS(
      "A condition does not match",
      "The token has a different value than the condition expects.",
      "Compare the two values, and decide which one is right."),
  CANNOT_BE_KNOWN(
      "The answer depends on values that only AWS knows",
      "AWS sets the source address, the VPC and some other keys when it receives the request.",
      "Check these conditions yourself."),
  NO_SUBJECT_CONDITION(
      "No condition limits the subject",
      "Without a condition on `sub`, everyone with a token of this issuer and audience"
          + " can assume the role. For GitHub, this is every repository on github.com.",
      "Add a condition on `sub`. `rolecall trust-policy` writes one."),
  WILDCARD_TOO_WIDE(
      "A wildcard also matches other owners or repositories",
      "A wildcard before the `/` after the owner matches owners that anybody can register:"
          + " `repo:acme*` is also `repo:acme-evil/...`.",
      "Write the whole owner, and if possible the whole repository, before the first wildcard."),
  FOR_ALL_VALUES(
      "ForAllValues also matches when the key is missing",
      "`ForAllValues:` is true if the request does not have the key. For a key with a"
          + " single value, it has no use.",
      "Remove the prefix `ForAllValues:`."),
  IF_EXISTS(
      "IfExists also matches when the key is missing",
      "An operator with `IfExists` is true if the token does not have the claim.",
      "Remove `IfExists` from the operator."),
  IDENTITY_PROVIDER_CONTROLS(
      "AWS no longer accepts this policy",
      "Since June 2025, AWS does not save a trust policy for a shared issuer that does"
          + " not limit `sub` (for some issuers `aud`). Older roles work until you change"
          + " them. For HCP Terraform, AWS also checks every request.",
      "Add a condition on `sub` that is more than a wildcard."),
  MUTABLE_NAMES(
      "The policy checks names, but no ids",
      "If an owner or a repository is renamed, someone else can register the old name."
          + " Ids never change.",
      "Also add conditions on ids.");

  /** What is the matter, in one sentence without a full stop. */
  public final String title;

  /** Why, in Markdown. */
  public final String cause;

  /** What to do, in Markdown. */
  public final String cure;

  FindingCode(String title, String cause, String cure) {
    this.title = title;
    this.cause = cause;
    this.cure = cure;
  }

  /** The name for users: {@code case-differs}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Finding error(String message, String remedy, Edit... edits) {
    return new Finding(this, Finding.Severity.ERROR, message, remedy, List.of(edits), "");
  }

  Finding warning(String message, String remedy, Edit... edits) {
    return error(message, remedy, edits).as(Finding.Severity.WARNING);
  }

  /** Whether it is about how the document is written, not about whom it allows. */
  boolean ofTheDocument() {
    return this == DUPLICATE_KEYS || compareTo(VALUE_UNRESOLVED) < 0;
  }
}
