package io.github.rolecall.maven;

import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
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

  /**
   * Maven calls this method before it configures the goal. At this point it is unknown whether
   * Maven will run the goal.
   */
  @Override
  public void setLog(Log log) {
    super.setLog(log);
    build.runEvenIfSkipped(log, this::runSkipped);
  }

  private void runSkipped() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(AssumeMojo.class.getClassLoader());
    try {
      getLog().info("The build cache skipped credentials:assume. Rolecall runs it anyway.");
      execute();
    } catch (MojoExecutionException | MojoFailureException e) {
      throw new AwaitedRoleException(
          build.goal().getExecutionId(),
          "which the build cache has skipped",
          String.valueOf(e.getMessage()));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  void started() {
    build.started();
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
