package io.github.rolecall.action;

import io.github.rolecall.assume.explain.Explain;
import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.GitHubActions;
import io.github.rolecall.config.WholeInputs;
import io.github.rolecall.console.Console;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.ProfileExporter;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.Words;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.report.Reports;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.report.Display;
import io.github.rolecall.report.SummaryReport;
import io.github.rolecall.report.TextReport;
import io.github.rolecall.session.Assumed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs the GitHub action: its main step and, at the end of the job, its post step. */
final class ActionStep {
  private static final String PHASE = "phase";
  private static final String POST = "post";

  /** The state that holds the prefixes of the variables which the post step unsets. */
  private static final String PREFIXES = "prefixes";

  private final Host host;
  private final GitHubActions gitHub;
  private final Console console;

  /** How messages name the inputs. Replaced once the inputs have been read. */
  private volatile Words words = FrontEnd.ACTION;

  private final Optional<String> hostTemp;
  private final Optional<ImageRuntime> runtime;

  /**
   * @param hostTemp the runner's temporary folder as the host sees it, if this runs in a container
   * @param runtime the program that renews credentials in later steps, if there is one
   */
  ActionStep(Host host, Optional<String> hostTemp, Optional<ImageRuntime> runtime) {
    this.host = host;
    this.hostTemp = hostTemp;
    this.runtime = runtime;
    this.gitHub = new GitHubActions(host);
    this.console = gitHub.console(host.log(), FrontEnd.ACTION, host.secrets());
  }

  int run() {
    try {
      return host.deadline().run(this::step);
    } catch (CredentialsException e) {
      gitHub.console(host.log(), words, host.secrets()).failed(e.problem());
      gitHub.summarize(e.problem(), words);
    } catch (RuntimeException | Error e) {
      console.failed(RunProblem.of(e));
    }
    return 1;
  }

  private int step() {
    host.deadline().doing("reading the inputs");
    Inputs inputs = Inputs.of(FrontEnd.ACTION, written(host.environment()), host.environment());
    words = inputs.words();
    if (host.variable("STATE_" + PHASE).filter(POST::equals).isPresent()) {
      post(withFileIfGood(inputs));
    } else {
      host.http().prepare();
      // This must come first: without the state, a failed main step would run again as its own post
      // step.
      gitHub.saveState(PHASE, POST);
      var unknown = new UnknownInputs(host.environment());
      unknown.warnings().forEach(console::warn);
      unknown.refuseRestrictions();
      Inputs all = WholeInputs.of(inputs, host);
      words = all.words();
      maskKeys(all);
      return all.flag(Input.EXPLAIN, false) ? explain(all) : main(all);
    }
    return 0;
  }

  /**
   * Continues without the file if it is missing at the end of the job: the variables must be unset
   * anyway.
   */
  private Inputs withFileIfGood(Inputs inputs) {
    try {
      return WholeInputs.of(inputs, host);
    } catch (CredentialsException e) {
      return inputs;
    }
  }

  /** Reads the inputs, which the runner passes as {@code INPUT_ROLE-TO-ASSUME}. */
  private static Map<Input, String> written(Map<String, String> environment) {
    var written = new EnumMap<Input, String>(Input.class);
    for (Input input : Input.values()) {
      String variable = "INPUT_" + input.key().toUpperCase(Locale.ROOT);
      if (input.frontEnds().contains(FrontEnd.ACTION) && environment.containsKey(variable)) {
        written.put(input, environment.get(variable));
      }
    }
    return written;
  }

  /** Masks the keys even if another source takes precedence over them. */
  private void maskKeys(Inputs inputs) {
    if (inputs.has(Input.AWS_ACCESS_KEY_ID) && inputs.has(Input.AWS_SECRET_ACCESS_KEY)) {
      Stream.of(Input.AWS_ACCESS_KEY_ID, Input.AWS_SECRET_ACCESS_KEY, Input.AWS_SESSION_TOKEN)
          .flatMap(input -> inputs.text(input).stream())
          .forEach(console::mask);
    }
  }

  private int main(Inputs inputs) {
    List<PlannedRole> roles = new Planner(host, gitHub).plan(inputs);
    ready(roles.stream().map(role -> role.plan().exportTargets()).toList());
    Optional<Refresh> refresh =
        inputs.flag(Input.REFRESH, false) ? Optional.of(refresh()) : Optional.empty();
    refresh.ifPresent(Refresh::warnOfEnd);
    new Assume(host, gitHub, console)
        .export(roles, (role, assumed) -> exporters(role, assumed, refresh), Cancellation::shield)
        .forEach(this::summarize);
    return 0;
  }

  private Refresh refresh() {
    gitHub.requireLaterSteps();
    return new Refresh(host, gitHub, console, runtime, gitHub.shared(temp()));
  }

