package io.github.rolecall.maven;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.console.NamedConsole;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.session.Assumed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/**
 * The goal {@code credentials:assume}. It plans, assumes the roles, verifies the credentials, and
 * only then exports them.
 */
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
    this.console = new MavenConsole(log, surroundings.masks(), build.secrets());
    this.options = options(execution(), inputs);
  }

  private String execution() {
    return build.goal().getExecutionId();
  }

  /**
   * Returns the options of a role. With several roles, each role has its own goals and its own
   * profile, which is named after the role.
   */
  private HandoffOptions options(PlannedRole role) {
    String name = role.name();
    return options(name.isEmpty() ? execution() : execution() + "-" + name, role.inputs());
  }

  private HandoffOptions options(String profile, Inputs own) {
    return HandoffOptions.of(profile, own, surroundings.standard());
  }

  /**
   * Assumes the roles once per build and set of parameters, even if several modules inherit the
   * goal.
   */
  void run() {
    build.refuseUnknownParameters();
    build.refuseSilentCache();
    host.deadline().begin();
    try {
      List<PlannedRole> roles =
          new Planner(host, platform, build.keysOfServer(inputs)).plan(inputs);
      refuse(roles);
      if (options.dryRun()) {
        console.info("The plan. This is a dry run: it makes no call and exports nothing.");
        roles.forEach(this::tell);
        return;
      }
      if (roles.stream().anyMatch(this::meetsOtherSettings)) {
        new ConflictingAwsSettings(host).refuseWinners(options, surroundings.keysPossible());
      }
      build.alone(() -> export(roles));
    } catch (CredentialsException e) {
      if (!mayGoOn(e)) {
        throw e;
      }
    }
  }

  /** Rejects invalid settings before any request. */
  private void refuse(List<PlannedRole> roles) {
    if (options.lazy() && inputs.hasSeveralRoles()) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.LAZY),
              inputs.name(Input.ROLES),
              "Rolecall assumes several roles together, when the goal runs"));
    }
    roles.forEach(
        role -> surroundings.refuseExposed(role.inputs(), options, role.plan().exportTargets()));
  }

  /**
   * Whether other AWS settings can take precedence over this role. They cannot if it is one of
   * several roles and has a prefix for its variables.
   */
  private boolean meetsOtherSettings(PlannedRole role) {
    return !inputs.hasSeveralRoles()
        || role.plan().exportTargets().prefixes().variables().isEmpty();
  }

  private void tell(PlannedRole role) {
    ExportTargets exportTargets = role.plan().exportTargets();
    HandoffOptions own = options(role);
    Console named = NamedConsole.of(role.name(), console);
    new Assume(host, platform, console).tell(role);
    named.info("export: " + own.recipients() + ", as " + own.export());
    if (surroundings.laterSteps(inputs, own, exportTargets).isPresent()) {
      named.info("export: later steps of the " + platform.name() + " job");
    }
    exportTargets.envFile().ifPresent(file -> named.info("export: the file " + file));
  }

  private void export(List<PlannedRole> roles) {
    BuildCredentials buildCredentials = build.buildCredentials(log);
    List<CredentialHandoff> known = known(buildCredentials, roles);
    if (known.size() == roles.size()) {
      known.forEach(handoff -> buildCredentials.again(handoff, build.projectId()));
      for (int i = 0; i < known.size(); i++) {
        again(roles.get(i), known.get(i));
      }
    } else if (options.lazy()) {
      console.info("Rolecall assumes the role when the first goal that may use it starts.");
      buildCredentials.await(
          parameters,
          options,
          build.projectId(),
          () -> build.alone(() -> exchangeAwaited(roles, buildCredentials)));
    } else {
      exchange(roles, buildCredentials);
    }
  }

  private List<CredentialHandoff> known(
      BuildCredentials buildCredentials, List<PlannedRole> roles) {
    return roles.stream()
        .flatMap(role -> buildCredentials.known(of(role), host.clock().instant()).stream())
        .toList();
  }

  /** The parameters with the name of the role, which identify the credentials of this role. */
  private Parameters of(PlannedRole role) {
    return parameters.of(role.name());
  }

  /** Writes the file of this module again: later commands may read it from any module. */
  private void again(PlannedRole role, CredentialHandoff known) {
    List<Exporter> file =
        new BuildExporter(build, host, platform, console, surroundings.printed(options))
            .envFile(role.plan().exportTargets());
    List<Exporter.HandedOver> again =
        known.active().stream()
            .map(given -> new Exporter.HandedOver(given.assumed(), file))
            .toList();
    Exporter.exportAll(again, console);
  }

  /**
   * Assumes the roles when a goal needs them. If several goals start at the same time, only the
   * first one does it.
   */
  private void exchangeAwaited(List<PlannedRole> roles, BuildCredentials buildCredentials) {
    if (known(buildCredentials, roles).stream().anyMatch(known -> known.active().isPresent())) {
      return;
    }
    host.deadline().begin();
    try {
      exchange(roles, buildCredentials);
    } catch (RuntimeException | Error e) {
      buildCredentials.forget(parameters);
      if (!mayGoOn(e)) {
        Problem problem =
            e instanceof CredentialsException known ? known.problem() : RunProblem.of(e);
        throw new AwaitedRoleException(
            execution(),
            "before the first goal that may use its credentials",
            build.secrets().without(problem.message(inputs.words())));
      }
    }
  }

  private void exchange(List<PlannedRole> roles, BuildCredentials buildCredentials) {
    roles.forEach(role -> buildCredentials.forgetExpired(of(role)));
    surroundings.tell(options, console);
    List<Assume.Exported> exported =
        new SsoLogin(inputs, host, platform, console)
            .around(
                build.attended(),
                () ->
                    new Assume(host, platform, console)
                        .export(
                            roles,
                            (role, assumed) -> exporters(buildCredentials, role, assumed),
                            Runnable::run));
    roles.stream()
        .filter(role -> role.plan().exportTargets().environment())
        .findFirst()
        .ifPresent(
            role ->
                surroundings.tellJob(inputs, options(role), role.plan().exportTargets(), console));
    exported.stream()
        .filter(one -> meetsOtherSettings(one.role()))
        .forEach(
            one ->
                new ConflictingAwsSettings(host).warn(options(one.role()), one.assumed(), console));
  }

  private List<Exporter> exporters(
      BuildCredentials buildCredentials, PlannedRole role, Assumed assumed) {
    ExportTargets exportTargets = role.plan().exportTargets();
    HandoffOptions own = options(role);
    var buildExporter =
        new BuildExporter(build, host, platform, console, surroundings.printed(options));
    var exporters = new ArrayList<>(buildExporter.envFile(exportTargets));
    exporters.add(buildExporter.exporter(buildCredentials, of(role), own, role));
    Optional<Exporter> laterSteps =
        surroundings.laterSteps(inputs, own, exportTargets).map(build.jobFiles()::with);
    laterSteps.ifPresent(exporters::add);
    buildExporter.mask(assumed, own, exportTargets, laterSteps.isPresent());
    return exporters;
  }

  /**
   * Returns whether the build continues. The user can permit a missing credential source. An error
   * from AWS always fails the build.
   */
  private boolean mayGoOn(Throwable e) {
    if (options.required()
        || !(e instanceof CredentialsException known)
        || !(known.problem() instanceof IdentityProblem.NoIdToken
            || known.problem() instanceof IdentityProblem.NoCredentials)) {
      return false;
    }
    console.warn(
        "Later goals get no AWS credentials from the execution '%s'. The build continues, because"
                .formatted(execution())
            + " <required> is false.");
    console.warn(known.problem().message(inputs.words()));
    return true;
  }
}
