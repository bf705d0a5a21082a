package io.github.rolecall.ci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.session.IdentityToken;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gets the ID token of a job, as actions/toolkit does (packages/core, oidc-utils). */
final class GitHubToken {
  static final String PERMISSION =
      "Add the permission to the job in the workflow, with the others that it needs:"
          + " permissions: { id-token: write, contents: read }";

  private static final TokenEndpoint ENDPOINT =
      new TokenEndpoint(
          "GitHub Actions",
          "value",
          "ACTIONS_ID_TOKEN_REQUEST_URL",
          "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
          Remedy.all(
              "Run the job again: the endpoint of GitHub has short outages. GitHub"
                  + " issues tokens only while the job runs.",
              PERMISSION,
              "If there is a proxy between the runner and GitHub, the proxy may have"
                  + " refused the request."));

  /** The variables with which a process can request a token of the job. */
  static final List<String> VARIABLES = ENDPOINT.variables();

  private final Host host;

  GitHubToken(Host host) {
    this.host = host;
  }

  /** GitHub sets the two variables exactly when the job may request a token. */
  Optional<IdentityProblem.NoIdToken> missing() {
    return ENDPOINT.missing(host).map(why -> new GitHubRun(host).withoutToken());
  }

  IdentityToken request(Optional<String> audience, Network network) {
    String query =
        audience
            .map(text -> "audience=" + URLEncoder.encode(text, UTF_8).replace("+", "%20"))
            .orElse("");
    return ENDPOINT.ask(
        host, ENDPOINT.request(host, query, "Bearer ", Map.of("User-Agent", "rolecall"), network));
  }
}
