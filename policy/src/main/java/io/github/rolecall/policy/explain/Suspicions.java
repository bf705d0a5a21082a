package io.github.rolecall.policy.explain;

import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Subject;
import io.github.rolecall.policy.generate.TrustTemplate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is likely wrong with a trust policy that nobody has shown us, judged by the token that AWS
 * refused.
 */
public final class Suspicions {
  private final Request request;
  private final List<String> causes = new ArrayList<>();

  /** Of the token that AWS refused, and the role that it was refused for. */
  public Suspicions(Claims claims, Optional<RoleArn> role) {
    // Nothing here depends on the session, on where it is asked for, or when.
    request = new Request(claims, role, Optional.empty(), Optional.empty(), Instant.EPOCH);
    find();
  }

  /** What to look at, the likeliest cause first. */
  public List<String> causes() {
    return causes;
  }

  /** The policy that would let exactly this job in, in JSON. */
  public String trustPolicy() {
    return template().json();
  }

  private TrustTemplate template() {
    return TrustTemplate.of(request.claims(), request.role());
  }

  private void find() {
    String subject = request.claims().subject();
    Subject parts = Subject.of(subject);
    String key = request.keyOf("sub");
    if (parts.hasIds()) {
      add(
          FindingCode.SUBJECT_IMMUTABLE_FORM,
          "This repository has subjects with ids, as all that were created, renamed or moved since"
              + " July 2026; a policy for the form without ids never matches. List both forms:"
              + " \"StringEquals\": {\""
              + key
              + "\": [\""
              + Subject.withoutIds(subject)
              + "\", \""
              + subject
              + "\"]}.");
    }
    context(parts, key);
    reusable();
    if (request.issuerName().matches("token\\.actions\\.githubusercontent\\.com/.+")) {
      add(
          FindingCode.KEY_ISSUER_DIFFERS,
          "The issuer has a path, so provider and condition keys have it too: " + key + ".");
    }
    if (request.hasTags()) {
      add(
          FindingCode.TAG_SESSION_MISSING,
          "The token brings session tags, which need sts:TagSession beside"
              + " sts:AssumeRoleWithWebIdentity in the trust policy.");
    }
    if (subject.contains("%3A")) {
      add(
          FindingCode.ENVIRONMENT_NOT_ENCODED,
          "The name of the environment has a colon, which the subject writes as %3A.");
    }
    add(
        FindingCode.CONDITION_DIFFERS,
        "Compare the trust policy of "
            + request.role().map(Object::toString).orElse("the role")
            + " with the facts above, letter by letter: "
            + key
            + " = "
            + subject
            + ", "
            + request.keyOf("aud")
            + " = "
            + String.join(", ", request.claims().audiences())
            + ". Wildcards need StringLike.");
    if (!subject.equals(subject.toLowerCase(Locale.ROOT)) && !parts.tag()) {
      add(
          FindingCode.CASE_DIFFERS,
          "The subject has capital letters, and AWS tells upper from lower case.");
    }
    add(
        FindingCode.WRONG_ACTION,
        "Make sure that the statement has \"Action\": \"sts:AssumeRoleWithWebIdentity\" and"
            + " \"Principal\": {\"Federated\": \""
            + template().provider()
            + "\"}.");
  }

  private void context(Subject parts, String key) {
    Optional<String> context = parts.context();
    if (context.filter(text -> text.startsWith("environment:")).isPresent()) {
      add(
          FindingCode.SUBJECT_CONTEXT_DIFFERS,
          "The job names an environment, so the subject ends in environment:NAME and not in the"
              + " branch. A policy for a branch (ref:refs/heads/...) never matches: expect "
              + key
              + " = "
              + request.claims().subject()
              + ".");
    } else if (context.filter("pull_request"::equals).isPresent()) {
      add(
          FindingCode.SUBJECT_CONTEXT_DIFFERS,
          "The job runs for a pull request, so the subject ends in pull_request and names no branch."
              + " Decide deliberately whether pull requests may have the role.");
    } else if (parts.tag()) {
      add(
          FindingCode.TAG_BUILD,
          "The job runs for a tag, so the subject names that; a policy for a branch never matches.");
    }
  }

  private void reusable() {
    String called = request.claims().claim("job_workflow_ref").orElse("");
    String repository = request.claims().claim("repository").orElse("");
    if (!repository.isEmpty() && !called.isEmpty() && !called.startsWith(repository + "/")) {
      add(
          FindingCode.REUSABLE_WORKFLOW,
          "The job is defined by the reusable workflow "
              + called
              + ". The subject names the repository that calls it, "
              + repository
              + "; the called file stands in "
              + request.keyOf("job_workflow_ref")
              + " only.");
    }
  }

  private void add(FindingCode code, String cause) {
    causes.add(cause + " (" + code.code() + ")");
  }
}
