package io.github.rolecall.ci;

import static io.github.rolecall.ci.RunVariable.all;
import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.export.EnvFileExporter;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.host.Host;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.problem.Withheld;
import java.nio.file.Path;
import java.util.Optional;

/** GitLab CI, on GitLab.com or self-managed: a row that withholds variables and exports files. */
final class GitLabCi extends BasicCiPlatform {
  static final CiSystem ROW =
      new CiSystem(
          "GitLab CI",
          CiSystem.Confirmed.documented(
              "https://docs.gitlab.com/ci/secrets/id_token_authentication/"),
          CiSystem.set("GITLAB_CI"),
          // The name by which GitLab Runner's own AWS integration looks for the token.
          PreissuedToken.in("AWS_ID_TOKEN").of("GitLab").under("AWS_ID_TOKEN"),
          new CiSystem.Missing(
              "no-id-tokens",
              "This GitLab job has no ID token",
              "project=CI_PROJECT_PATH job=CI_JOB_NAME",
              Remedy.of(
                  "Declare the token in the job, in .gitlab-ci.yml: id_tokens: { AWS_ID_TOKEN: {"
                      + " aud: sts.amazonaws.com } }"),
              Remedy.of(
                  "If the token has another name, set it: %s",
                  assign(Input.WEB_IDENTITY_TOKEN_ENV, "<name>")),
              Remedy.of(
                  "If the job has its own id_tokens, declare the token there: they replace"
                      + " those under default:.")),
          (host, token) ->
              SessionName.of(
                  "GitLab",
                  host.variable("CI_PROJECT_PATH").orElse("project"),
                  host.variable("CI_PIPELINE_ID").map(pipeline -> pipeline + "-").orElse("")
                      + host.variable("CI_JOB_ID").orElse("job")),
          all(
              "job_id=CI_JOB_ID pipeline_id=CI_PIPELINE_ID project=CI_PROJECT_PATH"
                  + " server=CI_SERVER_HOST"),
          RunTags.of(
              "GitLab",
              "CI",
              "Project=CI_PROJECT_PATH Branch=CI_COMMIT_REF_NAME Commit=CI_COMMIT_SHA"
                  + " Actor=GITLAB_USER_LOGIN",
              "EventName=CI_PIPELINE_SOURCE Pipeline=CI_PIPELINE_ID Job=CI_JOB_NAME"
                  + " JobId=CI_JOB_ID"));

  GitLabCi(Host host) {
    super(host, ROW);
  }

  @Override
  public Optional<Withheld> withheld() {
    return host.variable("CI_COMMIT_REF_PROTECTED")
        .filter("false"::equals)
        .map(
            no ->
                new Withheld(
                    "GitLab passes protected variables only to protected branches and"
                        + " tags, and this job runs on neither",
                    "Run the job on a protected branch, or make the variables"
                        + " unprotected (Settings, CI/CD, Variables)."));
  }

  @Override
  public Optional<Path> temporaryFolder() {
    return host.variable("RUNNER_TEMP_PROJECT_DIR")
        .or(() -> host.variable("CI_PROJECT_DIR").map(folder -> folder + ".tmp"))
        .map(host::path);
  }

  /**
   * GitLab has no way to give variables to later steps but files. The folder is the runner's own,
   * beside the project, so that the file is in no artifact, no cache and no image; a file that the
   * user names takes its place.
   */
  @Override
  public Optional<Exporter> laterSteps(ExportTargets exportTargets) {
    return temporaryFolder()
        .filter(folder -> exportTargets.envFile().isEmpty())
        .map(folder -> folder.resolve("rolecall.env"))
        .map(file -> new EnvFileExporter(file, exportTargets, host.environment()));
  }
}
