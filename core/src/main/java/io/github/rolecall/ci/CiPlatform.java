package io.github.rolecall.ci;

import io.github.rolecall.console.Console;
import io.github.rolecall.console.PlainConsole;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.host.Host;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.option.Words;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Withheld;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.text.Secrets;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A CI system. Being in it and being able to get a token from it are two questions. */
public interface CiPlatform {

  /** The one that this process runs in. */
  static CiPlatform detect(Host host) {
    // Most runs are on GitHub, and have nothing of the others to load.
    var gitHub = new GitHubActions(host);
    if (gitHub.detected()) {
      return gitHub;
    }
    var gitLab = new GitLabCi(host);
    return gitLab.detected()
        ? gitLab
        : BasicCiPlatform.detect(host).<CiPlatform>map(row -> row).orElse(new LocalMachine(host));
  }

  /** For messages: "GitHub Actions". */
  String name();

  /** Whether a token can be had. */
  default boolean hasToken() {
    return missingToken().isEmpty();
  }

  /** Why this job can get no token, and what to change; empty when that is no fault. */
  default Optional<IdentityProblem.NoIdToken> missingToken() {
    return Optional.empty();
  }

  /** Why this run has none of the secrets that the job names; empty where nothing says so. */
  default Optional<Withheld> withheld() {
    return Optional.empty();
  }

  /** Whether a token can be had for any audience; otherwise the CI system has fixed it. */
  default boolean choosesAudience() {
    return false;
  }

  /**
   * The token of this job.
   *
   * @param audience whom it is for; where the CI system has fixed that, what it must be
   * @throws io.github.rolecall.problem.CredentialsException with {@link
   *     io.github.rolecall.problem.TokenProblem} or {@link
   *     io.github.rolecall.problem.NetworkProblem}
   */
  IdentityToken token(Optional<String> audience, Network network);

  /** Whether the machine belongs to the CI system, so that it can have no AWS role of its own. */
  default boolean hosted() {
    return false;
  }

  /** Whether its log can hide what it is told to hide. */
  default boolean masks() {
    return false;
  }

  /** What says, in CloudTrail, which run it was: 2 to 64 characters. */
  String sessionName();

  /**
   * What leads to the run of the CI system, each with its name, the surest first: ids and names
   * that everyone who may see the run may see.
   */
  default List<Fact> run() {
    return List.of();
  }

  /** What the CI system knows of the run. */
  default List<SessionTag> tags() {
    return List.of();
  }

  /**
   * What people see of the run.
   *
   * @param secrets of the run, which no line shows
   */
  default Console console(PrintStream stream, Words words, Secrets secrets) {
    return new PlainConsole(stream, words, secrets);
  }

  /** Writes a report in Markdown to the summary of the job, where the CI system has one. */
  default void summarize(String markdown) {}

  /** The folder for files that the CI system removes with the job; empty where none is known. */
  default Optional<Path> temporaryFolder() {
    return Optional.empty();
  }

  /** Hands credentials to later steps of the job; empty where the CI system has no way to. */
  default Optional<Exporter> laterSteps(ExportTargets exportTargets) {
    return Optional.empty();
  }
}
