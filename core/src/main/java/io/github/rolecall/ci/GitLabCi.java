package io.github.rolecall.ci;

import io.github.rolecall.export.EnvFileExporter;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.host.Host;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.problem.Withheld;
import io.github.rolecall.session.IdentityToken;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * GitLab CI, on GitLab.com or self-managed.
 *
 * @see <a href="https://docs.gitlab.com/ci/secrets/id_token_authentication/">GitLab, ID tokens</a>
 */
final class GitLabCi implements CiPlatform {
  /** The name by which GitLab Runner's own AWS integration looks for the token. */
  private static final PreissuedToken GIVEN =
      PreissuedToken.in("AWS_ID_TOKEN")
          .withAudienceSet("in the job's id_tokens, under AWS_ID_TOKEN");

  private final Host host;

  GitLabCi(Host host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "GitLab CI";
  }

  @Override
  public boolean detected() {
    return host.variable("GITLAB_CI").isPresent();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    return GIVEN.missing(host).map(why -> missing().problem(host, why));
  }

  private static CiSystem.Missing missing() {
    return new CiSystem.Missing(
        "no-id-tokens",
        "This GitLab job has no ID token",
        RunVariable.all("project=CI_PROJECT_PATH", "job=CI_JOB_NAME"),
        Remedy.of(
            "Declare the token in the job, in .gitlab-ci.yml: id_tokens: { AWS_ID_TOKEN: { aud:"
                + " sts.amazonaws.com } }"),
        Remedy.of(
            words ->
                "If the token has another name, say which: "
                    + words.assign(Input.WEB_IDENTITY_TOKEN_ENV, "<name>")),
        Remedy.of("A job's own id_tokens replace those under default:."));
  }

  @Override
  public Optional<Withheld> withheld() {
    return host.variable("CI_COMMIT_REF_PROTECTED")
        .filter("false"::equals)
        .map(
            no ->
                new Withheld(
                    "GitLab gives protected variables to protected branches and tags only, and this"
                        + " job runs on neither",
                    "Run the job on a protected branch, or take the protection from the variables"
                        + " (Settings, CI/CD, Variables)."));
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    return GIVEN.get(host, audience, network);
  }

  @Override
  public String sessionName() {
    return SessionName.of(
        "GitLab",
        host.variable("CI_PROJECT_PATH").orElse("project"),
        host.variable("CI_PIPELINE_ID").map(pipeline -> pipeline + "-").orElse("")
            + host.variable("CI_JOB_ID").orElse("job"));
  }

  @Override
  public List<Fact> run() {
    return RunFacts.of(
        host,
        RunVariable.all(
            "job_id=CI_JOB_ID",
            "pipeline_id=CI_PIPELINE_ID",
            "project=CI_PROJECT_PATH",
            "server=CI_SERVER_HOST"));
  }

  @Override
  public List<SessionTag> tags() {
    return RunTags.of(
            "GitLab",
            "CI",
            "Project=CI_PROJECT_PATH",
            "Branch=CI_COMMIT_REF_NAME",
            "Commit=CI_COMMIT_SHA",
            "Actor=GITLAB_USER_LOGIN")
        .droppable(
            "EventName=CI_PIPELINE_SOURCE",
            "Pipeline=CI_PIPELINE_ID",
            "Job=CI_JOB_NAME",
            "JobId=CI_JOB_ID")
        .of(host);
  }

  /**
   * GitLab has no way to give variables to later steps but files. The folder is the runner's own,
   * beside the project, so that the file is in no artifact, no cache and no image; a file that the
   * user names takes its place.
   */
  @Override
  public Optional<Exporter> laterSteps(HandOn handOn) {
    return host.variable("RUNNER_TEMP_PROJECT_DIR")
        .or(() -> host.variable("CI_PROJECT_DIR").map(folder -> folder + ".tmp"))
        .filter(folder -> handOn.envFile().isEmpty())
        .map(folder -> Path.of(folder).resolve("rolecall.env"))
        .map(file -> EnvFileExporter.of(file, handOn, host.environment()));
  }
}
