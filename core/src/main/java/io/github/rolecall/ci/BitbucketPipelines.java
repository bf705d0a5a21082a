package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.util.List;
import java.util.Optional;

/**
 * Bitbucket Pipelines.
 *
 * @see <a
 *     href="https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/">Atlassian,
 *     deploy on AWS using OpenID Connect</a>
 */
final class BitbucketPipelines extends QuietCi {
  private static final String TOKEN = "BITBUCKET_STEP_OIDC_TOKEN";

  BitbucketPipelines(Host host) {
    super(host);
  }

  @Override
  public String name() {
    return "Bitbucket Pipelines";
  }

  @Override
  public boolean detected() {
    return host.variable("BITBUCKET_BUILD_NUMBER").isPresent() || given().present();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    if (given().present()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentityProblem.NoIdToken(
            "no-bitbucket-oidc",
            "This Bitbucket step has no ID token: the variable " + TOKEN + " is not set",
            List.of(
                new Fact("repository", variable("BITBUCKET_REPO_FULL_NAME", "unknown")),
                new Fact("build", variable("BITBUCKET_BUILD_NUMBER", "unknown"))),
            Remedy.all(
                "Say so in the step, in bitbucket-pipelines.yml: oidc: { audiences:"
                    + " [sts.amazonaws.com] }",
                "Name one audience only: STS refuses a token for several.")));
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    return given()
        .token(
            audience,
            "in bitbucket-pipelines.yml, as the only one of oidc: audiences: of the step");
  }

  @Override
  public String sessionName() {
    return SessionName.of(
        "Bitbucket",
        variable("BITBUCKET_REPO_FULL_NAME", "repository"),
        variable("BITBUCKET_BUILD_NUMBER", "build"));
  }

  @Override
  public List<Fact> run() {
    return RunFacts.of(
        host,
        "build",
        "BITBUCKET_BUILD_NUMBER",
        "step_id",
        "BITBUCKET_STEP_UUID",
        "repository",
        "BITBUCKET_REPO_FULL_NAME");
  }

  @Override
  public List<SessionTag> tags() {
    return new RunTags(host, "CI", "Bitbucket")
        .kept("Repository", "BITBUCKET_REPO_FULL_NAME")
        .kept("Branch", "BITBUCKET_BRANCH")
        .kept("Commit", "BITBUCKET_COMMIT")
        .droppable("Build", "BITBUCKET_BUILD_NUMBER")
        .droppable("Environment", "BITBUCKET_DEPLOYMENT_ENVIRONMENT")
        .all();
  }

  private GivenToken given() {
    return new GivenToken(host, TOKEN);
  }
}
