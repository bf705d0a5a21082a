package io.github.rolecall.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A job of a GitLab pipeline. Each method that changes something returns a new job. */
public final class GitLabJob {
  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";
  private static final int TIMEOUT_SECONDS = 3600;
  private static final int BACKDATED_SECONDS = 5;

  private final CiHost host;

  // Set only on a new copy before it is returned, so that a job is immutable.
  private String projectPath = "acme/shop";
  private String ref = "main";
  private String refType = "branch";
  private String issuer = Issuers.GITLAB;
  private String tokenName = "AWS_ID_TOKEN";
  private List<String> audiences = List.of("sts.amazonaws.com");
  private boolean hasIdToken = true;

  GitLabJob(CiHost host) {
    this.host = host;
  }

  private GitLabJob(GitLabJob other, Consumer<GitLabJob> change) {
    this(other.host);
    projectPath = other.projectPath;
    ref = other.ref;
    refType = other.refType;
    issuer = other.issuer;
    tokenName = other.tokenName;
    audiences = other.audiences;
    hasIdToken = other.hasIdToken;
    change.accept(this);
  }

  /** This job in another project, such as {@code group/subgroup/project}. */
  public GitLabJob projectPath(String path) {
    if (!path.matches("[^/]+(/[^/]+)+")) {
      throw new IllegalArgumentException("not group/project: " + path);
    }
    return new GitLabJob(this, job -> job.projectPath = path);
  }

  /** This job on another branch. */
  public GitLabJob ref(String branch) {
    return new GitLabJob(
        this,
        job -> {
          job.ref = branch;
          job.refType = "branch";
        });
  }

  /** This job for a tag. */
  public GitLabJob tag(String tag) {
    return new GitLabJob(
        this,
        job -> {
          job.ref = tag;
          job.refType = "tag";
        });
  }

  /** This job on another instance; AWS must have a provider for its URL. */
  public GitLabJob issuer(String url) {
    return new GitLabJob(this, job -> job.issuer = url);
  }

  /** This job with another {@code aud} in its token. Several values become an array. */
  public GitLabJob audience(String... values) {
    return new GitLabJob(this, job -> job.audiences = List.of(values));
  }

  /** This job with another variable for the token. */
  public GitLabJob tokenName(String variable) {
    return new GitLabJob(this, job -> job.tokenName = variable);
  }

  /** This job without {@code id_tokens}. */
  public GitLabJob withoutIdToken() {
    return new GitLabJob(this, job -> job.hasIdToken = false);
  }

  /**
   * The predefined variables of the job, a new token, and the variables that point SDKs at this
   * simulator.
   */
  public Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("CI", "true");
    variables.put("GITLAB_CI", "true");
    variables.put("CI_SERVER_URL", issuer);
    variables.put("CI_SERVER_HOST", issuer.substring("https://".length()));
    variables.put("CI_PROJECT_ID", "20");
    variables.put("CI_PROJECT_PATH", projectPath);
    variables.put("CI_PROJECT_NAMESPACE", namespace());
    variables.put("CI_PIPELINE_ID", "574");
    variables.put("CI_PIPELINE_SOURCE", "push");
    variables.put("CI_JOB_ID", "302");
    variables.put("CI_JOB_NAME", "deploy");
    variables.put("CI_JOB_STAGE", "deploy");
    variables.put("CI_JOB_TIMEOUT", String.valueOf(TIMEOUT_SECONDS));
    variables.put("CI_COMMIT_REF_NAME", ref);
    variables.put(refType.equals("tag") ? "CI_COMMIT_TAG" : "CI_COMMIT_BRANCH", ref);
    variables.put("CI_COMMIT_SHA", SHA);
    variables.put("GITLAB_USER_LOGIN", "dev");
    variables.put("GITLAB_USER_ID", "1");
    if (hasIdToken) {
      variables.put(tokenName, idToken());
    }
    variables.putAll(host.awsVariables());
    return Collections.unmodifiableMap(variables);
  }

  /** A new token of this job. It is valid for the timeout of the job, one hour. */
  public String idToken() {
    return host.issuer(issuer).mint(claims());
  }

  private Map<String, Object> claims() {
    long issued = host.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("namespace_id", "72");
    claims.put("namespace_path", namespace());
    claims.put("project_id", "20");
    claims.put("project_path", projectPath);
    claims.put("user_id", "1");
    claims.put("user_login", "dev");
    claims.put("user_email", "dev@example.com");
    claims.put("user_access_level", "developer");
    claims.put("pipeline_id", "574");
    claims.put("pipeline_source", "push");
    claims.put("job_id", "302");
    claims.put("ref", ref);
    claims.put("ref_type", refType);
    claims.put("ref_path", (refType.equals("tag") ? "refs/tags/" : "refs/heads/") + ref);
    claims.put("ref_protected", "true");
    claims.put("runner_id", 1);
    claims.put("runner_environment", "gitlab-hosted");
    claims.put("sha", SHA);
    claims.put("project_visibility", "private");
    claims.put("nbf", issued - BACKDATED_SECONDS);
    claims.put("iat", issued);
    claims.put("exp", issued + TIMEOUT_SECONDS);
    claims.put("sub", "project_path:" + projectPath + ":ref_type:" + refType + ":ref:" + ref);
    claims.put("aud", audiences.size() == 1 ? audiences.get(0) : audiences);
    return claims;
  }

  private String namespace() {
    return projectPath.substring(0, projectPath.lastIndexOf('/'));
  }
}
