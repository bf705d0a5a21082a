package io.github.rolecall.maven;

import io.github.rolecall.Assumed;
import io.github.rolecall.Console;
import io.github.rolecall.HandOn;
import io.github.rolecall.Host;
import io.github.rolecall.Inputs;
import io.github.rolecall.Plan;
import io.github.rolecall.assume.Assume;
import io.github.rolecall.assume.Planner;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.export.EnvFileExporter;
import io.github.rolecall.export.Exporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/** {@code credentials:assume}: plan, act, verify, and only then hand on. */
final class AssumeGoal {
  private final Build build;
  private final Log log;

  AssumeGoal(Build build, Log log) {
    this.build = build;
    this.log = log;
  }

  /** One exchange for a build and a set of parameters, however many modules inherit the goal. */
  void run(Parameters parameters) {
    build.alone(() -> handOn(parameters));
  }

  private void handOn(Parameters parameters) {
    Inputs inputs = build.inputs(parameters);
    Host host = build.host(inputs);
    CiPlatform platform = CiPlatform.detect(host);
    Console console = new MavenConsole(log, platform, host.log());
    Plan plan = new Planner(host, platform, build.keysOfServer(inputs)).plan(inputs);
    LaterGoals laterGoals = build.laterGoals(log);
    Optional<Assumed> known = laterGoals.known(parameters, host.clock().instant());
    List<Exporter> exporters = exporters(plan.handOn(), host);
    exporters.add(laterGoals);
    if (known.isEmpty() && plan.handOn().environment()) {
      platform.laterSteps(plan.handOn()).ifPresent(exporters::add);
    }
    if (log.isDebugEnabled() && !platform.masks()) {
      console.warn(
          "With -X, Maven and other plugins print the environment and the properties that they are"
              + " given, and nothing hides the credentials in this log.");
    }
    Assumed assumed = known.orElseGet(() -> new Assume(host, platform, console).run(plan));
    Exporter.exportAll(exporters, assumed, console);
    laterGoals.remember(parameters, assumed);
  }

  private static List<Exporter> exporters(HandOn handOn, Host host) {
    return handOn.envFile().stream()
        .map(file -> new EnvFileExporter(file, handOn, host.environment()))
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
