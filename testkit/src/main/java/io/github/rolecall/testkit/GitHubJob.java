package io.github.rolecall.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A job of a GitHub Actions workflow. Each method that changes something returns a new job with its
 * own token endpoint and request token.
 */
public final class GitHubJob {
  private static final String PULL_REQUEST = "pull_request";
  private static final String PULL_REQUEST_REF = "refs/pull/1/merge";

  private final CiHost host;
  private final String id = UUID.randomUUID().toString();
  private final String requestToken = "ghjob_" + UUID.randomUUID().toString().replace("-", "");

  // Set only on a new copy before it is returned, so that a job is immutable.
  private String repository = "octo-org/octo-repo";
  private Optional<String> ref = Optional.empty();
  private Optional<String> environment = Optional.empty();
  private String event = "push";
  private String issuer = Issuers.GITHUB;
  private boolean immutableSubject;
  private boolean mayRequestIdToken = true;

  GitHubJob(CiHost host) {
    this.host = host;
  }

  private GitHubJob(GitHubJob other, Consumer<GitHubJob> change) {
    this(other.host);
    repository = other.repository;
    ref = other.ref;
    environment = other.environment;
    event = other.event;
    issuer = other.issuer;
    immutableSubject = other.immutableSubject;
    mayRequestIdToken = other.mayRequestIdToken;
    change.accept(this);
  }

  /**
   * This job in another repository, {@code owner/name}. The id of octo-org is 65; the id of
   * octo-org/octo-repo is 74.
   */
  public GitHubJob repository(String fullName) {
    if (!fullName.matches("[^/]+/[^/]+")) {
      throw new IllegalArgumentException("not owner/name: " + fullName);
    }
    return new GitHubJob(this, job -> job.repository = fullName);
  }

  /** This job for another ref, such as {@code refs/tags/v1}. */
  public GitHubJob ref(String fullName) {
    return new GitHubJob(this, job -> job.ref = Optional.of(fullName));
  }

  /** This job with a deployment environment. */
  public GitHubJob environment(String name) {
    return new GitHubJob(this, job -> job.environment = Optional.of(name));
  }

  /** This job, triggered by another event. A pull request has its own ref unless one is set. */
  public GitHubJob event(String name) {
    return new GitHubJob(this, job -> job.event = name);
  }

  /** This job with or without ids in the {@code sub} of its tokens. */
  public GitHubJob immutableSubject(boolean value) {
    return new GitHubJob(this, job -> job.immutableSubject = value);
  }

  /** This job with tokens of another issuer, such as the issuer of an enterprise. */
  public GitHubJob issuer(String url) {
    return new GitHubJob(this, job -> job.issuer = url);
  }

  /** This job without {@code permissions: id-token: write}. */
  public GitHubJob withoutIdToken() {
    return new GitHubJob(this, job -> job.mayRequestIdToken = false);
  }

  /** This job for a pull request from a fork, which gets no ID token. */
  public GitHubJob fork() {
    return event(PULL_REQUEST).withoutIdToken();
  }

  /**
   * The variables that a runner sets for a step, and those that point SDKs at this simulator. The
   * caller sets those that name files, such as {@code GITHUB_ENV}.
   */
  public Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>(run().variables());
    if (mayRequestIdToken) {
      host.register(this);
      variables.put(
          "ACTIONS_ID_TOKEN_REQUEST_URL", host.url() + GitHubTokens.PATH + id + "?api-version=2.0");
      variables.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", requestToken);
    }
    variables.putAll(host.awsVariables());
    return Collections.unmodifiableMap(variables);
  }

  /** A token of this job, as the token endpoint would issue it. */
  public String idToken(String audience) {
    return host.issuer(issuer).mint(run().claims(audience, host.now()));
  }

  String id() {
    return id;
  }

  String requestToken() {
    return requestToken;
  }

  /** The default audience of GitHub's tokens. */
  String defaultAudience() {
    return "https://github.com/" + run().owner();
  }

  private GitHubRun run() {
    String defaultRef = event.equals(PULL_REQUEST) ? PULL_REQUEST_REF : "refs/heads/main";
    return new GitHubRun(repository, ref.orElse(defaultRef), event, environment, immutableSubject);
  }
}
