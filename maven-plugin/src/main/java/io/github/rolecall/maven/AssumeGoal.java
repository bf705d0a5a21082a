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
  private final Build build;
  private final Log log;
  private final Parameters parameters;
  private final Host host;
  private final CiPlatform platform;
  private final Console console;
  private final Inputs inputs;
  private final Surroundings surroundings;
  private final Terms terms;

  AssumeGoal(Build build, Log log, Parameters parameters) {
    this.build = build;
    this.log = log;
    this.parameters = build.resolved(parameters);
    this.inputs = build.inputs(this.parameters);
    this.host = build.host(inputs);
    this.platform = CiPlatform.detect(host);
    this.surroundings = build.surroundings(platform, log);
    this.console = new MavenConsole(log, surroundings.masks());
    this.terms = Terms.of(build.execution(), inputs, surroundings.standard());
  }

  /** One exchange for a build and a set of parameters, however many modules inherit the goal. */
  void run() {
    build.refuseUnknownParameters();
    build.refuseSilentCache();
    try {
      var planner = new Planner(host, platform, build.keysOfServer(inputs));
      if (!inputs.roles().isEmpty()) {
        new SeveralRoles(build, log, parameters, host, surroundings, console, terms)
            .run(inputs, new RolePlans(planner).of(inputs));
        return;
      }
      Plan plan = planner.plan(inputs);
      surroundings.refuseExposed(inputs, terms, plan.handOn());
      if (terms.dryRun()) {
        tell(plan);
        return;
      }
      new OuterSettings(host).refuseWinners(terms, surroundings.keysPossible());
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
    console.info("hand-over: " + terms.recipients() + ", by " + terms.export());
    if (surroundings.laterSteps(inputs, plan.handOn()).isPresent()) {
      console.info("hand-over: later steps of the " + platform.name() + " job");
    }
    plan.handOn().envFile().ifPresent(file -> console.info("hand-over: the file " + file));
  }

  private void handOn(Plan plan) {
    LaterGoals laterGoals = build.laterGoals(log);
    Optional<HandOver> known = laterGoals.known(parameters, host.clock().instant());
    if (known.isPresent()) {
      laterGoals.again(known.get(), build.projectId());
      known
          .flatMap(HandOver::delivered)
          .ifPresent(given -> Exporter.exportAll(envFile(plan), given.assumed(), console));
    } else if (terms.lazy()) {
      console.info("The role is assumed when the first goal starts that may use it.");
      laterGoals.await(
          parameters,
          terms,
          build.projectId(),
          () -> build.alone(() -> exchangeAwaited(plan, laterGoals)));
    } else {
      exchange(plan, laterGoals);
    }
  }

  /** Of goals that start at once, the first one does it for all. */
  private void exchangeAwaited(Plan plan, LaterGoals laterGoals) {
    boolean done =
        laterGoals
            .known(parameters, host.clock().instant())
            .flatMap(HandOver::delivered)
            .isPresent();
    if (!done) {
      try {
        exchange(plan, laterGoals);
      } catch (RuntimeException e) {
        laterGoals.forget(parameters);
        if (!mayGoOn(e)) {
          throw AwaitedRoleException.of(terms.execution(), e, inputs.words());
        }
      }
    }
  }

  private void exchange(Plan plan, LaterGoals laterGoals) {
    laterGoals.forgetExpired(parameters);
    surroundings.tell(terms, console);
    Assumed assumed = new Assume(host, platform, console).run(plan);
    var toLaterGoals = new ToLaterGoals(build, host, console);
    List<Exporter> exporters = envFile(plan);
    exporters.add(toLaterGoals.exporter(laterGoals, parameters, terms, plan.handOn()));
    Optional<Exporter> laterSteps = surroundings.laterSteps(inputs, plan.handOn());
    laterSteps.ifPresent(exporters::add);
    toLaterGoals.mask(assumed, terms, plan.handOn(), laterSteps.isPresent());
    Exporter.exportAll(exporters, assumed, console);
    surroundings.tellJob(inputs, plan.handOn(), console);
    new OuterSettings(host).warn(terms, assumed, console);
  }

  private List<Exporter> envFile(Plan plan) {
    return new ToLaterGoals(build, host, console).envFile(plan.handOn());
  }

  /** Nobody to start from is no fault where the user says so. A refusal by AWS always is one. */
  private boolean mayGoOn(RuntimeException e) {
    boolean nobody =
        e instanceof CredentialsException known
            && (known.problem() instanceof IdentityProblem.NoIdToken
                || known.problem() instanceof IdentityProblem.NoCredentials);
    if (terms.required() || !nobody) {
      return false;
    }
    console.warn(
        "Later goals get no AWS credentials from the execution '"
            + terms.execution()
            + "', and the build goes on, as <required> is false.");
    console.warn(((CredentialsException) e).problem().message(inputs.words()));
    return true;
  }
}
