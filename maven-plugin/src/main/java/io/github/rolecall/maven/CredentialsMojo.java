package io.github.rolecall.maven;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.text.PlainText;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/** What all goals have in common: how they start, how to reach AWS, and how they fail. */
abstract class CredentialsMojo extends AbstractMojo {

  /** What the user set, by input: generated from the table of inputs for each goal. */
  abstract Parameters parameters();

  /** Maven runs the goal, be it with {@code skip}. */
  void started() {}

  /** The build that the goal runs in. */
  abstract MavenContext build();

  /** Does the work; it is not called when the goal is skipped. */
  abstract void run(Parameters parameters);

  /**
   * The exceptions have no cause, because Maven prints causes, and the text of an exception from
   * elsewhere may hold a secret.
   */
  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    started();
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

  private String message(Problem problem, Parameters parameters) {
    return PlainText.harmless(build().secrets().without(problem.message(parameters.words())));
  }
}
