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
import org.apache.maven.plugin.logging.Log;

/** {@code credentials:assume}: plan, act, verify, and only then hand on. */
final class AssumeGoal {
  private final Build build;
  private final Log log;

  AssumeGoal(Build build, Log log) {
    this.build = build;
    this.log = log;
  }

  void run(Parameters parameters) {
    Inputs inputs = build.inputs(parameters);
    Host host = build.host(inputs);
    CiPlatform platform = CiPlatform.detect(host);
    Console console = new MavenConsole(log, platform, host.log());
    Plan plan = new Planner(host, platform, build.keysOfServer(inputs)).plan(inputs);
    Assumed assumed = new Assume(host, platform, console).run(plan);
    Exporter.exportAll(exporters(plan.handOn(), host, platform), assumed, console);
  }

  private List<Exporter> exporters(HandOn handOn, Host host, CiPlatform platform) {
    var exporters = new ArrayList<Exporter>();
    if (handOn.environment()) {
      platform.laterSteps(handOn).ifPresent(exporters::add);
    }
    handOn
        .envFile()
        .map(file -> new EnvFileExporter(file, handOn, host.environment()))
        .ifPresent(exporters::add);
    exporters.add(build.laterGoals(log));
    return exporters;
  }
}
