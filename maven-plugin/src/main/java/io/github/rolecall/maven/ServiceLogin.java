package io.github.rolecall.maven;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.session.Assumed;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.logging.Log;

/**
 * A session with which a goal asks another service of AWS for a password. The goal assumes a role
 * of its own; if it names none, it uses what {@code credentials:assume} has exported in this build,
 * or the credentials of the environment.
 */
final class ServiceLogin {
  final Host host;
  final CiPlatform platform;
  final Surroundings surroundings;
  final Inputs inputs;
  private final MavenContext build;
  private final PlannedRole role;

  /**
   * Plans, and asks nobody.
   *
   * @param parameters resolved
   * @param what the password or the token, for messages
   */
  ServiceLogin(MavenContext build, Log log, Parameters parameters, String what) {
    Inputs own = build.inputs(parameters);
    this.build = namesCredentials(own) ? build : build.afterAssume(log);
    this.inputs = this.build.inputs(parameters);
    if (inputs.hasSeveralRoles()) {
      Input where = inputs.has(Input.ROLES) ? Input.ROLES : Input.CONFIG;
      throw inputs.invalid(where, "one role: a " + what + " has one identity");
    }
    this.host = this.build.host(inputs);
    this.platform = CiPlatform.detect(host);
    this.surroundings = this.build.surroundings(platform, log);
    this.role = new Planner(host, platform, this.build.keysOfServer(inputs)).plan(inputs).get(0);
  }

  private static boolean namesCredentials(Inputs inputs) {
    return inputs.hasSeveralRoles()
        || Stream.of(
                Input.ROLE_TO_ASSUME,
                Input.SOURCE_PROFILE,
                Input.SERVER_ID,
                Input.ACCESS_KEY_ID_ENV)
            .anyMatch(inputs::has);
  }

  Plan plan() {
    return role.plan();
  }

  /** Assumes and verifies the role. */
  Assumed session(Console console) {
    return new Assume(host, platform, console).run(List.of(role)).get(0);
  }
}
