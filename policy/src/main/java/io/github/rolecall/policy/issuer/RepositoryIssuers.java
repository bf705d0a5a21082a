package io.github.rolecall.policy.issuer;

import java.util.List;

/** Repository hosts whose own pipelines get tokens. */
final class RepositoryIssuers {
  private static final String READ = "2026-11";

  /** The two values of GitLab's ref_type. */
  static final String WORDS = "branch tag";

  static final List<Issuer> ALL =
      List.of(
          Row.of("GitLab", "gitlab\\.com")
              .shared()
              .demands("sub")
              .audience(Audience.set("in the job's id_tokens"))
              .subject(
                  "project_path:<project_path>|:ref_type:<ref_type>:ref:<ref>",
                  "project_path:<project_path>|:ref:<ref>")
              .ofARun(
                  "pipeline_id job_id deployment_id sha ci_config_sha runner_id user_id user_login"
                      + " user_email user_identities groups_direct")
              .keys(
                  "namespace_id pipeline_source project_id ref_protected runner_environment"
                      + " user_access_level user_email user_id user_login")
              .namingNothing(WORDS)
              .ids("project_id namespace_id")
              .idsOfOwner("namespace_id")
              .instead("project_path ref ref_type ref_path", "sub")
              .instead("namespace_path", "namespace_id")
              .source("https://docs.gitlab.com/ci/secrets/id_token_authentication/", READ),
          Row.of(
                  "Bitbucket Pipelines",
                  "api\\.bitbucket\\.org/2\\.0/workspaces/[^/]+/pipelines-config/identity/oidc")
              .audience(
                  Audience.set(
                      "in bitbucket-pipelines.yml, as the only one of the step's oidc: audiences"))
              .subject("{<repository>|}:{<environment>}:{<step#>}", "{<repository>|}:{<step#>}")
              .apart("environment")
              .ofARun("stepUuid pipelineUuid pipelineRunUuid")
              .instead("repositoryUuid deploymentEnvironmentUuid", "sub")
              .source(
                  "https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/",
                  READ),
          Row.of("Azure Pipelines", "vstoken\\.dev\\.azure\\.com(/[^/]+)?")
              .audience(Audience.fixed("api://AzureADTokenExchange"))
              .subject(
                  "sc://<organization>/<project>/<service_connection>",
                  "p://<organization>/<project>/<pipeline>")
              .ofARun("run_id rpo_ver")
              .instead("org_id prj_id def_id", "sub")
              .source(
                  "https://learn.microsoft.com/en-us/rest/api/azure/devops/distributedtask/oidctoken/create",
                  READ));

  private RepositoryIssuers() {}
}
