package io.github.rolecall.maven;

import io.github.rolecall.option.Input;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Assumes an AWS role and hands its short-lived credentials to later goals of the build and to
 * later steps of the CI job.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "assume",
    defaultPhase = LifecyclePhase.INITIALIZE,
    requiresProject = false,
    threadSafe = true)
public final class AssumeMojo extends RoleMojo {

  /**
   * {@code true} asks again, at most 30 times, until the secret access key has only letters and
   * digits, for tools that cannot take others. Default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.specialCharactersWorkaround")
  private @Nullable String specialCharactersWorkaround;

  /**
   * Stands before the names of the variables: with {@code STAGING_}, later steps get {@code
   * STAGING_AWS_ACCESS_KEY_ID} and so on, and no AWS tool finds the credentials by itself. Capital
   * letters, digits and {@code _}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.environmentPrefix")
  private @Nullable String environmentPrefix;

  /**
   * How later goals get the credentials: {@code env} (variables and system properties), {@code
   * file} (a profile in the AWS files, until the build ends), or {@code endpoint} (an address in
   * this build that AWS SDKs ask). Default: {@code env}; where keys would be printed or stored
   * ({@code -X} without masks, a build inside another build on GitHub, the Maven build cache),
   * {@code endpoint}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.export")
  private @Nullable String export;

  /**
   * The goals that get these credentials, as {@code plugin}, {@code plugin:goal}, {@code
   * plugin:goal@execution} or {@code @execution}; {@code *} stands for any text. A plugin is its
   * prefix, its artifact id, or both ids. Default: all goals that no other execution names.
   *
   * @since 0.1.0
   */
  @Parameter(name = "for", property = "credentials.for")
  private @Nullable List<@Nullable String> only;

  /**
   * Further goals that start processes, as {@code groupId:artifactId:goal}. Their parameter for
   * environment variables is found by its type and name.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.goals")
  private @Nullable List<@Nullable String> goals;

  /**
   * {@code false} only warns where there is no token and there are no credentials to start from, as
   * on a laptop. A refusal by AWS still fails the build. Default: true.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.required")
  private @Nullable String required;

  /**
   * {@code true} assumes the role only when the first goal starts that may use it, so that a build
   * which ends earlier calls nobody. Default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.lazy")
  private @Nullable String lazy;

  /**
   * Whether later steps of the CI job get the credentials: through the environment on GitHub,
   * through a file of mode 0600 on GitLab. Default: true; with {@code for} and inside another build
   * false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.exportToJob")
  private @Nullable String exportToJob;

  /**
   * File that later commands of a job can source to get the credentials. It has mode 0600. Default:
   * on GitLab {@code rolecall.env} in the runner's temporary folder of the project.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.envFile")
  private @Nullable String envFile;

  /**
   * {@code true} prints the plan (who, which role, why, and where it goes), calls nobody and hands
   * on nothing. Default: false.
   *
   * @since 0.1.0
   */
  @Parameter(property = "credentials.dryRun")
  private @Nullable String dryRun;

  private final Build build;

  @Inject
  AssumeMojo(Build build) {
    this.build = build;
  }

  /** Maven's way to {@code <for>}, which Java does not take as the name of a field. */
  public void setFor(List<@Nullable String> goals) {
    this.only = goals;
  }

  /** Maven calls it before it configures the goal; whether it will run the goal is not known. */
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
      getLog().info("The build cache has skipped credentials:assume, which runs all the same.");
      execute();
    } catch (MojoExecutionException | MojoFailureException e) {
      throw AwaitedRoleException.skipped(build.execution(), String.valueOf(e.getMessage()));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  void started() {
    build.started();
  }

  @Override
  Parameters parameters() {
    return super.parameters()
        .put(Input.SPECIAL_CHARACTERS_WORKAROUND, specialCharactersWorkaround)
        .put(Input.ENVIRONMENT_PREFIX, environmentPrefix)
        .put(Input.EXPORT, export)
        .put(Input.FOR, only)
        .put(Input.GOALS, goals)
        .put(Input.REQUIRED, required)
        .put(Input.LAZY, lazy)
        .put(Input.DRY_RUN, dryRun)
        .put(Input.EXPORT_TO_JOB, exportToJob)
        .put(Input.ENV_FILE, envFile);
  }

  @Override
  void run(Parameters parameters) {
    new AssumeGoal(build, getLog(), parameters).run();
  }
}
