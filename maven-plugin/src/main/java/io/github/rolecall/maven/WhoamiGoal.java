package io.github.rolecall.maven;

import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.CallerIdentity;
import org.apache.maven.plugin.logging.Log;

/** {@code credentials:whoami}: whose credentials the build has. */
final class WhoamiGoal {
  private final MavenContext build;
  private final Log log;

  WhoamiGoal(MavenContext build, Log log) {
    this.build = build;
    this.log = log;
  }

  void run(Parameters parameters) {
    MavenContext later = build.afterAssume(log);
    Inputs inputs = later.inputs(parameters);
    Host host = later.host(inputs);
    CiPlatform platform = CiPlatform.detect(host);
    Console console = new MavenConsole(log, build.surroundings(platform, log).masks());
    CallerIdentity identity =
        new Assume(host, platform, console)
            .run(new Planner(host, platform, later.keysOfServer(inputs)).plan(inputs))
            .get(0)
            .identity();
    console.info("UserId   " + identity.userId());
    console.info("Account  " + identity.account());
    console.info("Arn      " + identity.arn());
  }
}
