package io.github.rolecall.ci;

import io.github.rolecall.console.Console;
import io.github.rolecall.export.Appended;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.Variables;
import io.github.rolecall.export.file.CommandFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.network.Network;
import io.github.rolecall.option.Words;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.Withheld;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.text.Secrets;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * GitHub Actions, and what is built like it: GHES, GHE.com, Forgejo.
 *
 * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">GitHub, OpenID Connect
 *     reference</a>
 */
public final class GitHubActions implements CiPlatform {
  private static final String ENV = "GITHUB_ENV";

  private final Host host;

  public GitHubActions(Host host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "GitHub Actions";
  }

  boolean detected() {
    return host.variable("GITHUB_ACTIONS").filter("true"::equals).isPresent();
  }

  @Override
  public Optional<IdentityProblem.NoIdToken> missingToken() {
    return new GitHubToken(host).missing();
  }

  @Override
  public Optional<Withheld> withheld() {
    return new GitHubRun(host).withheld();
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
    return host.variable("ACT").isEmpty()
        && host.variable("RUNNER_ENVIRONMENT").filter("github-hosted"::equals).isPresent();
  }

  @Override
  public boolean masks() {
    return true;
  }

  @Override
  public String sessionName() {
    String repository = host.variable("GITHUB_REPOSITORY").orElse("repository");
    String run = host.variable("GITHUB_RUN_ID").orElse("run");
    String attempt = host.variable("GITHUB_RUN_ATTEMPT").orElse("1");
    return SessionName.of("GitHub", repository, run + "-" + attempt);
  }

  @Override
  public List<Fact> run() {
    return RunVariable.facts(
        host,
        RunVariable.all(
            "run_id=GITHUB_RUN_ID attempt=GITHUB_RUN_ATTEMPT action=GITHUB_ACTION"
                + " repository=GITHUB_REPOSITORY"));
  }

  /**
   * The same tags, in the same order, as aws-actions/configure-aws-credentials sends, because trust
   * policies depend on them.
   */
  @Override
  public List<SessionTag> tags() {
    return RunTags.of(
            "GitHub",
            "Actions",
            "Repository=GITHUB_REPOSITORY Workflow=GITHUB_WORKFLOW Action=GITHUB_ACTION"
                + " Actor=GITHUB_ACTOR Commit=GITHUB_SHA Branch=GITHUB_REF",
            "EventName=GITHUB_EVENT_NAME BaseRef=GITHUB_BASE_REF HeadRef=GITHUB_HEAD_REF"
                + " RunId=GITHUB_RUN_ID Job=GITHUB_JOB TriggeringActor=GITHUB_TRIGGERING_ACTOR")
        .of(host);
  }

  @Override
  public Console console(PrintStream stream, Words words, Secrets secrets) {
    return new GitHubConsole(stream, words, secrets);
  }

  @Override
  public Optional<Exporter> laterSteps(ExportTargets exportTargets) {
    return commandFile(ENV)
        .map(
            file ->
                exporter(
                    file,
                    assumed ->
                        Variables.forLaterSteps(assumed, exportTargets, host.environment())));
  }

  private static Exporter exporter(CommandFile file, Function<Assumed, Map<String, String>> of) {
    return assumed -> {
      file.prepare();
      Map<String, String> variables = of.apply(assumed);
      return new Appended(
          file, variables, "later steps of the job: " + String.join(", ", variables.keySet()));
    };
  }

  /**
   * Makes sure that the runner takes variables for later steps.
   *
   * @throws CredentialsException with {@link ExportProblem} when it does not
   */
  public void requireLaterSteps() {
    requiredFile().prepare();
  }

  private CommandFile requiredFile() {
    return commandFile(ENV)
        .orElseThrow(() -> new CredentialsException(new ExportProblem.RunnerFileMissing(ENV)));
  }

