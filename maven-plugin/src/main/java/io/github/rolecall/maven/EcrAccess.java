package io.github.rolecall.maven;

import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.aws.ecr.RegistryPassword;
import io.github.rolecall.problem.Exposure;
import io.github.rolecall.session.Assumed;
import java.util.Optional;

/** A source of ECR passwords for goals that need them. */
@FunctionalInterface
interface EcrAccess {
  /**
   * Returns a password for the registry, and masks it.
   *
   * @throws io.github.rolecall.problem.CredentialsException with {@code EcrProblem} and others
   */
  RegistryPassword password(EcrRegistry registry, Assumed session);

  /** Returns why Maven would log or store the configuration of goals; empty if it does not. */
  default Optional<Exposure> exposure() {
    return Optional.empty();
  }
}
