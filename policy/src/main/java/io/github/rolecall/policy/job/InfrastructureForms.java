package io.github.rolecall.policy.job;

import static io.github.rolecall.policy.job.Field.choice;
import static io.github.rolecall.policy.job.Field.text;

import java.util.List;

/** Services that run infrastructure as code, and hosts of web applications. */
final class InfrastructureForms {
  static final List<JobForm> ALL =
      List.of(
          FormRow.of("terraform", "HCP Terraform")
              .fields(
                  text("organization", "Organization", "acme", Shape.NAME),
                  text("project", "Project", "shop", Shape.WORDS),
                  text("workspace", "Workspace", "prod", Shape.NAME),
                  choice("run_phase", "Run phase", "plan", "plan", "apply", "apply"),
                  text("audience", "Audience", "aws.workload.identity", Shape.TEXT).usually(),
                  text("issuer", "Issuer", "https://app.terraform.io", Shape.URL).usually())
              .token("{issuer}", "{audience}")
              .claim(
                  "sub",
                  "organization:{organization}:project:{project}:workspace:{workspace}:run_phase:{run_phase}")
              .claim("terraform_organization_name", "{organization}")
              .claim("terraform_project_name", "{project}")
              .claim("terraform_workspace_name", "{workspace}")
              .claim("terraform_run_phase", "{run_phase}")
              .form(),
          FormRow.of("spacelift", "Spacelift")
              .fields(
                  text("host", "Host", "acme.app.spacelift.io", Shape.NAME),
                  text("space", "Space", "production", Shape.NAME),
                  choice("kind", "The run is of", "stack", "a stack", "module", "a module"),
                  text("id", "Id of the stack or module", "shop", Shape.NAME),
                  choice(
                      "run_type",
                      "Type of the run",
                      "TRACKED",
                      "tracked",
                      "PROPOSED",
                      "proposed",
                      "TASK",
                      "task",
                      "TESTING",
                      "testing",
                      "DESTROY",
                      "destroy"),
                  choice("scope", "Scope", "write", "write", "read", "read"))
              .token("https://{host}", "{host}")
              .claim("sub", "space:{space}:{kind}:{id}:run_type:{run_type}:scope:{scope}")
              .form(),
          FormRow.of("pulumi", "Pulumi")
              .fields(
                  text("organization", "Organization", "acme", Shape.NAME),
                  choice(
                      "kind",
                      "The token is for",
                      "deploy",
                      "a deployment",
                      "environment",
                      "an environment (ESC)"),
                  text("project", "Project", "shop", Shape.NAME).when("kind=deploy"),
                  text("stack", "Stack", "prod", Shape.NAME).when("kind=deploy"),
                  choice(
                          "operation",
                          "Operation",
                          "update",
                          "update",
                          "preview",
                          "preview",
                          "refresh",
                          "refresh",
                          "destroy",
                          "destroy")
                      .when("kind=deploy"),
                  text("environment", "Environment", "shop/prod", Shape.NAME)
                      .when("kind=environment"),
                  text("audience", "Audience, if it is not the usual one", "aws:acme", Shape.TEXT)
                      .orNothing())
              .claim("iss", "https://api.pulumi.com/oidc")
              .claim("aud", "{audience}", "{kind=environment}aws:{organization}", "{organization}")
              .claim(
                  "sub",
                  "pulumi:environments:org:{organization}:env:{environment}",
                  "pulumi:deploy:org:{organization}:project:{project}:stack:{stack}:operation:{operation}:scope:write")
              .form(),
          FormRow.of("vercel", "Vercel")
              .fields(
                  text("owner", "Team", "acme", Shape.NAME),
                  text("project", "Project", "web", Shape.NAME),
                  choice(
                      "environment",
                      "Environment",
                      "production",
                      "production",
                      "preview",
                      "preview",
                      "development",
                      "development"),
                  choice(
                          "issuer",
                          "Issuer",
                          "team",
                          "of the team",
                          "global",
                          "global (oidc.vercel.com)")
                      .fold(),
                  text(
                          "audience",
                          "Audience, if it is not the usual one",
                          RepositoryForms.AUDIENCE,
                          Shape.TEXT)
                      .orNothing())
              .claim(
                  "iss",
                  "{issuer=global}https://oidc.vercel.com",
                  "https://oidc.vercel.com/{owner}")
              .claim("aud", "{audience}", "https://vercel.com/{owner}")
              .claim("sub", "owner:{owner}:project:{project}:environment:{environment}")
              .same("owner project environment")
              .form());

  private InfrastructureForms() {}
}
