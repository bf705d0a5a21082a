package io.github.rolecall.maven;

import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Logs in to registries of Amazon ECR. Writes a Docker configuration of its own, and sets {@code
 * DOCKER_CONFIG} for processes that later goals start and for later steps of the CI job. Removes it
 * at the end of the build if nothing uses it after that.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "ecr-login",
    defaultPhase = LifecyclePhase.INITIALIZE,
    requiresProject = false,
    threadSafe = true)
public final class EcrLoginMojo extends EcrLoginParameters {
  private final MavenContext build;

  /**
   * Registries to log in to: hosts, or images on them. Default: the registry of the account of the
   * role in the Region.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.registry")
  private @Nullable List<@Nullable String> registry;

  @Inject
  EcrLoginMojo(MavenContext build) {
    this.build = build;
  }

  @Override
  boolean neededLater() {
    return true;
  }

  @Override
  MavenContext build() {
    return build;
  }

  @Override
  void run(Parameters parameters) {
    new EcrLoginGoal(build, getLog(), parameters, registry).run();
  }
}
