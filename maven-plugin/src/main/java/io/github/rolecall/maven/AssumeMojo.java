package io.github.rolecall.maven;

import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Assumes an AWS role, and exports its short-lived credentials to later goals of the build and to
 * later steps of the CI job.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "assume",
    defaultPhase = LifecyclePhase.INITIALIZE,
    requiresProject = false,
    threadSafe = true)
public final class AssumeMojo extends AssumeParameters {
  private final MavenContext build;

  @Inject
  AssumeMojo(MavenContext build) {
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
    new AssumeGoal(build, getLog(), parameters).run();
  }
}
