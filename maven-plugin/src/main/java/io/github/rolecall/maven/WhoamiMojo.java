package io.github.rolecall.maven;

import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.model.CallerIdentity;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Prints the identity of the AWS credentials of the build: UserId, Account and Arn. After {@code
 * credentials:assume} in the same build, these are the exported credentials.
 *
 * @since 0.1.0
 */
@Mojo(name = "whoami", requiresProject = false, threadSafe = true)
public final class WhoamiMojo extends WhoamiParameters {
  private final MavenContext build;

  @Inject
  WhoamiMojo(MavenContext build) {
    this.build = build;
  }

  @Override
  MavenContext build() {
    return build;
  }

  @Override
  void run(Parameters parameters) {
    MavenContext later = build.afterAssume(getLog());
    Inputs inputs = later.inputs(parameters);
    Host host = later.host(inputs);
    CiPlatform platform = CiPlatform.detect(host);
    Console console = build.console(platform, getLog());
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
