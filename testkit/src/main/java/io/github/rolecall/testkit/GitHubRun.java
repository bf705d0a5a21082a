package io.github.rolecall.testkit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The claims and variables of one GitHub job (GitHub Docs, "OpenID Connect reference"). All claims
 * except the times are strings.
 *
 * @param repository {@code owner/name}
 * @param ref such as {@code refs/heads/main}
 * @param event such as {@code push}
 * @param environment the deployment environment, if the job has one
 * @param immutableSubject whether {@code sub} contains ids, as in repositories created after 15
 *     July 2026
 */
record GitHubRun(
    String repository,
    String ref,
    String event,
    Optional<String> environment,
    boolean immutableSubject) {
  private static final String WORKFLOW = "deploy";
  private static final String RUN_ID = "1793000017";
  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
  private static final int LIFETIME_SECONDS = 300;
  private static final int BACKDATED_SECONDS = 600;

  Map<String, Object> claims(String audience, Instant now) {
    long issued = now.getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", subject());
    claims.put("aud", audience);
    claims.put("ref", ref);
    claims.put("sha", SHA);
    claims.put("repository", repository);
    claims.put("repository_owner", owner());
    claims.put("repository_owner_id", ownerId());
    claims.put("repository_id", repositoryId());
    claims.put("repository_visibility", "private");
    claims.put("run_id", RUN_ID);
    claims.put("run_number", "7");
    claims.put("run_attempt", "1");
    claims.put("actor", "octocat");
    claims.put("actor_id", "12");
    claims.put("workflow", WORKFLOW);
    claims.put("workflow_ref", workflowRef());
    claims.put("workflow_sha", SHA);
    claims.put("job_workflow_ref", workflowRef());
    claims.put("job_workflow_sha", SHA);
    claims.put("head_ref", headRef());
    claims.put("base_ref", baseRef());
    claims.put("event_name", event);
    claims.put("ref_type", refType());
    claims.put("ref_protected", "false");
    claims.put("runner_environment", "github-hosted");
    environment.ifPresent(name -> claims.put("environment", name));
    claims.put("nbf", issued - BACKDATED_SECONDS);
    claims.put("iat", issued);
    claims.put("exp", issued + LIFETIME_SECONDS);
    return claims;
  }

  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("CI", "true");
    variables.put("GITHUB_ACTIONS", "true");
    variables.put("GITHUB_ACTION", "__rolecall");
    variables.put("GITHUB_ACTOR", "octocat");
    variables.put("GITHUB_ACTOR_ID", "12");
    variables.put("GITHUB_TRIGGERING_ACTOR", "octocat");
    variables.put("GITHUB_EVENT_NAME", event);
    variables.put("GITHUB_JOB", "deploy");
    variables.put("GITHUB_REF", ref);
    variables.put("GITHUB_REF_NAME", ref.replaceFirst("^refs/(heads|tags|pull)/", ""));
    variables.put("GITHUB_REF_TYPE", refType());
    variables.put("GITHUB_HEAD_REF", headRef());
    variables.put("GITHUB_BASE_REF", baseRef());
    variables.put("GITHUB_REPOSITORY", repository);
    variables.put("GITHUB_REPOSITORY_ID", repositoryId());
    variables.put("GITHUB_REPOSITORY_OWNER", owner());
    variables.put("GITHUB_REPOSITORY_OWNER_ID", ownerId());
    variables.put("GITHUB_RUN_ATTEMPT", "1");
    variables.put("GITHUB_RUN_ID", RUN_ID);
    variables.put("GITHUB_RUN_NUMBER", "7");
    variables.put("GITHUB_SERVER_URL", "https://github.com");
    variables.put("GITHUB_SHA", SHA);
    variables.put("GITHUB_WORKFLOW", WORKFLOW);
    variables.put("GITHUB_WORKFLOW_REF", workflowRef());
    variables.put("GITHUB_WORKFLOW_SHA", SHA);
    return variables;
  }

  String owner() {
    return repository.substring(0, repository.indexOf('/'));
  }

  /**
   * Contains the environment if there is one; otherwise the event of a pull request, or the ref.
   */
  String subject() {
    String name = repository.substring(repository.indexOf('/') + 1);
    String repo =
        immutableSubject
            ? owner() + "@" + ownerId() + "/" + name + "@" + repositoryId()
            : repository;
    String context =
        environment
            .map(value -> "environment:" + value.replace(":", "%3A"))
            .orElseGet(() -> isPullRequest() ? "pull_request" : "ref:" + ref);
    return "repo:" + repo + ":" + context;
  }

  private boolean isPullRequest() {
    return event.equals("pull_request");
  }

  private String ownerId() {
    return owner().equals("octo-org") ? "65" : stableId(owner());
  }

  private String repositoryId() {
    return repository.equals("octo-org/octo-repo") ? "74" : stableId(repository);
  }

  private static String stableId(String name) {
    return String.valueOf(1000 + Math.floorMod(name.hashCode(), 1_000_000));
  }

  private String headRef() {
    return isPullRequest() ? "feature" : "";
  }

  private String baseRef() {
    return isPullRequest() ? "main" : "";
  }

  private String refType() {
    return ref.startsWith("refs/tags/") ? "tag" : "branch";
  }

  private String workflowRef() {
    return repository + "/.github/workflows/deploy.yml@" + ref;
  }
}
