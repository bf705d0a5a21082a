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
 * Semaphore.
 *
 * @see <a href="https://docs.semaphore.io/using-semaphore/openid">Semaphore, OpenID Connect</a>
 */
final class Semaphore extends QuietCi {
  private static final String TOKEN = "SEMAPHORE_OIDC_TOKEN";

  Semaphore(Host host) {
    super(host);
  }

  @Override
  public String name() {
    return "Semaphore";
  }

  @Override
  public boolean detected() {
    return host.variable("SEMAPHORE").filter("true"::equals).isPresent();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    if (given().present()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentityProblem.NoIdToken(
            "no-semaphore-oidc",
            "This Semaphore job has no ID token: the variable " + TOKEN + " is not set",
            List.of(
                new Fact("project", variable("SEMAPHORE_PROJECT_NAME", "unknown")),
                new Fact("job", variable("SEMAPHORE_JOB_ID", "unknown"))),
            Remedy.all(
                "Check that OpenID Connect is part of your plan of Semaphore and enabled for the"
                    + " organization.",
                "A container that the job starts gets the token only when it is passed on: docker"
                    + " run -e "
                    + TOKEN)));
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    return given().token(audience, "");
  }

  @Override
  public String sessionName() {
    return SessionName.of(
        "Semaphore",
        variable("SEMAPHORE_PROJECT_NAME", "project"),
        variable("SEMAPHORE_JOB_ID", "job"));
  }

  @Override
  public List<Fact> run() {
    return RunFacts.of(
        host,
        "job_id",
        "SEMAPHORE_JOB_ID",
        "workflow_id",
        "SEMAPHORE_WORKFLOW_ID",
        "project",
        "SEMAPHORE_PROJECT_NAME");
  }

  @Override
  public List<SessionTag> tags() {
    return new RunTags(host, "CI", "Semaphore")
        .kept("Project", "SEMAPHORE_PROJECT_NAME")
        .kept("Branch", "SEMAPHORE_GIT_BRANCH")
        .kept("Commit", "SEMAPHORE_GIT_SHA")
        .droppable("Workflow", "SEMAPHORE_WORKFLOW_ID")
        .droppable("JobId", "SEMAPHORE_JOB_ID")
        .all();
  }

  private GivenToken given() {
    return new GivenToken(host, TOKEN);
  }
}
