package io.github.rolecall.maven;

import io.github.rolecall.aws.ecr.Ecr;
import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.aws.ecr.RegistryPassword;
import io.github.rolecall.aws.ecr.RegistryPasswords;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.Exposure;
import io.github.rolecall.session.Assumed;
import java.util.Optional;

/**
 * Gets passwords from ECR for goals that need them. Uses the network settings with which the role
 * was assumed.
 *
 * @param passwords the passwords of this build
 * @param exposure why Maven would log or store the configuration of goals; empty if it does not
 */
record EcrCalls(
    Host host, Console console, Plan plan, RegistryPasswords passwords, Optional<Exposure> exposure)
    implements EcrAccess {
  @Override
  public RegistryPassword password(EcrRegistry registry, Assumed session) {
    Host anew = host.anew();
    anew.deadline().limit(plan.reach().time());
    anew.deadline().begin();
    var ecr = new Ecr(anew, console, plan.network(), plan.reach().retry());
    return anew.deadline().run(() -> passwords.password(registry, session, ecr, anew));
  }

  /** Omits the host, whose environment contains secrets. */
  @Override
  public String toString() {
    return "EcrCalls";
  }
}
