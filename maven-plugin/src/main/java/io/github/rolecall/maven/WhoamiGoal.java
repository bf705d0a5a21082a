package io.github.rolecall.maven;

import io.github.rolecall.CallerIdentity;
import io.github.rolecall.Console;
import io.github.rolecall.Host;
import io.github.rolecall.Inputs;
import io.github.rolecall.assume.Assume;
import io.github.rolecall.assume.Planner;
import io.github.rolecall.ci.CiPlatform;
import org.apache.maven.plugin.logging.Log;

/** {@code credentials:whoami}: whose credentials the build has. */
final class WhoamiGoal {
  private final Build build;
  private final Log log;

  WhoamiGoal(Build build, Log log) {
    this.build = build;
    this.log = log;
  }

  void run(Parameters parameters) {
    Build later = build.afterAssume(log);
    Inputs inputs = later.inputs(parameters);
    Host host = later.host(inputs);
    CiPlatform platform = CiPlatform.detect(host);
    Console console = new MavenConsole(log, build.surroundings(platform, log).masks());
    CallerIdentity identity =
        new Assume(host, platform, console)
            .run(new Planner(host, platform, later.keysOfServer(inputs)).plan(inputs))
            .identity();
    console.info("UserId   " + identity.userId());
    console.info("Account  " + identity.account());
    console.info("Arn      " + identity.arn());
  }
}
