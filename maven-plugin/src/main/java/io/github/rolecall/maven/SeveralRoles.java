package io.github.rolecall.maven;

import io.github.rolecall.assume.run.AssumeAll;
import io.github.rolecall.console.Console;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.plan.NamedPlan;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** {@code <roles>}: several roles of one execution, all handed on, or none. */
final class SeveralRoles {
  private final MavenContext build;
  private final Log log;
  private final Parameters parameters;
  private final Host host;
  private final Surroundings surroundings;
  private final Console console;
  private final HandoffOptions options;

  SeveralRoles(
      MavenContext build,
      Log log,
      Parameters parameters,
      Host host,
      Surroundings surroundings,
      Console console,
      HandoffOptions options) {
    this.build = build;
    this.log = log;
    this.parameters = parameters;
    this.host = host;
    this.surroundings = surroundings;
    this.console = console;
    this.options = options;
  }

  void run(Inputs inputs, List<NamedPlan> plans) {
    if (options.lazy()) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.LAZY),
              inputs.name(Input.ROLES),
              "several roles are assumed together, when the goal runs"));
    }
    List<HandoffOptions> each =
        inputs.roles().stream()
            .map(role -> HandoffOptions.of(options.execution(), role.inputs(), options.export()))
            .toList();
    for (int i = 0; i < plans.size(); i++) {
      surroundings.refuseExposed(
          inputs.roles().get(i).inputs(), options, plans.get(i).plan().handOn());
    }
    if (options.dryRun()) {
      tell(plans, each);
      return;
    }
    plans.stream()
        .filter(named -> named.plan().handOn().prefixes().variables().isEmpty())
        .forEach(
            named ->
                new ConflictingAwsSettings(host)
                    .refuseWinners(options, surroundings.keysPossible()));
    build.alone(() -> handOn(inputs, plans, each));
  }

  private void tell(List<NamedPlan> plans, List<HandoffOptions> each) {
    console.info("The plan. This is a dry run: nobody is called, and nothing is handed on.");
    new AssumeAll(host, surroundings.platform(), console).tell(plans);
    for (int i = 0; i < plans.size(); i++) {
      HandoffOptions own = each.get(i);
      console.info(
          plans.get(i).name() + ": hand-over: " + own.recipients() + ", by " + own.export());
    }
  }

  private void handOn(Inputs inputs, List<NamedPlan> plans, List<HandoffOptions> each) {
    BuildCredentials buildCredentials = build.buildCredentials(log);
    Instant now = host.clock().instant();
    List<CredentialHandoff> known =
        plans.stream()
            .map(named -> buildCredentials.known(parameters.of(named.name()), now))
            .flatMap(Optional::stream)
            .toList();
    if (known.size() == plans.size()) {
      known.forEach(handoff -> buildCredentials.again(handoff, build.projectId()));
      return;
    }
    plans.forEach(named -> buildCredentials.forgetExpired(parameters.of(named.name())));
    surroundings.tell(options, console);
    List<Assumed> assumed = new AssumeAll(host, surroundings.platform(), console).run(plans);
    var several = new ArrayList<Exporter.HandedOver>();
    for (int i = 0; i < plans.size(); i++) {
      String name = plans.get(i).name();
      HandOn to = plans.get(i).plan().handOn();
      several.add(
          new Exporter.HandedOver(
              assumed.get(i), exporters(inputs, buildCredentials, name, each.get(i), to)));
      new BuildExporter(build, host, console)
          .mask(assumed.get(i), each.get(i), to, surroundings.laterSteps(inputs, to).isPresent());
    }
    Exporter.exportAll(several, console);
    plans.stream()
        .map(named -> named.plan().handOn())
        .filter(HandOn::environment)
        .findFirst()
        .ifPresent(handOn -> surroundings.tellJob(inputs, handOn, console));
    for (int i = 0; i < plans.size(); i++) {
      if (plans.get(i).plan().handOn().prefixes().variables().isEmpty()) {
        new ConflictingAwsSettings(host).warn(each.get(i), assumed.get(i), console);
      }
    }
  }

  private List<Exporter> exporters(
      Inputs inputs,
      BuildCredentials buildCredentials,
      String name,
      HandoffOptions own,
      HandOn handOn) {
    var to = new BuildExporter(build, host, console);
    List<Exporter> exporters = to.envFile(handOn);
    exporters.add(to.exporter(buildCredentials, parameters.of(name), own, handOn));
    surroundings.laterSteps(inputs, handOn).ifPresent(exporters::add);
    return exporters;
  }
}
