package io.github.rolecall.ci;

import static io.github.rolecall.ci.CiSystem.Confirmed.documented;
import static io.github.rolecall.ci.CiSystem.Confirmed.unsure;
import static io.github.rolecall.ci.CiSystem.is;
import static io.github.rolecall.ci.CiSystem.session;
import static io.github.rolecall.ci.CiSystem.set;
import static io.github.rolecall.ci.RunVariable.all;
import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.ci.CiSystem.Missing;
import io.github.rolecall.model.Claims;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.Remedy;
import java.nio.file.Path;
import java.util.List;

/**
 * The CI systems that are described by data. To add one, write its row, add it to the list at the
 * end, and follow CONTRIBUTING.md. A job's token is in a variable or a file ({@link
 * PreissuedToken}) or has a class of its own.
 */
final class CiSystems {
  private CiSystems() {}

  static final CiSystem AZURE_PIPELINES =
      new CiSystem(
          "Azure Pipelines",
          unsure(
              "https://learn.microsoft.com/en-us/rest/api/azure/devops/distributedtask/oidctoken/create",
              "the API version"),
          (host, token) -> host.variable("TF_BUILD").filter("true"::equalsIgnoreCase).isPresent(),
          new AzureToken(),
          new Missing(
              "no-system-access-token",
              "This Azure Pipelines step cannot request an ID token",
              "project=SYSTEM_TEAMPROJECT pipeline=BUILD_DEFINITIONNAME",
              "Map the token of the job into the step: env: { SYSTEM_ACCESSTOKEN:"
                  + " $(System.AccessToken) }",
              "Azure DevOps Server has no ID tokens: use another source."),
          session(
              "Azure",
              "project=SYSTEM_TEAMPROJECT pipeline=BUILD_DEFINITIONNAME build=BUILD_BUILDID"),
          all(
              "build_id=BUILD_BUILDID job_id=SYSTEM_JOBID attempt=SYSTEM_JOBATTEMPT"
                  + " project=SYSTEM_TEAMPROJECT pipeline=BUILD_DEFINITIONNAME"),
          tags(
              "Azure",
              "Project=SYSTEM_TEAMPROJECT Pipeline=BUILD_DEFINITIONNAME Branch=BUILD_SOURCEBRANCH"
                  + " Commit=BUILD_SOURCEVERSION",
              "Build=BUILD_BUILDID EventName=BUILD_REASON"));

  static final CiSystem BITBUCKET_PIPELINES =
      new CiSystem(
          "Bitbucket Pipelines",
          documented(
              "https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/"),
          set("BITBUCKET_BUILD_NUMBER", "BITBUCKET_STEP_OIDC_TOKEN"),
          PreissuedToken.in("BITBUCKET_STEP_OIDC_TOKEN").of("Bitbucket Pipelines"),
          new Missing(
              "no-bitbucket-oidc",
              "This Bitbucket step has no ID token",
              "repository=BITBUCKET_REPO_FULL_NAME build=BITBUCKET_BUILD_NUMBER",
              "Add this to the step in bitbucket-pipelines.yml: oidc: { audiences:"
                  + " [sts.amazonaws.com] }",
              "Use only one audience: STS rejects a token with several."),
          session("Bitbucket", "repository=BITBUCKET_REPO_FULL_NAME build=BITBUCKET_BUILD_NUMBER"),
          all(
              "build=BITBUCKET_BUILD_NUMBER step_id=BITBUCKET_STEP_UUID"
                  + " repository=BITBUCKET_REPO_FULL_NAME"),
          tags(
              "Bitbucket",
              "Repository=BITBUCKET_REPO_FULL_NAME Branch=BITBUCKET_BRANCH Commit=BITBUCKET_COMMIT",
              "Build=BITBUCKET_BUILD_NUMBER Environment=BITBUCKET_DEPLOYMENT_ENVIRONMENT"));

