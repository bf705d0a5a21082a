package io.github.rolecall.maven;

import io.github.rolecall.aws.ecr.EcrRegistry;
import io.github.rolecall.aws.ecr.RegistryPassword;
import io.github.rolecall.problem.Exposure;
import io.github.rolecall.session.Assumed;
import java.util.Optional;

/** Gets passwords for registries of ECR when goals start that need them. */
@FunctionalInterface
interface EcrAccess {
  /**
   * Returns a password for the registry, and masks it.
   *
   * @throws io.github.rolecall.problem.CredentialsException with {@code EcrProblem} and others
   */
  RegistryPassword password(EcrRegistry registry, Assumed session);

  /** Returns why Maven would show or store what goals are given; empty if it does not. */
  default Optional<Exposure> exposure() {
    return Optional.empty();
  }
}
