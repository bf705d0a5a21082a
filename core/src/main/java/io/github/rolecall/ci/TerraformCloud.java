package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.util.List;
import java.util.Optional;

/**
 * HCP Terraform and Terraform Enterprise, in a run or on an agent.
 *
 * @see <a
 *     href="https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/manual-generation">HashiCorp,
 *     workload identity tokens</a>
 */
final class TerraformCloud extends QuietCi {
  private static final String TOKEN = "TFC_WORKLOAD_IDENTITY_TOKEN";
  private static final String AUDIENCE = "TFC_WORKLOAD_IDENTITY_AUDIENCE";

  TerraformCloud(Host host) {
    super(host);
  }

  @Override
  public String name() {
    return "HCP Terraform";
  }

  @Override
  public boolean detected() {
    return host.variable("TFC_RUN_ID").isPresent();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    if (given().present()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentityProblem.NoIdToken(
            "no-workload-identity",
            "This run of HCP Terraform has no workload identity token: the variable "
                + TOKEN
                + " is not set",
            List.of(
                new Fact("workspace", variable("TFC_WORKSPACE_NAME", "unknown")),
                new Fact("run", variable("TFC_RUN_ID", "unknown"))),
            List.of(
                Remedy.of(
                    "Set an environment variable of the workspace: "
                        + AUDIENCE
                        + " = sts.amazonaws.com"),
                Remedy.of(
                    words ->
                        "If it has a tag, "
                            + AUDIENCE
                            + "_<TAG>, name the token's variable: "
                            + words.assign(Input.WEB_IDENTITY_TOKEN_ENV, "<name>")))));
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    return given().token(audience, "in the workspace's variable " + AUDIENCE);
  }

  @Override
  public String sessionName() {
    return SessionName.of(
        "Terraform", variable("TFC_WORKSPACE_NAME", "workspace"), variable("TFC_RUN_ID", "run"));
  }

  @Override
  public List<Fact> run() {
    return RunFacts.of(host, "run_id", "TFC_RUN_ID", "workspace", "TFC_WORKSPACE_NAME");
  }

  @Override
  public List<SessionTag> tags() {
    return new RunTags(host, "CI", "Terraform")
        .kept("Project", "TFC_PROJECT_NAME")
        .kept("Workspace", "TFC_WORKSPACE_NAME")
        .droppable("RunId", "TFC_RUN_ID")
        .droppable("Branch", "TFC_CONFIGURATION_VERSION_GIT_BRANCH")
        .droppable("Commit", "TFC_CONFIGURATION_VERSION_GIT_COMMIT_SHA")
        .all();
  }

  private GivenToken given() {
    return new GivenToken(host, TOKEN);
  }
}
