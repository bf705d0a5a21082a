package io.github.rolecall.ci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import io.github.rolecall.http.Http;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.network.Network;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.problem.Withheld;
import io.github.rolecall.session.IdentityToken;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gets the ID token of a job, as actions/toolkit does (packages/core, oidc-utils). */
final class GitHubToken {
  private static final String URL = "ACTIONS_ID_TOKEN_REQUEST_URL";
  private static final String BEARER = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
  private static final String PLATFORM = "GitHub Actions";
  private static final String PERMISSION =
      "Give the job the permission, in the workflow, beside the others that it needs: permissions:"
          + " { id-token: write, contents: read }";
  private static final List<Remedy> REFUSED =
      Remedy.all(
          "Run the job again: GitHub issues tokens only while the job runs, and its endpoint has"
              + " short outages.",
          PERMISSION,
          "If a proxy stands between the runner and GitHub, it may have refused instead.");

  private static final String NOT_FOR_FORKS =
      "Do not run this job for forks: if:"
          + " github.event.pull_request.head.repo.full_name == github.repository";

  /** Those whose runs have no secrets where they come from a fork. */
  private static final Set<String> FORK_EVENTS =
      Set.of("pull_request", "pull_request_review", "pull_request_review_comment");

  private final Host host;

  GitHubToken(Host host) {
    this.host = host;
  }

  /** GitHub sets the two variables exactly when the job may request a token. */
  Optional<IdentityProblem.NoIdToken> missing() {
    if (host.variable(URL).isPresent() && host.variable(BEARER).isPresent()) {
      return Optional.empty();
    }
    String event = host.variable("GITHUB_EVENT_NAME").orElse("unknown");
    String actor = host.variable("GITHUB_ACTOR").orElse("unknown");
    List<Fact> facts = List.of(new Fact("event", event), new Fact("actor", actor));
    if (host.variable("ACT").isPresent()) {
      return Optional.of(
          new IdentityProblem.NoIdToken(
              "act-run",
              "act runs this job on your machine, where GitHub issues no ID token",
              List.of(new Fact("ACT", host.variable("ACT").orElseThrow())),
              List.of(
                  Remedy.of(
                      "Give act credentials of your own, which the role can be assumed with: act"
                          + " --env AWS_ACCESS_KEY_ID --env AWS_SECRET_ACCESS_KEY --env"
                          + " AWS_SESSION_TOKEN"),
                  Remedy.of("Or leave the step out there: if: ${{ !env.ACT }}"))));
    }
    if (actor.equals("dependabot[bot]")) {
      return Optional.of(
          new IdentityProblem.NoIdToken(
              "dependabot-run",
              "GitHub gives runs of Dependabot no ID token by default",
              facts,
              Remedy.all(
                  PERMISSION,
                  "Or do not run this job for Dependabot: if: github.actor != 'dependabot[bot]'")));
    }
    if (FORK_EVENTS.contains(event) && fromFork()) {
      return Optional.of(
          new IdentityProblem.NoIdToken(
              "pull-request-from-fork",
              "GitHub gives pull requests from forks no ID token",
              facts,
              Remedy.all(
                  NOT_FOR_FORKS,
                  "Run what needs AWS after the merge, on push. Do not switch to"
                      + " pull_request_target with the code of the fork: that hands it your"
                      + " role.")));
    }
    if (host.variable("FORGEJO_ACTIONS").isPresent()
        || host.variable("GITEA_ACTIONS").isPresent()) {
      return Optional.of(
          new IdentityProblem.NoIdToken(
              "no-openid-connect",
              "This Forgejo job has no ID token, because it does not ask for one",
              facts,
              Remedy.all(
                  "Say so in the job, in the workflow: enable-openid-connect: true",
                  "Older instances and runners cannot issue ID tokens: ask who runs this one.")));
    }
    return Optional.of(
        new IdentityProblem.NoIdToken(
            "no-id-token-permission",
            "GitHub gave this job no ID token, because it lacks the permission id-token: write",
            facts,
            Remedy.all(
                PERMISSION,
                "If this is a reusable workflow, the caller must give the permission too.",
                "A permissions block of the job replaces that of the workflow: what it does not"
                    + " name is none.")));
  }

  /**
   * Why this run has no secrets, where GitHub gives it none: they are blank in the workflow then.
   */
  Optional<Withheld> withheld() {
    if (host.variable("GITHUB_ACTOR").filter("dependabot[bot]"::equals).isPresent()) {
      return Optional.of(
          new Withheld(
              "GitHub gives runs of Dependabot no secrets but Dependabot's own",
              "Add the secrets for Dependabot too (Settings, Secrets and variables, Dependabot), or"
                  + " do not run this job for it: if: github.actor != 'dependabot[bot]'"));
    }
    return host.variable("GITHUB_EVENT_NAME")
        .filter(FORK_EVENTS::contains)
        .filter(event -> fromFork())
        .map(
            event ->
                new Withheld("GitHub gives pull requests from forks no secrets", NOT_FOR_FORKS));
  }

  private boolean fromFork() {
    return event()
        .map(event -> event.path("pull_request"))
        .filter(
            request ->
                !request
                    .path("head")
                    .path("repo")
                    .path("full_name")
                    .equals(request.path("base").path("repo").path("full_name")))
        .isPresent();
  }

  private Optional<JsonValue> event() {
    return host.variable("GITHUB_EVENT_PATH")
        .flatMap(
            path -> {
              try {
                return JsonReader.object(Files.readString(Path.of(path), UTF_8));
              } catch (IOException | InvalidPathException e) {
                // It would only have made the message more exact.
                return Optional.empty();
              }
            });
  }

  IdentityToken request(Optional<String> audience, Network network) {
    var endpoint = new TokenEndpoint(host, PLATFORM, "value", REFUSED);
    String query =
        audience
            .map(text -> "audience=" + URLEncoder.encode(text, UTF_8).replace("+", "%20"))
            .orElse("");
    return endpoint.ask(
        new Http.Request(
            endpoint.service(),
            TokenEndpoint.address(URL, host.variable(URL).orElseThrow(), query),
            Map.of(
                "Authorization",
                "Bearer " + TokenEndpoint.bearer(host, BEARER),
                "Accept",
                "application/json",
                "User-Agent",
                "rolecall"),
            network));
  }
}
