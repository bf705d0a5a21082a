package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.repair.Edit;
import java.util.List;
import java.util.Locale;

/**
 * Everything that can be found in a trust policy and a token, the most frequent first. The names,
 * in kebab case, are stable: scripts and searches depend on them.
 */
public enum FindingCode {
  NO_PRINCIPAL(
      "A statement has no Principal",
      "Every statement of a trust policy has a `Principal`. A permission policy has none: it says"
          + " what a role may do, not who may assume it. IAM refuses to save it as a trust policy.",
      "Give the trust policy: `aws iam get-role` prints it as `AssumeRolePolicyDocument`."),
  EFFECT_UNKNOWN(
      "The Effect is not Allow or Deny",
      "IAM knows the effects `Allow` and `Deny`, written like this, and refuses to save any other.",
      "Write `\"Effect\": \"Allow\"`."),
  VERSION_UNKNOWN(
      "IAM does not know the Version",
      "`Version` is the version of the policy language, `2012-10-17`, and not a date of the policy."
          + " IAM refuses to save any other but the old `2008-10-17`.",
      "Write `\"Version\": \"2012-10-17\"`."),
  RESOURCE_IN_TRUST_POLICY(
      "A trust policy has a Resource",
      "In a trust policy the role itself is the resource. IAM refuses to save one with `Resource`.",
      "Remove the element."),
  OPERATOR_UNKNOWN(
      "IAM does not have the condition operator",
      "IAM refuses to save a policy with an operator that it does not have. Letter case does not"
          + " count, but every letter does.",
      "Write the operator as [IAM has it](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)."),
  ELEMENT_WRONG(
      "An element of the policy is wrong, missing or not allowed",
      "IAM refuses to save a policy with elements that it does not know, with two that exclude each"
          + " other, without `Action`, or with a `Sid` that stands twice or has other characters"
          + " than letters and digits.",
      "Correct the element."),
  VALUE_UNRESOLVED(
      "A value of a template is not filled in",
      "The policy has a variable of Terraform, CloudFormation or another template, such as"
          + " `${var.owner}`. What AWS will compare is not known, so conditions with it are neither"
          + " met nor missed.",
      "Give the policy that the role has: `aws iam get-role --output json`. For Terraform, give what"
          + " `terraform show -json` prints."),
  POLICY_TOO_LONG(
      "The policy is longer than IAM saves",
      "IAM saves trust policies of up to 2048 characters, and of up to 8192 where the quota of the"
          + " account has been raised. White space does not count.",
      "Replace lists of values by patterns, or use several roles."),
  SUBJECT_CONTEXT_DIFFERS(
      "The subject is for another branch, environment or event",
      "GitHub ends the subject in `environment:NAME` when the job names an environment, else in"
          + " `pull_request` for pull requests, else in `ref:REF`. GitLab ends it in the branch or"
          + " tag. The policy expects another ending than this job has.",
      "Add the subject of this job to the list in the condition. Think twice before you allow"
          + " `pull_request`: everyone who can open one could have the role."),
  SUBJECT_IMMUTABLE_FORM(
      "The policy and the token name the repository in different forms",
      "GitHub repositories that were created, renamed or moved after 15 July 2026 have subjects with"
          + " ids: `repo:OWNER@ID/REPO@ID:...`. A policy for the form without ids never matches"
          + " them, and the other way round.",
      "List both forms in the condition. `rolecall trust-policy` writes them."),
  WILDCARD_UNDER_STRING_EQUALS(
      "The operator does not support wildcards",
      "`StringEquals` compares `*` and `?` as plain characters. Only `StringLike` and `ArnLike` know"
          + " wildcards.",
      "Move the key under `StringLike`, or write the whole value."),
  AUDIENCE_DIFFERS(
      "The token is for another audience",
      "The condition on `aud` names another audience than the token has. Where the token has an"
          + " `azp`, AWS compares that.",
      "Request the token for the audience of the policy, or put the token's audience into the"
          + " policy and among the client ids of the OIDC provider."),
  PROVIDER_DIFFERS(
      "The policy trusts another OIDC provider",
      "The `Federated` principal has to be the ARN of the provider whose URL is the issuer of the"
          + " token, letter by letter, with its path and without `https://`.",
      "Name the provider of the token's issuer in the policy, and create it if it is missing."),
  PROVIDER_ACCOUNT_DIFFERS(
      "The OIDC provider is in another account than the role",
      "AWS looks for the provider in the account of the role only.",
      "Create the provider in the account of the role, and name it in the policy."),
  WRONG_ACTION(
      "The policy does not allow sts:AssumeRoleWithWebIdentity",
      "Tokens are exchanged by `sts:AssumeRoleWithWebIdentity`. `sts:AssumeRole` and"
          + " `sts:AssumeRoleWithSAML` are other calls.",
      "Set `\"Action\": \"sts:AssumeRoleWithWebIdentity\"`."),
  WRONG_PRINCIPAL_TYPE(
      "No Federated principal names an OIDC provider",
      "An OIDC provider is a `Federated` principal. Under `AWS` or `Service` it means nobody, and"
          + " `*` can mean everybody.",
      "Write `\"Principal\": {\"Federated\": \"<ARN of the provider>\"}`."),
  CASE_DIFFERS(
      "Only upper and lower case differ",
      "AWS compares values with their letter case, and GitHub writes owner and repository as they"
          + " were registered.",
      "Copy the value from the token."),
  REF_FORM_DIFFERS(
      "The branch or tag is written in another form",
      "GitHub's subjects have the full ref, `ref:refs/heads/main`. GitLab's have the short name,"
          + " `ref_type:branch:ref:main`.",
      "Write the ref as the token has it."),
  TAG_BUILD(
      "One is for a tag, the other for a branch",
      "A job for a tag has `refs/tags/NAME` (GitHub) or `ref_type:tag` (GitLab) where a job for a"
          + " branch has `refs/heads/NAME` or `ref_type:branch`.",
      "Add the subject of tags to the condition if tags may have the role."),
  KEY_HAS_SCHEME(
      "A condition key is written with https:// or a slash at its end",
      "Condition keys begin with the issuer without `https://` and without anything between it and"
          + " the colon. AWS does not know the key as it is written, so it counts as missing.",
      "Remove the scheme and the slash from the key."),
  KEY_ISSUER_DIFFERS(
      "A condition key belongs to another issuer",
      "AWS fills in the keys of the token's own issuer only. Issuers with a path"
          + " (`token.actions.githubusercontent.com/acme`) have it in their keys too.",
      "Begin the key with the issuer of the token."),
  CLAIM_NOT_A_CONDITION_KEY(
      "AWS does not offer this claim to trust policies",
      "AWS maps a fixed list of claims for each issuer. A condition on any other claim finds the key"
          + " missing.",
      "Use a claim that AWS maps, or put the claim into the subject: GitHub and GitLab let you choose"
          + " what it is made of."),
  SUBJECT_HAS_URL(
      "The subject in the policy is written as a URL",
      "Subjects have `OWNER/REPO` or the path of the project, without `https://github.com/` and"
          + " without `.git`.",
      "Write the subject as the token has it."),
  REUSABLE_WORKFLOW(
      "The policy expects the repository of the reusable workflow",
      "The subject names the repository that runs, the caller. The called workflow stands in the"
          + " claim `job_workflow_ref` only.",
      "Expect the caller in `sub`, and the called file in `job_workflow_ref`."),
  ENVIRONMENT_NOT_ENCODED(
      "A colon in the name of the environment is not encoded",
      "In subjects, GitHub writes a colon inside a value as `%3A`. The claim `environment` itself has"
          + " the plain name.",
      "Write the value as the token has it."),
  CONDITIONS_COMBINED(
      "Not all conditions of the statement match",
      "All operators and all keys of a statement must hold at once. Only the values of one list are"
          + " alternatives.",
      "Put alternatives into one list, or into two statements."),
  DUPLICATE_KEYS(
      "The JSON text names a key twice",
      "Of two equal keys in one JSON object, most parsers keep the last one and forget the first"
          + " silently.",
      "Merge the two: one key, with a list of values."),
  TAG_SESSION_MISSING(
      "The token has session tags, and the policy does not allow them",
      "A token with the claim `https://aws.amazon.com/tags` needs `sts:TagSession` beside"
          + " `sts:AssumeRoleWithWebIdentity` in the trust policy, under the same conditions.",
      "Add `sts:TagSession` to the actions of the statement."),
  SOURCE_IDENTITY_MISSING(
      "The token has a source identity, and the policy does not allow it",
      "A token with the claim `https://aws.amazon.com/source_identity` needs"
          + " `sts:SetSourceIdentity` in the trust policy.",
      "Add `sts:SetSourceIdentity` to the actions of the statement."),
  SEVERAL_AUDIENCES(
      "The token has several audiences",
      "AWS refuses a token with several audiences and no `azp` claim.",
      "Request the token for exactly one audience."),
  TOKEN_EXPIRED(
      "The token has expired",
      "AWS refuses tokens after their `exp`; up to five minutes of grace have been seen, and cannot"
          + " be relied on.",
      "Request the token later, just before it is used, or assume the role earlier in the job."),
  TOKEN_NOT_YET_VALID(
      "The token is not valid yet",
      "The token's `nbf` or `iat` lies in the future: the clock of the issuer or of this machine is"
          + " wrong.",
      "Correct the clocks."),
  CLAIM_MISSING(
      "The token lacks a claim that AWS requires",
      "AWS requires `iss`, `sub` and `aud` of every token.",
      "Use an ID token, not an access token."),
  ROLE_NOT_IN_TOKEN(
      "The token is bound to other roles",
      "A token with the claim `https://aws.amazon.com/roles` is good for the roles listed there"
          + " only; AWS checks that before the trust policy.",
      "Assume one of these roles, or have the issuer list this one."),
  EXPLICIT_DENY(
      "A Deny statement applies",
      "A Deny that applies wins over every Allow.",
      "Change the conditions of the Deny, or remove it."),
  CONDITION_DIFFERS(
      "A condition does not match",
      "The token has another value than the condition expects.",
      "Compare the two values, and decide which one is right."),
  CANNOT_BE_KNOWN(
      "The answer depends on what only AWS sees",
      "Source address, VPC and keys that Rolecall does not know are decided when the request is"
          + " made.",
      "Check these conditions by hand."),
  NO_SUBJECT_CONDITION(
      "No condition limits the subject",
      "Without a condition on `sub` everyone with a token of this issuer and audience has the role."
          + " With GitHub that is every repository on github.com.",
      "Add a condition on `sub`. `rolecall trust-policy` writes one."),
  WILDCARD_TOO_WIDE(
      "A wildcard also admits strangers",
      "A wildcard before the `/` after the owner matches owners that anybody can register:"
          + " `repo:acme*` is also `repo:acme-evil/...`.",
      "Finish the owner, and better the repository, before the first wildcard."),
  FOR_ALL_VALUES(
      "ForAllValues also matches when the key is missing",
      "`ForAllValues:` is true for a key that the request does not have. For a key with one value it"
          + " gives nothing.",
      "Remove the prefix `ForAllValues:`."),
  IF_EXISTS(
      "IfExists also matches when the key is missing",
      "An operator with `IfExists` is true when the token does not have the claim.",
      "Remove `IfExists` from the operator."),
  IDENTITY_PROVIDER_CONTROLS(
      "AWS would not accept this policy today",
      "Since June 2025 AWS refuses to save a trust policy for a shared issuer that does not limit"
          + " `sub` (for some issuers `aud`). Older roles keep working until they are changed; for"
          + " HCP Terraform the rule holds for every request.",
      "Add a condition on `sub` that is more than a wildcard."),
  MUTABLE_NAMES(
      "The policy checks names, but no ids",
      "Owners and repositories can be renamed, and a name that became free can be registered by"
          + " somebody else. Ids stay.",
      "Add conditions on ids beside the names.");

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

  /** Whether it is about how the document is written, and not about whom it lets in. */
  boolean ofTheDocument() {
    return this == DUPLICATE_KEYS || compareTo(VALUE_UNRESOLVED) < 0;
  }
}
