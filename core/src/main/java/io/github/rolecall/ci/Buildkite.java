package io.github.rolecall.ci;

import io.github.rolecall.host.Command;
import io.github.rolecall.host.Host;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Buildkite, whose agent requests tokens.
 *
 * @see <a href="https://buildkite.com/docs/agent/cli/reference/oidc">Buildkite, buildkite-agent
 *     oidc</a>
 */
final class Buildkite extends QuietCi {
  private static final String AGENT = "buildkite-agent";

  Buildkite(Host host) {
    super(host);
  }

  @Override
  public String name() {
    return "Buildkite";
  }

  @Override
  public boolean detected() {
    return host.variable("BUILDKITE").filter("true"::equals).isPresent();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    if (Command.locate(host, AGENT).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentityProblem.NoIdToken(
            "no-buildkite-agent",
            "This Buildkite job cannot request an ID token: there is no program " + AGENT + " here",
            List.of(
                new Fact("pipeline", variable("BUILDKITE_PIPELINE_SLUG", "unknown")),
                new Fact("job", variable("BUILDKITE_JOB_ID", "unknown"))),
            Remedy.all(
                "In a container of the plugin docker, let it in: mount-buildkite-agent: true",
                "Add the folder of the agent to PATH.")));
  }

  @Override
  public boolean choosesAudience() {
    return true;
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    var words = new ArrayList<>(List.of(AGENT, "oidc", "request-token"));
    audience.ifPresent(wanted -> words.addAll(List.of("--audience", wanted)));
    return IssuedToken.by(host, name(), words);
  }

  @Override
  public String sessionName() {
    return SessionName.of(
        "Buildkite",
        variable("BUILDKITE_PIPELINE_SLUG", "pipeline"),
        variable("BUILDKITE_JOB_ID", "job"));
  }

  @Override
  public List<Fact> run() {
    return RunFacts.of(
        host,
        "job_id",
        "BUILDKITE_JOB_ID",
        "build",
        "BUILDKITE_BUILD_NUMBER",
        "pipeline",
        "BUILDKITE_PIPELINE_SLUG",
        "organization",
        "BUILDKITE_ORGANIZATION_SLUG");
  }

  @Override
  public List<SessionTag> tags() {
    return new RunTags(host, "CI", "Buildkite")
        .kept("Pipeline", "BUILDKITE_PIPELINE_SLUG")
        .kept("Branch", "BUILDKITE_BRANCH")
        .kept("Commit", "BUILDKITE_COMMIT")
        .droppable("Build", "BUILDKITE_BUILD_NUMBER")
        .droppable("Step", "BUILDKITE_STEP_KEY")
        .droppable("JobId", "BUILDKITE_JOB_ID")
        .all();
  }
}
