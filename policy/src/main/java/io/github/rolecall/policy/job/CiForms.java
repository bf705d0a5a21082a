package io.github.rolecall.policy.job;

import static io.github.rolecall.policy.job.Field.choice;
import static io.github.rolecall.policy.job.Field.text;

import java.util.List;

/** CI systems that build repositories of others. */
final class CiForms {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final String REF = "refs/heads/main";

  static final List<JobForm> ALL =
      List.of(
          FormRow.of("buildkite", "Buildkite")
              .fields(
                  text("organization", "Organization", "acme", Shape.NAME),
                  text("pipeline", "Pipeline", "shop", Shape.NAME),
                  text("branch", "Branch", "main", Shape.BRANCH),
                  text("step", "Key of the step", "deploy", Shape.NAME).orNothing().unfold(),
                  text("commit", "Commit", COMMIT, Shape.NAME).usually(),
                  text("organization_id", "Organization id", "o-1", Shape.NAME).orNothing(),
                  text("pipeline_id", "Pipeline id", "p-1", Shape.NAME).orNothing(),
                  RepositoryForms.audience().usually())
              .token("https://agent.buildkite.com", "{audience}")
              .part(
                  "job",
                  "organization:{organization}:pipeline:{pipeline}:ref:refs/heads/{branch}:commit:{commit}")
              .claim("sub", "{job}:step:{step}", "{job}:step:")
              .claim("organization_slug", "{organization}")
              .same("organization_id")
              .claim("pipeline_slug", "{pipeline}")
              .same("pipeline_id")
              .claim("build_branch", "{branch}")
              .form(),
          FormRow.of("circleci", "CircleCI")
              .fields(
                  text(
                      "organization",
                      "Organization id",
                      "0a0a0a0a-1111-4222-8333-444444444444",
                      Shape.UUID),
                  text("project", "Project id", "1b1b1b1b-1111-4222-8333-444444444444", Shape.UUID),
                  choice(
                      "version", "Token", "v2", "CIRCLE_OIDC_TOKEN_V2", "v1", "CIRCLE_OIDC_TOKEN"),
                  text("origin", "Repository", "github.com/acme/shop", Shape.NAME)
                      .when("version=v2"),
                  text("ref", "Branch or tag", REF, Shape.NAME).when("version=v2"),
                  text(
                          "user",
                          "User id, another one for each user",
                          "2c2c2c2c-1111-4222-8333-444444444444",
                          Shape.UUID)
                      .usually(),
                  text(
                          "audience",
                          "Audience, if it is not the organization id",
                          RepositoryForms.AUDIENCE,
                          Shape.TEXT)
                      .orNothing())
              .claim("iss", "https://oidc.circleci.com/org/{organization}")
              .claim("aud", "{audience}", "{organization}")
              .part("job", "org/{organization}/project/{project}/user/{user}")
              .claim("sub", "{job}/vcs-origin/{origin}/vcs-ref/{ref}", "{job}")
              .claim("oidc.circleci.com/project-id", "{project}")
              .form(),
          FormRow.of("semaphore", "Semaphore")
              .fields(
                  text("organization", "Organization", "acme", Shape.NAME),
                  text("project", "Project id", "p1", Shape.NAME),
                  text("repository", "Repository", "shop", Shape.NAME),
                  choice(
                      "ref_type",
                      "The job runs for",
                      "branch",
                      "a branch",
                      "tag",
                      "a tag",
                      "pull-request",
                      "a pull request"),
                  text("ref", "Full name of the ref", REF, Shape.NAME))
              .token(
                  "https://{organization}.semaphoreci.com",
                  "https://{organization}.semaphoreci.com")
              .claim(
                  "sub",
                  "org:{organization}:project:{project}:repo:{repository}:ref_type:{ref_type}:ref:{ref}")
              .same("ref ref_type")
              .form(),
          FormRow.of("codefresh", "Codefresh")
              .fields(
                  text("account", "Account id", "acc1", Shape.NAME),
                  text("pipeline", "Pipeline id", "pl1", Shape.NAME),
                  choice(
                      "started",
                      "The build was started by",
                      "git",
                      "a Git event",
                      "user",
                      "a user"),
                  text("repository", "Repository", "https://github.com/acme/shop", Shape.TEXT)
                      .when("started=git"),
                  text("branch", "Branch", "main", Shape.BRANCH).when("started=git"),
                  text("user", "User, another one for each user", "dev", Shape.NAME).usually(),
                  RepositoryForms.audience().usually())
              .token("https://oidc.codefresh.io", "{audience}")
              .part("job", "account:{account}:pipeline:{pipeline}")
              .claim(
                  "sub",
                  "{job}:scm_repo_url:{repository}:scm_user_name:{user}:scm_ref:{branch}",
                  "{job}:initiator:{user}")
              .form(),
          FormRow.of("harness", "Harness")
              .fields(
                  text("account", "Account id", "acc1", Shape.NAME),
                  text("subject", "Subject", "account/acc1:org/acme:project/shop", Shape.TEXT),
                  RepositoryForms.audience().usually())
              .token("https://app.harness.io/ng/api/oidc/account/{account}", "{audience}")
              .claim("sub", "{subject}")
              .form(),
          FormRow.of("jenkins", "Jenkins")
              .fields(
                  text("issuer", "Issuer", "https://jenkins.example.com/oidc", Shape.URL),
                  text(
                      "job",
                      "Address of the job",
                      "https://jenkins.example.com/job/shop/",
                      Shape.TEXT),
                  RepositoryForms.audience())
              .token("{issuer}", "{audience}")
              .claim("sub", "{job}")
              .form());

  private CiForms() {}
}