  /** Returns the temporary folder as later steps see it. */
  private String temp() {
    return hostTemp.or(() -> host.variable("RUNNER_TEMP")).orElse(host.home().toString());
  }

  private void summarize(Assume.Exported exported) {
    gitHub.summarize(
        exported.role().titled("AWS credentials"),
        exported.assumed(),
        exported.role().plan().exportTargets().maskIdentity(),
        exported.places());
  }

  /**
   * Checks, before any request, that the runner accepts variables, and stores their prefixes for
   * the post step.
   */
  private void ready(List<ExportTargets> all) {
    List<String> prefixes =
        all.stream()
            .filter(ExportTargets::environment)
            .map(exportTargets -> exportTargets.prefixes().variables())
            .toList();
    if (!prefixes.isEmpty()) {
      gitHub.requireLaterSteps();
    }
    List<String> own = prefixes.stream().filter(prefix -> !prefix.isEmpty()).toList();
    if (!own.isEmpty()) {
      gitHub.saveState(PREFIXES, String.join(",", own));
    }
  }

  /**
   * Explains the run without assuming a role. The step also succeeds when the answer is unknown.
   */
  private int explain(Inputs inputs) {
    Reports reports = new Explain(host, gitHub, console).run(inputs);
    console.info(TextReport.of(reports, Display.PLAIN));
    gitHub.summarize(SummaryReport.of(reports));
    return reports.verdict() == Verdict.DENIED ? 1 : 0;
  }

  private List<Exporter> exporters(PlannedRole role, Assumed assumed, Optional<Refresh> refresh) {
    ExportTargets exportTargets = role.plan().exportTargets();
    Optional<List<Exporter>> refreshing =
        refresh.flatMap(renewal -> renewal.exporters(role, assumed));
    var exporters = new ArrayList<Exporter>(refreshing.orElse(List.of()));
    if (refreshing.isEmpty() && assumed.isNew()) {
      exportTargets.profile().ifPresent(profile -> exporters.addAll(profileExporters(profile)));
    }
    gitHub.outputs().ifPresent(file -> exporters.add(StepOutputs.to(file, exportTargets)));
    if (refreshing.isEmpty() && exportTargets.environment()) {
      gitHub.laterSteps(exportTargets).ifPresent(exporters::add);
      if (assumed.isNew()) {
        warnOfEarlierProfile(exportTargets);
      }
    }
    return exporters;
  }

  private void warnOfEarlierProfile(ExportTargets exportTargets) {
    if (exportTargets.profile().isEmpty() && exportTargets.prefixes().variables().isEmpty()) {
      RefreshFolder.profileOfEarlierStep(host)
          .ifPresent(
              profile ->
                  console.warn(
                      "AWS_PROFILE is "
                          + profile
                          + ", a profile of an earlier step with refresh. Some tools, such as the"
                          + " AWS SDK for JavaScript, prefer it to the keys of this step. Set"
                          + " aws-profile to another name and output-env-credentials to true in"
                          + " this step."));
    }
  }

  private List<Exporter> profileExporters(ExportTargets.Profile profile) {
    return hostTemp
        .map(temp -> new ContainerProfile(host, gitHub, gitHub.sharedFolder(temp)))
        .map(container -> container.exporters(profile))
        .orElseGet(() -> List.of(new ProfileExporter(profile, host)));
  }

  /**
   * Unsets the variables that a step like this one exports, even if this step exported none, as
   * aws-actions/configure-aws-credentials does. Keeps the profile: later jobs of the runner may use
   * it on purpose.
   */
  private void post(Inputs inputs) {
    if (inputs.flag(Input.REFRESH, false)) {
      postOfRefresh();
    }
    boolean profile = inputs.has(Input.AWS_PROFILE);
    if (inputs.flag(Input.OUTPUT_ENV_CREDENTIALS, !profile) && !inputs.flag(Input.EXPLAIN, false)) {
      gitHub.clearLaterSteps(profile, "");
      prefixes().forEach(prefix -> gitHub.clearLaterSteps(profile, prefix));
      console.info("Cleared the AWS environment variables of the job.");
    }
  }

  private void postOfRefresh() {
    var cleanup = new RefreshCleanup(gitHub, console);
    cleanup.clearVariables(Stream.concat(Stream.of(""), prefixes()).toList());
    host.variable("STATE_" + RefreshCleanup.STATE)
        .ifPresent(name -> cleanup.remove(gitHub.shared(temp()), name));
  }

  private Stream<String> prefixes() {
    return host.variable("STATE_" + PREFIXES).stream()
        .flatMap(prefixes -> Stream.of(prefixes.split(",", -1)));
  }
}