  static final CiSystem CIRCLE_CI =
      new CiSystem(
          "CircleCI",
          unsure(
              "https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/",
              "whether a job needs a context"),
          is("CIRCLECI", "true"),
          new CircleCiToken(),
          new Missing(
              "no-circleci-oidc",
              "This CircleCI job has no ID token",
              "project=CIRCLE_PROJECT_REPONAME job=CIRCLE_JOB",
              "Add a context to the job in the workflow: context: [aws]",
              "For pull requests from forks, enable tokens in the settings of the project."),
          session(
              "CircleCI",
              "organization=CIRCLE_PROJECT_USERNAME project=CIRCLE_PROJECT_REPONAME"
                  + " build=CIRCLE_BUILD_NUM"),
          all(
              "build=CIRCLE_BUILD_NUM job_id=CIRCLE_WORKFLOW_JOB_ID workflow_id=CIRCLE_WORKFLOW_ID"
                  + " organization=CIRCLE_PROJECT_USERNAME project=CIRCLE_PROJECT_REPONAME"),
          tags(
              "CircleCI",
              "Project=CIRCLE_PROJECT_REPONAME Branch=CIRCLE_BRANCH Commit=CIRCLE_SHA1"
                  + " Actor=CIRCLE_USERNAME",
              "Job=CIRCLE_JOB Build=CIRCLE_BUILD_NUM"));

  static final CiSystem BUILDKITE =
      new CiSystem(
          "Buildkite",
          documented("https://buildkite.com/docs/agent/cli/reference/oidc"),
          is("BUILDKITE", "true"),
          new BuildkiteToken(),
          new Missing(
              "no-buildkite-agent",
              "This Buildkite job cannot request an ID token",
              "pipeline=BUILDKITE_PIPELINE_SLUG job=BUILDKITE_JOB_ID",
              "If the job uses the docker plugin, mount the agent: mount-buildkite-agent: true",
              "Otherwise add the folder of buildkite-agent to PATH."),
          session("Buildkite", "pipeline=BUILDKITE_PIPELINE_SLUG job=BUILDKITE_JOB_ID"),
          all(
              "job_id=BUILDKITE_JOB_ID build=BUILDKITE_BUILD_NUMBER"
                  + " pipeline=BUILDKITE_PIPELINE_SLUG organization=BUILDKITE_ORGANIZATION_SLUG"),
          tags(
              "Buildkite",
              "Pipeline=BUILDKITE_PIPELINE_SLUG Branch=BUILDKITE_BRANCH Commit=BUILDKITE_COMMIT",
              "Build=BUILDKITE_BUILD_NUMBER Step=BUILDKITE_STEP_KEY JobId=BUILDKITE_JOB_ID"));

  static final CiSystem SEMAPHORE =
      new CiSystem(
          "Semaphore",
          documented("https://docs.semaphore.io/using-semaphore/openid"),
          is("SEMAPHORE", "true"),
          PreissuedToken.in("SEMAPHORE_OIDC_TOKEN"),
          new Missing(
              "no-semaphore-oidc",
              "This Semaphore job has no ID token",
              "project=SEMAPHORE_PROJECT_NAME job=SEMAPHORE_JOB_ID",
              "Check that OpenID Connect is part of your plan of Semaphore and enabled for the"
                  + " organization.",
              "If the job starts a container, pass the token to it: docker run -e"
                  + " SEMAPHORE_OIDC_TOKEN"),
          session("Semaphore", "project=SEMAPHORE_PROJECT_NAME job=SEMAPHORE_JOB_ID"),
          all(
              "job_id=SEMAPHORE_JOB_ID workflow_id=SEMAPHORE_WORKFLOW_ID"
                  + " project=SEMAPHORE_PROJECT_NAME"),
          tags(
              "Semaphore",
              "Project=SEMAPHORE_PROJECT_NAME Branch=SEMAPHORE_GIT_BRANCH Commit=SEMAPHORE_GIT_SHA",
              "Workflow=SEMAPHORE_WORKFLOW_ID JobId=SEMAPHORE_JOB_ID"));

