package io.github.rolecall.policy.job;

import static io.github.rolecall.policy.job.Field.choice;
import static io.github.rolecall.policy.job.Field.text;

import java.util.List;

/** Repository hosts whose own pipelines get tokens. */
final class RepositoryForms {
  static final String AUDIENCE = "sts.amazonaws.com";

  static final List<JobForm> FIRST =
      List.of(
          FormRow.of(
                  "github",
                  "GitHub Actions",
                  "GitHub Actions",
                  "GitHub Actions of an enterprise",
                  "GitHub Actions on GHE.com",
                  "GitHub Enterprise Server")
              .fields(
                  text("repository", "Repository", "acme/shop", Shape.REPOSITORY),
                  choice(
                      "runs_for",
                      "The job runs for",
                      "branch",
                      "a branch",
                      "environment",
                      "an environment",
                      "tag",
                      "a tag",
                      "pull_request",
                      "a pull request"),
                  text("branch", "Branch", "main", Shape.BRANCH).when("runs_for=branch"),
                  text("tag", "Tag", "v1.0.0", Shape.TAG).when("runs_for=tag"),
                  text("environment", "Environment", "prod", Shape.TEXT)
                      .when("runs_for=environment"),
                  choice(
                          "subject",
                          "The subject has",
                          "names",
                          "names only",
                          "ids",
                          "names and ids (repositories created, renamed or moved since"
                              + " 15 July 2026)")
                      .fold(),
                  text("repository_id", "Repository id", "5678", Shape.NUMBER).when("subject=ids"),
                  text("repository_owner_id", "Owner id", "1234", Shape.NUMBER).when("subject=ids"),
                  text("ref", "Branch that deploys", "refs/heads/main", Shape.NAME)
                      .when("runs_for=environment")
                      .orNothing(),
                  text(
                          "job_workflow_ref",
                          "Reusable workflow",
                          "acme/workflows/.github/workflows/deploy.yml@refs/heads/main",
                          Shape.NAME)
                      .orNothing(),
                  audience().usually(),
                  text("issuer", "Issuer", "https://token.actions.githubusercontent.com", Shape.URL)
                      .usually())
              .token("{issuer}", "{audience}")
              .part(
                  "place",
                  "{subject=ids}{repository/1}@{repository_owner_id}/{repository/2}@{repository_id}",
                  "{repository}")
              .part(
                  "context",
                  "environment:{environment%}",
                  "ref:refs/heads/{branch}",
                  "ref:refs/tags/{tag}",
                  "pull_request")
              .claim("sub", "repo:{place}:{context}")
              .same("repository")
              .claim("repository_owner", "{repository/1}")
              .same("repository_id repository_owner_id environment")
              .claim("ref", "refs/heads/{branch}", "refs/tags/{tag}", "{ref}")
              .same("job_workflow_ref")
              .form(),
          FormRow.of("gitlab", "GitLab CI", "GitLab")
              .fields(
                  text("project_path", "Project", "acme/shop", Shape.PROJECT),
                  choice("ref_type", "The job runs for", "branch", "a branch", "tag", "a tag"),
                  text("branch", "Branch", "main", Shape.BRANCH).when("ref_type=branch"),
                  text("tag", "Tag", "v1.0.0", Shape.TAG).when("ref_type=tag"),
                  audience(),
                  text("project_id", "Project id", "20", Shape.NUMBER).orNothing(),
                  text("namespace_id", "Namespace id", "72", Shape.NUMBER).orNothing(),
                  choice(
                          "ref_protected",
                          "Protected branch or tag",
                          "unknown",
                          "unknown",
                          "true",
                          "yes",
                          "false",
                          "no")
                      .fold(),
                  text("issuer", "GitLab server", "https://gitlab.com", Shape.URL).usually())
              .token("{issuer}", "{audience}")
              .claim(
                  "sub",
                  "project_path:{project_path}:ref_type:branch:ref:{branch}",
                  "project_path:{project_path}:ref_type:tag:ref:{tag}")
              .same("namespace_id project_id project_path")
              .claim("ref", "{branch}", "{tag}")
              .same("ref_type")
              .claim("ref_protected", "{ref_protected=true}true", "{ref_protected=false}false")
              .form());

  static final List<JobForm> OTHERS =
      List.of(
          FormRow.of("azure", "Azure Pipelines")
              .fields(
                  text(
                      "organization_id",
                      "Organization id",
                      "0ca3ddd9-0000-4635-a98c-000000000001",
                      Shape.UUID),
                  text("organization", "Organization", "acme", Shape.NAME),
                  text("project", "Project", "shop", Shape.WORDS),
                  choice(
                      "runs_for",
                      "The token is for",
                      "connection",
                      "a service connection",
                      "pipeline",
                      "a pipeline"),
                  text("service_connection", "Service connection", "aws-deploy", Shape.WORDS)
                      .when("runs_for=connection"),
                  text("pipeline", "Pipeline", "deploy", Shape.WORDS).when("runs_for=pipeline"))
              .token(
                  "https://vstoken.dev.azure.com/{organization_id}", "api://AzureADTokenExchange")
              .claim(
                  "sub",
                  "sc://{organization}/{project}/{service_connection}",
                  "p://{organization}/{project}/{pipeline}")
              .claim("org_id", "{organization_id}")
              .form(),
          FormRow.of("bitbucket", "Bitbucket Pipelines")
              .fields(
                  text("workspace", "Workspace", "acme", Shape.NAME),
                  text(
                      "repository",
                      "UUID of the repository",
                      "66666666-7777-4888-9999-000000000001",
                      Shape.UUID),
                  text(
                          "environment",
                          "UUID of the deployment environment, if the step has one",
                          "bbbbbbbb-bbbb-4ccc-8ddd-eeeeeeeeeeee",
                          Shape.UUID)
                      .orNothing()
                      .unfold(),
                  text(
                      "audience",
                      "Audience",
                      "ari:cloud:bitbucket::workspace/77777777-7777-4888-9999-000000000001",
                      Shape.TEXT),
                  text(
                          "step",
                          "UUID of the step, another one in each run",
                          "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
                          Shape.UUID)
                      .usually())
              .token(
                  "https://api.bitbucket.org/2.0/workspaces/{workspace}/pipelines-config/identity/oidc",
                  "{audience}")
              .claim("sub", "{{repository}}:{{environment}}:{{step}}", "{{repository}}:{{step}}")
              .claim("repositoryUuid", "{{repository}}")
              .claim("deploymentEnvironmentUuid", "{{environment}}")
              .claim("stepUuid", "{{step}}")
              .form());

  private RepositoryForms() {}

  static Field audience() {
    return text("audience", "Audience", AUDIENCE, Shape.TEXT);
  }
}
