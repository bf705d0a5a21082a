package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.aws.ecr.Ecr;
import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.aws.ecr.RegistryPassword;
import io.github.rolecall.aws.ecr.RegistryPasswords;
import io.github.rolecall.host.Host;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.session.Assumed;
import java.util.List;

/** A login to a registry of ECR: the registry, its password, and the session that requested it. */
record EcrLogin(EcrRegistry registry, RegistryPassword password, Assumed session) {

  /**
   * Assumes and verifies a role, and requests passwords from ECR: one for each Region.
   *
   * @param registries the registries; if empty, the registry of the role's account in its Region
   */
  static List<EcrLogin> all(
      PlannedRole role, List<EcrRegistry> registries, Host host, Subcommand.Job job) {
    Plan plan = role.plan();
    Assumed session = job.assume().run(List.of(role)).get(0);
    List<EcrRegistry> all =
        registries.isEmpty()
            ? List.of(EcrRegistry.of(session.identity().account(), session.region()))
            : registries;
    var ecr = new Ecr(host, job.console(), plan.network(), plan.reach().retry());
    var passwords = new RegistryPasswords();
    return all.stream()
        .map(at -> new EcrLogin(at, passwords.password(at, session, ecr, host), session))
        .toList();
  }

  /** Returns a text that names the registry, the identity, and the expiration. */
  String describe() {
    return "Logged in to %s as %s, valid until %s"
        .formatted(registry, session.identity().arn(), password.end());
  }
}