  static final CiSystem CODEFRESH =
      new CiSystem(
          "Codefresh",
          unsure(
              "https://codefresh.io/docs/docs/integrations/oidc-pipelines/",
              "how a request sends the audience and its authorization"),
          set("CF_BUILD_ID", CodefreshToken.ADDRESS),
          new CodefreshToken(),
          new Missing(
              "no-codefresh-oidc",
              "This Codefresh step cannot request an ID token",
              "pipeline=CF_PIPELINE_NAME build=CF_BUILD_ID",
              Remedy.of(
                  "Run the step obtain-oidc-id-token first, and set its token: %s",
                  assign(Input.WEB_IDENTITY_TOKEN_ENV, "ID_TOKEN")),
              Remedy.of("Check that OpenID Connect is enabled for the account.")),
          session("Codefresh", "pipeline=CF_PIPELINE_NAME build=CF_BUILD_ID"),
          all("build_id=CF_BUILD_ID pipeline=CF_PIPELINE_NAME"),
          tags(
              "Codefresh",
              "Pipeline=CF_PIPELINE_NAME Branch=CF_BRANCH Commit=CF_REVISION",
              "Build=CF_BUILD_ID Actor=CF_BUILD_INITIATOR"));

  /** HCP Terraform and Terraform Enterprise, in a run or on an agent. */
  static final CiSystem TERRAFORM =
      new CiSystem(
          "HCP Terraform",
          documented(
              "https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/manual-generation"),
          set("TFC_RUN_ID"),
          PreissuedToken.in("TFC_WORKLOAD_IDENTITY_TOKEN").of("HCP Terraform"),
          new Missing(
              "no-workload-identity",
              "This run of HCP Terraform has no workload identity token",
              "workspace=TFC_WORKSPACE_NAME run=TFC_RUN_ID",
              Remedy.of(
                  "Set an environment variable of the workspace: TFC_WORKLOAD_IDENTITY_AUDIENCE ="
                      + " sts.amazonaws.com"),
              Remedy.of(
                  "If that variable has a tag (TFC_WORKLOAD_IDENTITY_AUDIENCE_<TAG>),"
                      + " set the variable of the token: %s",
                  assign(Input.WEB_IDENTITY_TOKEN_ENV, "<name>"))),
          session("Terraform", "workspace=TFC_WORKSPACE_NAME run=TFC_RUN_ID"),
          all("run_id=TFC_RUN_ID workspace=TFC_WORKSPACE_NAME"),
          tags(
              "Terraform",
              "Project=TFC_PROJECT_NAME Workspace=TFC_WORKSPACE_NAME",
              "RunId=TFC_RUN_ID Branch=TFC_CONFIGURATION_VERSION_GIT_BRANCH"
                  + " Commit=TFC_CONFIGURATION_VERSION_GIT_COMMIT_SHA"));

  static final CiSystem SPACELIFT =
      new CiSystem(
          "Spacelift",
          documented("https://docs.spacelift.io/integrations/cloud-providers/oidc/"),
          set("TF_VAR_spacelift_run_id").or(CiSystem::hasToken),
          PreissuedToken.in("SPACELIFT_OIDC_TOKEN")
              .orFile(Path.of("/mnt/workspace/spacelift.oidc")),
          new Missing(
              "no-spacelift-oidc",
              "This run of Spacelift has no ID token",
              "stack=TF_VAR_spacelift_stack_id run=TF_VAR_spacelift_run_id",
              "Check that OIDC is part of your plan of Spacelift.",
              "Run Rolecall in a phase of the run, for example in the hook before_init."),
          session("Spacelift", "stack=TF_VAR_spacelift_stack_id run=TF_VAR_spacelift_run_id"),
          all("run_id=TF_VAR_spacelift_run_id stack=TF_VAR_spacelift_stack_id"),
          tags(
              "Spacelift",
              "Stack=TF_VAR_spacelift_stack_id Branch=TF_VAR_spacelift_stack_branch",
              "Commit=TF_VAR_spacelift_commit_sha RunId=TF_VAR_spacelift_run_id"));