  /** Gives further variables to later steps, whatever the credentials are. */
  public Exporter variables(Map<String, String> variables) {
    return exporter(requiredFile(), assumed -> variables);
  }

  /** Sets variables of later steps. A secret among the values must be masked before. */
  public void setForLaterSteps(Map<String, String> variables) {
    CommandFile file = requiredFile();
    file.prepare();
    file.append(variables);
  }

  /**
   * The folder for files that later steps shall find, as this container and as the host see it. Old
   * runners (before 2.329, September 2025) name a temporary folder that the container does not
   * have; its home, which it always has, lies in that folder.
   *
   * @param temp the temporary folder as the host sees it
   */
  public ContainerFolder sharedFolder(String temp) {
    return shared(temp).resolve("rolecall");
  }

  /** The folder around {@link #sharedFolder}. */
  public ContainerFolder shared(String temp) {
    return host.variable("RUNNER_TEMP")
        .map(host::path)
        .filter(Files::isDirectory)
        .map(here -> new ContainerFolder(here, temp))
        .orElseGet(() -> new ContainerFolder(host.home(), temp + "/_github_home"));
  }

  /**
   * Says when GitHub stops issuing tokens to this job, if the job may last longer: then credentials
   * cannot be renewed until its end.
   */
  public Optional<String> tokensEndEarly() {
    return RequestToken.of(host).flatMap(RequestToken::endsEarly);
  }

  /**
   * The folder through which the host has that file too: the runner shares temporary folder,
   * workspace and home with its containers. Empty for a file that only the container has.
   */
  public Optional<Path> mountOf(Path file) {
    return Stream.of("RUNNER_TEMP", "GITHUB_WORKSPACE", "HOME")
        .flatMap(name -> host.variable(name).stream())
        .map(host::path)
        .filter(folder -> file.normalize().startsWith(folder) && Files.isDirectory(folder))
        .findFirst();
  }

  /**
   * Takes the credentials away from the steps that follow.
   *
   * @param prefix of the variables' names, may be empty
   */
  public void clearLaterSteps(boolean profile, String prefix) {
    clearLaterSteps(Variables.blank(profile, prefix));
  }

  /** Sets these variables, which are blank, for the steps that follow. */
  public void clearLaterSteps(Map<String, String> blank) {
    commandFile(ENV).ifPresent(file -> file.append(blank));
  }

  /** Sets outputs of the step. */
  public Optional<CommandFile> outputs() {
    return commandFile("GITHUB_OUTPUT");
  }

  /** Leaves a word for the post step of the same action, which gets it as {@code STATE_NAME}. */
  public void saveState(String name, String value) {
    commandFile("GITHUB_STATE").ifPresent(file -> file.append(Map.of(name, value)));
  }

  /** Writes a refusal of AWS to the summary of the job. A summary that fails fails nothing. */
  public void summarize(Problem problem, Words words) {
    JobSummary.of(problem, words).ifPresent(this::write);
  }

  @Override
  public Optional<Path> temporaryFolder() {
    return host.variable("RUNNER_TEMP").map(host::path);
  }

  @Override
  public void summarize(String markdown) {
    write(new JobSummary(markdown));
  }

  /**
   * Writes to the summary of the job who was assumed, until when, and where the credentials went.
   *
   * @param hidden whether the account is not to be seen
   */
  public void summarize(String title, Assumed assumed, boolean hidden, List<String> places) {
    write(JobSummary.of(title, assumed, hidden, places));
  }

  private void write(JobSummary summary) {
    commandFile("GITHUB_STEP_SUMMARY")
        .ifPresent(
            file -> {
              try {
                file.append(host.secrets().without(summary.markdown()));
              } catch (CredentialsException e) {
                // The log has it all; the runner drops a summary that it cannot read too.
                return;
              }
            });
  }

  private Optional<CommandFile> commandFile(String variable) {
    return host.variable(variable).map(path -> new CommandFile(variable, host.path(path)));
  }
}
