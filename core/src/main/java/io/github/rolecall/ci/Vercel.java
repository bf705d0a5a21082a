package io.github.rolecall.ci;

import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.json.Json;
import io.github.rolecall.model.Secret;
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
 * Vercel, in a build. The token is for the team; for another audience it is exchanged.
 *
 * @see <a href="https://vercel.com/docs/oidc">Vercel, OpenID Connect federation</a>
 */
final class Vercel extends QuietCi {
  private static final String TOKEN = "VERCEL_OIDC_TOKEN";

  /** Where a token is exchanged; a variable, as no document promises the address. */
  private static final String EXCHANGE = "ROLECALL_VERCEL_EXCHANGE_URL";

  private static final String STANDARD_EXCHANGE = "https://oidc.vercel.com/~token";

  Vercel(Host host) {
    super(host);
  }

  @Override
  public String name() {
    return "Vercel";
  }

  @Override
  public boolean detected() {
    return host.variable("VERCEL").filter("1"::equals).isPresent();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    if (given().present()) {
      return Optional.empty();
    }
    return Optional.of(
        new IdentityProblem.NoIdToken(
            "no-vercel-oidc",
            "This Vercel build has no ID token: the variable " + TOKEN + " is not set",
            List.of(
                new Fact("project", variable("VERCEL_PROJECT_ID", "unknown")),
                new Fact("environment", variable("VERCEL_ENV", "unknown"))),
            Remedy.all(
                "Enable Secure Backend Access with OIDC Federation in the settings of the project.",
                "For work on your own machine: vercel env pull")));
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    Optional<String> other = audience.filter(wanted -> !given().isFor(wanted));
    if (other.isEmpty()) {
      return given().token();
    }
    var endpoint =
        new TokenEndpoint(
            host,
            name(),
            "token",
            Remedy.all(
                "Leave the audience out and list the team's, https://vercel.com/<team>, as a client"
                    + " id of the provider in IAM.",
                "Run the build again."));
    String body =
        Json.write(Map.of("token", TokenEndpoint.bearer(host, TOKEN), "aud", other.get()));
    return endpoint.ask(
        new Http.Request(
                endpoint.service(),
                TokenEndpoint.address(EXCHANGE, variable(EXCHANGE, STANDARD_EXCHANGE), ""),
                Map.of("Content-Type", "application/json", "Accept", "application/json"),
                network)
            .posting(new Secret(body)));
  }

  @Override
  public String sessionName() {
    return SessionName.of(
        "Vercel",
        variable("VERCEL_PROJECT_ID", "project"),
        variable("VERCEL_DEPLOYMENT_ID", "build"));
  }

  @Override
  public List<Fact> run() {
    return RunFacts.of(
        host, "deployment_id", "VERCEL_DEPLOYMENT_ID", "project_id", "VERCEL_PROJECT_ID");
  }

  @Override
  public List<SessionTag> tags() {
    return new RunTags(host, "CI", "Vercel")
        .kept("Project", "VERCEL_PROJECT_ID")
        .kept("Environment", "VERCEL_ENV")
        .droppable("Branch", "VERCEL_GIT_COMMIT_REF")
        .droppable("Commit", "VERCEL_GIT_COMMIT_SHA")
        .all();
  }

  private GivenToken given() {
    return new GivenToken(host, TOKEN);
  }
}
