package io.github.rolecall.maven;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.text.PlainText;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;

/** The base class of all goals. It starts the goal and reports its errors. */
abstract class CredentialsMojo extends AbstractMojo {

  /**
   * The parameters of the user, by input. The subclasses are generated from the table of inputs.
   */
  abstract Parameters parameters();

  /**
   * Whether later goals need what the goal does, so that it runs even if a build cache skips it.
   */
  boolean neededLater() {
    return false;
  }

  /** The build that runs the goal. */
  abstract MavenContext build();

  /** Executes the goal. Not called if the goal is skipped. */
  abstract void run(Parameters parameters);

  /**
   * The exceptions have no cause, because Maven prints causes, and the message of another library's
   * exception may contain a secret.
   */
  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (neededLater()) {
      build().started();
    }
    Parameters parameters = parameters();
    try {
      Parameters configured =
          parameters.skipped() ? parameters : build().configured(parameters, getLog());
      if (!configured.skipped()) {
        run(configured);
      }
    } catch (CredentialsException e) {
      throw new MojoFailureException(message(e.problem(), parameters));
    } catch (AwaitedRoleException e) {
      throw new MojoFailureException(e.getMessage());
    } catch (RuntimeException | Error e) {
      throw new MojoExecutionException(message(RunProblem.of(e), parameters));
    }
  }

  /** Maven calls it before it configures the goal; whether it will run the goal is not known. */
  @Override
  public final void setLog(Log log) {
    super.setLog(log);
    if (neededLater()) {
      build().runEvenIfSkipped(log, this::runSkipped);
    }
  }

  private void runSkipped() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(CredentialsMojo.class.getClassLoader());
    MojoExecution goal = build().goal();
    try {
      getLog()
          .info(
              "The build cache skipped credentials:%s. Rolecall runs it anyway."
                  .formatted(goal.getGoal()));
      execute();
    } catch (MojoExecutionException | MojoFailureException e) {
      throw AwaitedRoleException.ofSkipped(
          goal.getGoal(), goal.getExecutionId(), String.valueOf(e.getMessage()));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private String message(Problem problem, Parameters parameters) {
    return PlainText.harmless(build().secrets().without(problem.message(parameters.words())));
  }
}
