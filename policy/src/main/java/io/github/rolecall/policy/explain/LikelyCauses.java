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

/** What is likely wrong with a trust policy that is not known, by the token that AWS refused. */
public final class LikelyCauses {
  private final Request request;
  private final TrustTemplate template;
  private final List<String> causes = new ArrayList<>();

  /** Of the token that AWS refused, and the role that it was refused for. */
  public LikelyCauses(Claims claims, Optional<RoleArn> role) {
    // Nothing here depends on the session, on where it is asked for, or when.
    request = new Request(claims, role, Optional.empty(), Optional.empty(), Instant.EPOCH);
    template = TrustTemplate.of(claims, role);
    String key = request.keyOf("sub");
    ofJob(Subject.of(claims.subject()), key);
    ofToken(key);
    ofPolicy(key);
  }

  /** What to look at, the likeliest cause first. */
  public List<String> causes() {
    return causes;
  }

  /** The policy that would let exactly this job in, in JSON. */
  public String trustPolicy() {
    return template.json();
  }

  private void ofJob(Subject parts, String key) {
    String subject = request.claims().subject();
    String context = parts.context().orElse("");
    addIf(
        Subject.hasIds(subject),
        FindingCode.SUBJECT_IMMUTABLE_FORM,
        "This repository has subjects with ids, as all that were created, renamed or moved since"
            + " July 2026; a policy for the form without ids never matches. List both forms:"
            + " \"StringEquals\": {\"%s\": [\"%s\", \"%s\"]}.",
        key,
        Subject.withoutIds(subject),
        subject);
    addIf(
        context.startsWith("environment:"),
        FindingCode.SUBJECT_CONTEXT_DIFFERS,
        "The job names an environment, so the subject ends in environment:NAME and not in the"
            + " branch. A policy for a branch (ref:refs/heads/...) never matches: expect %s = %s.",
        key,
        subject);
    addIf(
        context.equals("pull_request"),
        FindingCode.SUBJECT_CONTEXT_DIFFERS,
        "The job runs for a pull request, so the subject ends in pull_request and names no branch."
            + " Decide deliberately whether pull requests may have the role.");
    addIf(
        parts.tag(),
        FindingCode.TAG_BUILD,
        "The job runs for a tag, so the subject names that; a policy for a branch never matches.");
  }

  private void ofToken(String key) {
    addIf(
        request.claims().reusableWorkflow().isPresent(),
        FindingCode.REUSABLE_WORKFLOW,
        "The job is defined by the reusable workflow %s. The subject names the repository that"
            + " calls it, %s; the called file stands in %s only.",
        request.claims().reusableWorkflow().orElse(""),
        request.claims().claim("repository").orElse(""),
        request.keyOf("job_workflow_ref"));
    addIf(
        request.issuerName().matches("token\\.actions\\.githubusercontent\\.com/.+"),
        FindingCode.KEY_ISSUER_DIFFERS,
        "The issuer has a path, so provider and condition keys have it too: %s.",
        key);
    addIf(
        request.hasTags(),
        FindingCode.TAG_SESSION_MISSING,
        "The token brings session tags, which need sts:TagSession beside"
            + " sts:AssumeRoleWithWebIdentity in the trust policy.");
    addIf(
        request.claims().subject().contains("%3A"),
        FindingCode.ENVIRONMENT_NOT_ENCODED,
        "The name of the environment has a colon, which the subject writes as %3A.");
  }

  private void ofPolicy(String key) {
    String subject = request.claims().subject();
    add(
        FindingCode.CONDITION_DIFFERS,
        "Compare the trust policy of %s with the facts above, letter by letter: %s = %s, %s = %s."
            + " Wildcards need StringLike.",
        request.role().map(Object::toString).orElse("the role"),
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

  private void addIf(boolean likely, FindingCode code, String cause, Object... values) {
    if (likely) {
      add(code, cause, values);
    }
  }

  private void add(FindingCode code, String cause, Object... values) {
    causes.add(fill(cause + " (" + code.code() + ")", values));
  }
}
