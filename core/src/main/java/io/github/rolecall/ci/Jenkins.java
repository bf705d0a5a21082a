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
 * Jenkins with the plugin oidc-provider. The user chooses the variable that its credentials are
 * bound to; where nothing is said, it is the one of GitLab Runner's AWS integration.
 *
 * @see <a href="https://plugins.jenkins.io/oidc-provider/">Jenkins, OpenID Connect provider</a>
 */
final class Jenkins extends QuietCi {
  private static final String TOKEN = "AWS_ID_TOKEN";

  Jenkins(Host host) {
    super(host);
  }

  @Override
  public String name() {
    return "Jenkins";
  }

  @Override
  public boolean detected() {
    return host.variable("JENKINS_URL").isPresent();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    if (given().present()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentityProblem.NoIdToken(
            "no-jenkins-oidc",
            "This Jenkins build has no ID token: the variable " + TOKEN + " is not set",
            List.of(
                new Fact("job", variable("JOB_NAME", "unknown")),
                new Fact("build", variable("BUILD_NUMBER", "unknown"))),
            List.of(
                Remedy.of(
                    "Bind an OpenID Connect id token of the plugin oidc-provider:"
                        + " withCredentials([string(credentialsId: 'aws', variable: '"
                        + TOKEN
                        + "')]) { ... }"),
                Remedy.of(
                    words ->
                        "If it is bound to another variable, name that: "
                            + words.assign(Input.WEB_IDENTITY_TOKEN_ENV, "<name>")),
                Remedy.of(
                    words ->
                        "If it is bound as a file, name that: "
                            + words.assign(Input.WEB_IDENTITY_TOKEN_FILE, "<file>")))));
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    return given()
        .token(audience, "in the Jenkins credentials of the kind OpenID Connect id token");
  }

  @Override
  public String sessionName() {
    return SessionName.of(
        "Jenkins", variable("JOB_NAME", "job"), variable("BUILD_NUMBER", "build"));
  }

  @Override
  public List<Fact> run() {
    return RunFacts.of(host, "build", "BUILD_NUMBER", "job", "JOB_NAME");
  }

  @Override
  public List<SessionTag> tags() {
    return new RunTags(host, "CI", "Jenkins")
        .kept("Project", "JOB_NAME")
        .kept("Branch", "GIT_BRANCH")
        .kept("Commit", "GIT_COMMIT")
        .droppable("Build", "BUILD_NUMBER")
        .all();
  }

  private GivenToken given() {
    return new GivenToken(host, TOKEN);
  }
}
