package io.github.rolecall.policy.issuer;

import java.util.List;

/** Services that run infrastructure as code, and hosts of web applications. */
final class InfrastructureIssuers {
  private static final String READ = "2026-11";

  static final List<Issuer> ALL =
      List.of(
          Row.of("HCP Terraform", "app\\.terraform\\.io")
              .shared()
              .demands("sub")
              .audience(
                  Audience.set(
                      "aws.workload.identity",
                      "in the workspace's variable TFC_WORKLOAD_IDENTITY_AUDIENCE"))
              .subject(
                  "organization:<organization>:project:<project>:workspace:<workspace>|:run_phase:<run_phase~>")
              .ofARun("terraform_run_id")
              .instead(
                  "terraform_organization_name terraform_project_name terraform_workspace_name"
                      + " terraform_full_workspace terraform_run_phase",
                  "sub")
              .source(
                  "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens",
                  READ),
          Row.of("Spacelift", "[^./]+\\.app(\\.us)?\\.spacelift\\.io")
              .audience(Audience.fixed("<account>.app.spacelift.io"))
              .subject(
                  "space:<space>:stack:<stack>|:run_type:<run_type~>:scope:<scope~>",
                  "space:<space>:module:<module>|:run_type:<run_type~>:scope:<scope~>")
              .ofARun("runId")
              .instead("spaceId callerId callerType runType scope", "sub")
              .source("https://docs.spacelift.io/integrations/cloud-providers/oidc/", READ),
          Row.of("Pulumi", "api\\.pulumi\\.com/oidc")
              .shared()
              .demands("aud")
              .audience(
                  Audience.set(
                      "<organization>", "in the aws-login of the environment, or the stack"))
              .subject(
                  "pulumi:deploy:org:<organization>:project:<project>:stack:<stack>|:operation:<operation~>:scope:<scope~>",
                  "pulumi:environments:org:<organization>:env:<environment>",
                  "pulumi:environments:pulumi.organization.login:<organization>:currentEnvironment.name:<environment>")
              .instead("org project stack operation scope", "sub")
              .source(
                  "https://www.pulumi.com/docs/administration/access-identity/oidc-client/", READ),
          vercel("oidc\\.vercel\\.com")
              .shared()
              .demands("aud")
              .source("https://vercel.com/docs/oidc/reference", READ),
          vercel("oidc\\.vercel\\.com/[^/]+")
              .source("https://vercel.com/docs/oidc/reference", READ),
          Row.of("Scalr", "scalr\\.io")
              .shared()
              .demands("sub")
              .source(Source.CONTROLS.url(), Source.CONTROLS.read()),
          Row.of("Upbound", "proidc\\.upbound\\.io")
              .shared()
              .demands("sub")
              .source(Source.CONTROLS.url(), Source.CONTROLS.read()));

  private InfrastructureIssuers() {}

  private static Row vercel(String pattern) {
    return Row.of("Vercel", pattern)
        .audience(Audience.set("https://vercel.com/<team>", "where the token is exchanged: aud"))
        .subject("owner:<owner>:project:<project>|:environment:<environment>")
        .instead("owner owner_id project project_id environment", "sub");
  }
}
