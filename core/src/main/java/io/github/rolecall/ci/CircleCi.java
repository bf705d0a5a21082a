package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.json.Json;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * CircleCI. Its tokens are for the organization; for another audience its command makes one.
 *
 * @see <a
 *     href="https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/">CircleCI,
 *     OpenID Connect tokens</a>
 */
final class CircleCi extends QuietCi {
  /** The second version names branch and repository too, so trust policies can; it goes first. */
  private static final String[] TOKENS = {"CIRCLE_OIDC_TOKEN_V2", "CIRCLE_OIDC_TOKEN"};

  CircleCi(Host host) {
    super(host);
  }

  @Override
  public String name() {
    return "CircleCI";
  }

  @Override
  public boolean detected() {
    return host.variable("CIRCLECI").filter("true"::equals).isPresent();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    if (given().present()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentityProblem.NoIdToken(
            "no-circleci-oidc",
            "This CircleCI job has no ID token: the variable " + TOKENS[0] + " is not set",
            List.of(
                new Fact("project", variable("CIRCLE_PROJECT_REPONAME", "unknown")),
                new Fact("job", variable("CIRCLE_JOB", "unknown"))),
            Remedy.all(
                "Give the job a context, in the workflow: context: [aws]",
                "For pull requests from forks, CircleCI issues tokens only if the project's"
                    + " settings say so.")));
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    return audience
        .filter(wanted -> !given().isFor(wanted))
        .map(this::made)
        .orElseGet(() -> given().token());
  }

  private IdentityToken made(String audience) {
    String claims = Json.write(Map.of("aud", audience));
    return IssuedToken.by(
        host, name(), List.of("circleci", "run", "oidc", "get", "--claims", claims));
  }

  @Override
  public String sessionName() {
    return SessionName.of(
        "CircleCI",
        variable("CIRCLE_PROJECT_USERNAME", "organization")
            + "-"
            + variable("CIRCLE_PROJECT_REPONAME", "project"),
        variable("CIRCLE_BUILD_NUM", "build"));
  }

  @Override
  public List<Fact> run() {
    return RunFacts.of(
        host,
        "build",
        "CIRCLE_BUILD_NUM",
        "job_id",
        "CIRCLE_WORKFLOW_JOB_ID",
        "workflow_id",
        "CIRCLE_WORKFLOW_ID",
        "organization",
        "CIRCLE_PROJECT_USERNAME",
        "project",
        "CIRCLE_PROJECT_REPONAME");
  }

  @Override
  public List<SessionTag> tags() {
    return new RunTags(host, "CI", "CircleCI")
        .kept("Project", "CIRCLE_PROJECT_REPONAME")
        .kept("Branch", "CIRCLE_BRANCH")
        .kept("Commit", "CIRCLE_SHA1")
        .kept("Actor", "CIRCLE_USERNAME")
        .droppable("Job", "CIRCLE_JOB")
        .droppable("Build", "CIRCLE_BUILD_NUM")
        .all();
  }

  private GivenToken given() {
    return new GivenToken(host, TOKENS);
  }
}
