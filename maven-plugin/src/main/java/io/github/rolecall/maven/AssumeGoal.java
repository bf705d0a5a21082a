package io.github.rolecall.maven;

import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.plan.RolePlans;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.session.Assumed;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** {@code credentials:assume}: plan, act, verify, and only then hand on. */
final class AssumeGoal {
  private final MavenContext build;
  private final Log log;
  private final Parameters parameters;
  private final Host host;
  private final CiPlatform platform;
  private final Console console;
  private final Inputs inputs;
  private final Surroundings surroundings;
  private final HandoffOptions options;

  AssumeGoal(MavenContext build, Log log, Parameters parameters) {
    this.build = build;
    this.log = log;
    this.parameters = build.resolved(parameters);
    this.inputs = build.inputs(this.parameters);
    this.host = build.host(inputs);
    this.platform = CiPlatform.detect(host);
    this.surroundings = build.surroundings(platform, log);
    this.console = new MavenConsole(log, surroundings.masks());
    this.options = HandoffOptions.of(build.execution(), inputs, surroundings.standard());
  }

  /** One exchange for a build and a set of parameters, however many modules inherit the goal. */
  void run() {
    build.refuseUnknownParameters();
    build.refuseSilentCache();
    try {
      var planner = new Planner(host, platform, build.keysOfServer(inputs));
      if (!inputs.roles().isEmpty()) {
        new SeveralRoles(build, log, parameters, host, surroundings, console, options)
            .run(inputs, new RolePlans(planner).of(inputs));
        return;
      }
      Plan plan = planner.plan(inputs);
      surroundings.refuseExposed(inputs, options, plan.handOn());
      if (options.dryRun()) {
        tell(plan);
        return;
      }
      new ConflictingAwsSettings(host).refuseWinners(options, surroundings.keysPossible());
      build.alone(() -> handOn(plan));
    } catch (CredentialsException e) {
      if (!mayGoOn(e)) {
        throw e;
      }
    }
  }

  private void tell(Plan plan) {
    console.info("The plan. This is a dry run: nobody is called, and nothing is handed on.");
    new Assume(host, platform, console).tell(plan);
    console.info("hand-over: " + options.recipients() + ", by " + options.export());
    if (surroundings.laterSteps(inputs, plan.handOn()).isPresent()) {
      console.info("hand-over: later steps of the " + platform.name() + " job");
    }
    plan.handOn().envFile().ifPresent(file -> console.info("hand-over: the file " + file));
  }

  private void handOn(Plan plan) {
    BuildCredentials buildCredentials = build.buildCredentials(log);
    Optional<CredentialHandoff> known = buildCredentials.known(parameters, host.clock().instant());
    if (known.isPresent()) {
      buildCredentials.again(known.get(), build.projectId());
      known
          .flatMap(CredentialHandoff::active)
          .ifPresent(given -> Exporter.exportAll(envFile(plan), given.assumed(), console));
    } else if (options.lazy()) {
      console.info("The role is assumed when the first goal starts that may use it.");
      buildCredentials.await(
          parameters,
          options,
          build.projectId(),
          () -> build.alone(() -> exchangeAwaited(plan, buildCredentials)));
    } else {
      exchange(plan, buildCredentials);
    }
  }

  /** Of goals that start at once, the first one does it for all. */
  private void exchangeAwaited(Plan plan, BuildCredentials buildCredentials) {
    boolean done =
        buildCredentials
            .known(parameters, host.clock().instant())
            .flatMap(CredentialHandoff::active)
            .isPresent();
    if (!done) {
      try {
        exchange(plan, buildCredentials);
      } catch (RuntimeException e) {
        buildCredentials.forget(parameters);
        if (!mayGoOn(e)) {
          throw AwaitedRoleException.of(options.execution(), e, inputs.words());
        }
      }
    }
  }

  private void exchange(Plan plan, BuildCredentials buildCredentials) {
    buildCredentials.forgetExpired(parameters);
    surroundings.tell(options, console);
    Assumed assumed = new Assume(host, platform, console).run(plan);
    var buildExporter = new BuildExporter(build, host, console);
    List<Exporter> exporters = envFile(plan);
    exporters.add(buildExporter.exporter(buildCredentials, parameters, options, plan.handOn()));
    Optional<Exporter> laterSteps = surroundings.laterSteps(inputs, plan.handOn());
    laterSteps.ifPresent(exporters::add);
    buildExporter.mask(assumed, options, plan.handOn(), laterSteps.isPresent());
    Exporter.exportAll(exporters, assumed, console);
    surroundings.tellJob(inputs, plan.handOn(), console);
    new ConflictingAwsSettings(host).warn(options, assumed, console);
  }

  private List<Exporter> envFile(Plan plan) {
    return new BuildExporter(build, host, console).envFile(plan.handOn());
  }

  /** Nobody to start from is no fault where the user says so. A refusal by AWS always is one. */
  private boolean mayGoOn(RuntimeException e) {
    boolean nobody =
        e instanceof CredentialsException known
            && (known.problem() instanceof IdentityProblem.NoIdToken
                || known.problem() instanceof IdentityProblem.NoCredentials);
    if (options.required() || !nobody) {
      return false;
    }
    console.warn(
        "Later goals get no AWS credentials from the execution '"
            + options.execution()
            + "', and the build goes on, as <required> is false.");
    console.warn(((CredentialsException) e).problem().message(inputs.words()));
    return true;
  }
}
