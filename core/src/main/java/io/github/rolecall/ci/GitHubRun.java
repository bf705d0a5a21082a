package io.github.rolecall.ci;

import io.github.rolecall.file.WholeFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Withheld;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What started a run of GitHub Actions, where that decides what the job is given. */
record GitHubRun(Host host) {
  private static final String NOT_FOR_FORKS =
      "Do not run this job for forks: if:"
          + " github.event.pull_request.head.repo.full_name == github.repository";

  /** Those whose runs have no secrets where they come from a fork. */
  private static final Set<String> FORK_EVENTS =
      Set.of("pull_request", "pull_request_review", "pull_request_review_comment");

  /** Why a job has no token; the first that applies counts. */
  private record Cause(Predicate<GitHubRun> applies, CiSystem.Missing missing) {
    static Cause of(
        Predicate<GitHubRun> applies, String code, String what, String facts, String... remedies) {
      return new Cause(applies, new CiSystem.Missing(code, what, facts, remedies));
    }
  }

  private static final String WHO = "event=GITHUB_EVENT_NAME actor=GITHUB_ACTOR";

  private static final List<Cause> CAUSES =
      List.of(
          Cause.of(
              run -> run.has("ACT"),
              "act-run",
              "act runs this job outside GitHub, so GitHub issues no ID token",
              "ACT=ACT",
              "Pass your own credentials to act, which may assume the role: act --env"
                  + " AWS_ACCESS_KEY_ID --env AWS_SECRET_ACCESS_KEY --env AWS_SESSION_TOKEN",
              "Or skip the step in act: if: ${{ !env.ACT }}"),
          Cause.of(
              GitHubRun::isOfDependabot,
              "dependabot-run",
              "GitHub issues no ID token to Dependabot runs by default",
              WHO,
              GitHubToken.PERMISSION,
              "Or do not run this job for Dependabot: if: github.actor != 'dependabot[bot]'"),
          Cause.of(
              GitHubRun::isFromFork,
              "pull-request-from-fork",
              "GitHub issues no ID token to pull requests from forks",
              WHO,
              NOT_FOR_FORKS,
              "Run the steps that need AWS after the merge, on push. Do not run the"
                  + " code of the fork with pull_request_target: it could use your role."),
          Cause.of(
              run -> run.has("FORGEJO_ACTIONS") || run.has("GITEA_ACTIONS"),
              "no-openid-connect",
              "This Forgejo job has no ID token, because it does not enable OpenID Connect",
              WHO,
              "Add this to the job in the workflow: enable-openid-connect: true",
              "Older instances and runners cannot issue ID tokens: ask the"
                  + " administrator of the instance."),
          Cause.of(
              run -> true,
              "no-id-token-permission",
              "This job has no ID token, because it lacks the permission id-token: write",
              WHO,
              GitHubToken.PERMISSION,
              "If this is a reusable workflow, the calling job needs the permission too.",
              "If the job has its own permissions block, add the permission there: it"
                  + " replaces the block of the workflow."));

  /** Why the job may not request a token, and what to change. */
  IdentityProblem.NoIdToken withoutToken() {
    return CAUSES.stream()
        .filter(cause -> cause.applies().test(this))
        .findFirst()
        .orElseThrow()
        .missing()
        .problem(host, "");
  }

  /**
   * Why this run has no secrets, where GitHub gives it none: they are blank in the workflow then.
   */
  Optional<Withheld> withheld() {
    if (isOfDependabot()) {
      return Optional.of(
          new Withheld(
              "GitHub passes only Dependabot secrets to Dependabot runs",
              "Add the secrets for Dependabot too (Settings, Secrets and variables, Dependabot), or"
                  + " do not run this job for it: if: github.actor != 'dependabot[bot]'"));
    }
    return isFromFork()
        ? Optional.of(
            new Withheld("GitHub passes no secrets to pull requests from forks", NOT_FOR_FORKS))
        : Optional.empty();
  }

  private boolean has(String variable) {
    return host.variable(variable).isPresent();
  }

  private boolean isOfDependabot() {
    return host.variable("GITHUB_ACTOR").filter("dependabot[bot]"::equals).isPresent();
  }

  private boolean isFromFork() {
    return host.variable("GITHUB_EVENT_NAME")
        .filter(FORK_EVENTS::contains)
        .flatMap(name -> event())
        .map(event -> event.path("pull_request"))
        .filter(request -> !repository(request, "head").equals(repository(request, "base")))
        .isPresent();
  }

  private static JsonValue repository(JsonValue request, String side) {
    return request.path(side).path("repo").path("full_name");
  }

  private Optional<JsonValue> event() {
    return host.variable("GITHUB_EVENT_PATH")
        .flatMap(
            path -> {
              try {
                return JsonReader.object(WholeFile.text(host.path(path)));
              } catch (IOException | InvalidPathException e) {
                // It would only have made the message more exact.
                return Optional.empty();
              }
            });
  }
}
