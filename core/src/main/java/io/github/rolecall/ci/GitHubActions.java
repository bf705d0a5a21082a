package io.github.rolecall.ci;

import io.github.rolecall.Console;
import io.github.rolecall.FrontEnd;
import io.github.rolecall.HandOn;
import io.github.rolecall.Host;
import io.github.rolecall.IdentityProblem;
import io.github.rolecall.IdentityToken;
import io.github.rolecall.Network;
import io.github.rolecall.SessionTag;
import io.github.rolecall.export.CommandFile;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.Variables;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GitHub Actions, and what is built like it: GHES, GHE.com, Forgejo.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">GitHub, OpenID Connect
 *     reference</a>
 */
public final class GitHubActions implements CiPlatform {
  private final Host host;

  public GitHubActions(Host host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "GitHub Actions";
  }

  @Override
  public boolean detected() {
    return host.variable("GITHUB_ACTIONS").filter("true"::equals).isPresent();
  }

  @Override
  public boolean hasToken() {
    return missingToken().isEmpty();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    return new GitHubToken(host).missing();
  }

  @Override
  public boolean choosesAudience() {
    return true;
  }

  @Override
  public IdentityToken token(Optional<String> audience, Network network) {
    return new GitHubToken(host).request(audience, network);
  }

  @Override
  public boolean hosted() {
    return host.variable("RUNNER_ENVIRONMENT").filter("github-hosted"::equals).isPresent();
  }

  @Override
  public String sessionName() {
    String repository = host.variable("GITHUB_REPOSITORY").orElse("repository");
    String run = host.variable("GITHUB_RUN_ID").orElse("run");
    String attempt = host.variable("GITHUB_RUN_ATTEMPT").orElse("1");
    return SessionName.of("GitHub", repository, run + "-" + attempt);
  }

  /**
   * The same tags, in the same order, as aws-actions/configure-aws-credentials sends, because trust
   * policies depend on them.
   */
  @Override
  public List<SessionTag> tags() {
    var tags = new ArrayList<SessionTag>();
    tags.add(new SessionTag("GitHub", "Actions", false));
    add(tags, "Repository", "GITHUB_REPOSITORY", false);
    add(tags, "Workflow", "GITHUB_WORKFLOW", false);
    add(tags, "Action", "GITHUB_ACTION", false);
    add(tags, "Actor", "GITHUB_ACTOR", false);
    add(tags, "Commit", "GITHUB_SHA", false);
    add(tags, "Branch", "GITHUB_REF", false);
    add(tags, "EventName", "GITHUB_EVENT_NAME", true);
    add(tags, "BaseRef", "GITHUB_BASE_REF", true);
    add(tags, "HeadRef", "GITHUB_HEAD_REF", true);
    add(tags, "RunId", "GITHUB_RUN_ID", true);
    add(tags, "Job", "GITHUB_JOB", true);
    add(tags, "TriggeringActor", "GITHUB_TRIGGERING_ACTOR", true);
    return tags;
  }

  private void add(List<SessionTag> tags, String key, String variable, boolean droppable) {
    host.variable(variable)
        .ifPresent(value -> tags.add(SessionTag.sanitized(key, value, droppable)));
  }

  @Override
  public Console console(PrintStream stream, FrontEnd words) {
    return new GitHubConsole(stream, words);
  }

  @Override
  public Optional<Exporter> laterSteps(HandOn handOn) {
    return commandFile("GITHUB_ENV")
        .map(
            file ->
                assumed -> {
                  file.prepare();
                  Map<String, String> variables =
                      Variables.forLaterSteps(assumed, handOn, host.environment());
                  return () -> {
                    file.append(variables);
                    return "later steps of the job (" + String.join(", ", variables.keySet()) + ")";
                  };
                });
  }

  /** Takes the credentials away from the steps that follow. */
  public void clearLaterSteps(boolean profile) {
    commandFile("GITHUB_ENV").ifPresent(file -> file.append(Variables.blank(profile)));
  }

  /** Sets outputs of the step. */
  public Optional<CommandFile> outputs() {
    return commandFile("GITHUB_OUTPUT");
  }

  /** Leaves a word for the post step of the same action, which gets it as {@code STATE_NAME}. */
  public void saveState(String name, String value) {
    commandFile("GITHUB_STATE").ifPresent(file -> file.append(Map.of(name, value)));
  }

  private Optional<CommandFile> commandFile(String variable) {
    return host.variable(variable).map(path -> new CommandFile(Path.of(path)));
  }
}
