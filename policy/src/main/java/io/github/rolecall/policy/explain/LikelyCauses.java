package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.generate.TrustTemplate;
import io.github.rolecall.policy.issuer.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The likely mistakes of an unknown trust policy, judged by the token that AWS refused. */
public final class LikelyCauses {
  private final Request request;
  private final TrustTemplate template;
  private final List<String> causes = new ArrayList<>();

  /** Takes the token that AWS refused, and the role. */
  public LikelyCauses(Claims claims, Optional<RoleArn> role) {
    // The causes do not depend on the session, the Region or the time.
    request = new Request(claims, role, Optional.empty(), Optional.empty(), Instant.EPOCH);
    template = TrustTemplate.of(claims, role);
    String key = request.keyOf("sub");
    ofJob(Subject.of(claims.subject()), key);
    ofToken(key);
    ofPolicy(key);
  }

  /** What to check, the most likely cause first. */
  public List<String> causes() {
    return causes;
  }

  /** A policy in JSON that would allow only this job. */
  public String trustPolicy() {
    return template.json();
  }

  private void ofJob(Subject parts, String key) {
    String subject = request.claims().subject();
    String context = parts.context().orElse("");
    addIf(
        Subject.hasIds(subject),
        FindingCode.SUBJECT_IMMUTABLE_FORM,
        "This repository has subjects with ids, like all repositories that were"
            + " created, renamed or moved since July 2026. A policy without ids never"
            + " matches. List both forms: \"StringEquals\": {\"%s\": [\"%s\", \"%s\"]}.",
        key,
        Subject.withoutIds(subject),
        subject);
    addIf(
        context.startsWith("environment:"),
        FindingCode.SUBJECT_CONTEXT_DIFFERS,
        "The job names an environment, so the subject ends with environment:NAME and"
            + " not with the branch. A policy for a branch (ref:refs/heads/...) never"
            + " matches. Use %s = %s.",
        key,
        subject);
    addIf(
        context.equals("pull_request"),
        FindingCode.SUBJECT_CONTEXT_DIFFERS,
        "The job runs for a pull request, so the subject ends with pull_request and"
            + " has no branch. Decide whether pull requests may assume the role.");
    addIf(
        parts.tag(),
        FindingCode.TAG_BUILD,
        "The job runs for a tag, so the subject has the tag. A policy for a branch"
            + " never matches.");
  }

  private void ofToken(String key) {
    addIf(
        request.claims().reusableWorkflow().isPresent(),
        FindingCode.REUSABLE_WORKFLOW,
        "The job comes from the reusable workflow %s. The subject has the repository"
            + " of the caller, %s. Only %s has the reusable workflow.",
        request.claims().reusableWorkflow().orElse(""),
        request.claims().claim("repository").orElse(""),
        request.keyOf("job_workflow_ref"));
    addIf(
        request.issuerName().matches("token\\.actions\\.githubusercontent\\.com/.+"),
        FindingCode.KEY_ISSUER_DIFFERS,
        "The issuer has a path, so the provider and the condition keys need it too: %s.",
        key);
    addIf(
        request.hasTags(),
        FindingCode.TAG_SESSION_MISSING,
        "The token has session tags, so the trust policy must allow sts:TagSession and"
            + " sts:AssumeRoleWithWebIdentity.");
    addIf(
        request.claims().subject().contains("%3A"),
        FindingCode.ENVIRONMENT_NOT_ENCODED,
        "The name of the environment has a colon, which is %3A in the subject.");
  }

  private void ofPolicy(String key) {
    String subject = request.claims().subject();
    add(
        FindingCode.CONDITION_DIFFERS,
        "Compare the trust policy of %s with the facts above, character by character:"
            + " %s = %s, %s = %s. Wildcards need StringLike.",
        request.role().map(RoleArn::toString).orElse("the role"),
        key,
        subject,
        request.keyOf("aud"),
        String.join(", ", request.claims().audiences()));
    addIf(
        !subject.equals(subject.toLowerCase(Locale.ROOT)) && !Subject.of(subject).tag(),
        FindingCode.CASE_DIFFERS,
        "The subject has capital letters, and AWS compares case-sensitively.");
    add(
        FindingCode.WRONG_ACTION,
        "Make sure that the statement has \"Action\": \"sts:AssumeRoleWithWebIdentity\" and"
            + " \"Principal\": {\"Federated\": \"%s\"}.",
        template.provider());
  }

  private void addIf(boolean likely, FindingCode code, String cause, String... values) {
    if (likely) {
      add(code, cause, values);
    }
  }

  private void add(FindingCode code, String cause, String... values) {
    causes.add(fill(cause + " (" + code.code() + ")", values));
  }
}
