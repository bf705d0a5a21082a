package io.github.rolecall.policy.issuer;

import java.util.List;

/** CI systems that build repositories of others. */
final class CiIssuers {
  private static final String READ = "2026-11";

  private static final String CIRCLE_CI =
      "https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/";

  static final List<Issuer> ALL =
      List.of(
          Row.of("Buildkite", "agent\\.buildkite\\.com")
              .shared()
              .demands("sub")
              .audience(Audience.set("sts.amazonaws.com", "where the token is requested: audience"))
              .subject(
                  "organization:<organization>:pipeline:<pipeline>|:ref:<ref>:commit:<commit!>:step:<step~>",
                  "organization:<organization>:pipeline:<pipeline>|:ref:<ref>:commit:<commit!>:step:")
              .namingNothing(Row.REFS)
              .ofARun("build_number build_commit job_id agent_id")
              .sessionTags()
              .keys(
                  "build_branch cluster_id cluster_name organization_id organization_slug"
                      + " pipeline_id pipeline_slug")
              .ids("organization_id pipeline_id")
              .idsOfOwner("organization_id")
              .source("https://buildkite.com/docs/agent/cli/reference/oidc", READ),
          circleCi("oidc\\.circleci\\.com/org/[^/]+")
              .keys("oidc.circleci.com/project-id")
              .ids("oidc.circleci.com/project-id")
              .source(CIRCLE_CI, READ),
          circleCi("oidc\\.circleci\\.com").shared().source(CIRCLE_CI, READ),
          Row.of("Semaphore", "[^./]+\\.semaphoreci\\.com")
              .audience(Audience.fixed("https://<organization>.semaphoreci.com"))
              .subject(
                  "org:<organization>:project:<project>|:repo:<repository>:ref_type:<ref_type>:ref:<ref>")
              .namingNothing(Row.REFS + " branch tag")
              .ofARun("wf_id ppl_id job_id pr")
              .instead("prj_id repo branch ref ref_type", "sub")
              .source("https://docs.semaphore.io/using-semaphore/openid", READ),
          Row.of("Codefresh", "oidc\\.codefresh\\.io")
              .shared()
              .demands("sub")
              .audience(Audience.set("sts.amazonaws.com", "where the token is requested: audience"))
              .subject(
                  "account:<account>:pipeline:<pipeline>|:scm_repo_url:<repository>:scm_user_name:<user!>:scm_ref:<ref>",
                  "account:<account>:pipeline:<pipeline>|:initiator:<user!>")
              .ofARun("initiator scm_user_name workflow_id")
              .instead("account_id pipeline_id scm_ref scm_repo_url", "sub")
              .source("https://codefresh.io/docs/docs/integrations/oidc-pipelines/", READ),
          Row.of("Harness", "app\\.harness\\.io/ng/api/oidc/account/[^/]+")
              .audience(Audience.set("sts.amazonaws.com", "in the connector or the plugin"))
              .source("https://developer.harness.io/docs/continuous-integration/", READ),
          Row.of("Jenkins", "[^/]*jenkins[^/]*/.*oidc")
              .audience(
                  Audience.set("in the Jenkins credentials of the kind OpenID Connect id token"))
              .ofARun("build_number")
              .source("https://plugins.jenkins.io/oidc-provider/", READ));

  private CiIssuers() {}

  private static Row circleCi(String pattern) {
    return Row.of("CircleCI", pattern)
        .audience(Audience.set("<organization id>", "where the token is requested: audience"))
        .subject(
            "org/<organization>/project/<project>|/user/<user!>/vcs-origin/<repository>/vcs-ref/<ref>",
            "org/<organization>/project/<project>|/user/<user!>")
        .namingNothing(Row.REFS)
        .ofARun(
            "oidc.circleci.com/job-id oidc.circleci.com/workflow-id oidc.circleci.com/pipeline-id"
                + " oidc.circleci.com/ssh-rerun")
        .instead("oidc.circleci.com/vcs-ref oidc.circleci.com/vcs-origin", "sub");
  }
}