  /** No variable says that a job runs in it but the token's, which may be empty. */
  static final CiSystem PULUMI_DEPLOYMENTS =
      new CiSystem(
          "Pulumi Deployments",
          documented("https://www.pulumi.com/docs/administration/access-identity/oidc-client/"),
          (host, token) ->
              host.environment().containsKey("PULUMI_OIDC_TOKEN") || CiSystem.hasToken(host, token),
          PreissuedToken.in("PULUMI_OIDC_TOKEN").orFile(Path.of("/mnt/pulumi/pulumi.oidc")),
          new Missing(
              "no-pulumi-oidc",
              "This deployment of Pulumi has no ID token",
              "stack=PULUMI_STACK",
              Remedy.of("Enable OpenID Connect for AWS in the deployment settings of the stack."),
              Remedy.of(
                  "Or set another token: %s", assign(Input.WEB_IDENTITY_TOKEN_FILE, "<file>"))),
          (host, token) -> {
            // Its subject is pulumi:deploy:org:O:project:P:stack:S:...
            String subject = token.claims(host).map(Claims::subject).orElse("");
            return SessionName.of("Pulumi", after(subject, "project"), after(subject, "stack"));
          },
          all("stack=PULUMI_STACK"),
          tags("Pulumi", "", ""));

  static final CiSystem VERCEL =
      new CiSystem(
          "Vercel",
          unsure("https://vercel.com/docs/oidc", "how to get a token for another audience"),
          is("VERCEL", "1"),
          new VercelToken(),
          new Missing(
              "no-vercel-oidc",
              "This Vercel build has no ID token",
              "project=VERCEL_PROJECT_ID environment=VERCEL_ENV",
              "Enable Secure Backend Access with OIDC Federation in the settings of the project.",
              "For work on your own machine: vercel env pull"),
          session("Vercel", "project=VERCEL_PROJECT_ID build=VERCEL_DEPLOYMENT_ID"),
          all("deployment_id=VERCEL_DEPLOYMENT_ID project_id=VERCEL_PROJECT_ID"),
          tags(
              "Vercel",
              "Project=VERCEL_PROJECT_ID Environment=VERCEL_ENV",
              "Branch=VERCEL_GIT_COMMIT_REF Commit=VERCEL_GIT_COMMIT_SHA"));

  /**
   * Jenkins with the plugin oidc-provider. The user chooses the variable that its credentials are
   * bound to; where nothing is said, it is the one of GitLab Runner's AWS integration.
   */
  static final CiSystem JENKINS =
      new CiSystem(
          "Jenkins",
          documented("https://plugins.jenkins.io/oidc-provider/"),
          set("JENKINS_URL"),
          PreissuedToken.in("AWS_ID_TOKEN").of("Jenkins"),
          new Missing(
              "no-jenkins-oidc",
              "This Jenkins build has no ID token",
              "job=JOB_NAME build=BUILD_NUMBER",
              Remedy.of(
                  "Bind an OpenID Connect id token of the plugin oidc-provider:"
                      + " withCredentials([string(credentialsId: 'aws', variable: 'AWS_ID_TOKEN')])"
                      + " { ... }"),
              Remedy.of(
                  "If the token is bound to another variable, set its name: %s",
                  assign(Input.WEB_IDENTITY_TOKEN_ENV, "<name>")),
              Remedy.of(
                  "If the token is bound to a file, set its path: %s",
                  assign(Input.WEB_IDENTITY_TOKEN_FILE, "<file>"))),
          session("Jenkins", "job=JOB_NAME build=BUILD_NUMBER"),
          all("build=BUILD_NUMBER job=JOB_NAME"),
          tags(
              "Jenkins",
              "Project=JOB_NAME Branch=GIT_BRANCH Commit=GIT_COMMIT",
              "Build=BUILD_NUMBER"));

  /** The first that detects itself counts; Jenkins' variable also reaches what its jobs start. */
  static final List<CiSystem> ALL =
      List.of(
          AZURE_PIPELINES,
          BITBUCKET_PIPELINES,
          CIRCLE_CI,
          BUILDKITE,
          SEMAPHORE,
          CODEFRESH,
          TERRAFORM,
          SPACELIFT,
          PULUMI_DEPLOYMENTS,
          VERCEL,
          JENKINS);

  private static RunTags tags(String system, String kept, String droppable) {
    return RunTags.of("CI", system, kept, droppable);
  }

  private static String after(String subject, String key) {
    List<String> parts = List.of(subject.split(":", -1));
    int at = parts.indexOf(key) + 1;
    return at > 0 && at < parts.size() ? parts.get(at) : key;
  }
}
