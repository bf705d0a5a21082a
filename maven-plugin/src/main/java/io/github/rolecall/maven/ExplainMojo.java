package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.report.Reports;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.GuardProblem;
import io.github.rolecall.report.Display;
import io.github.rolecall.report.TextReport;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Explains whether AWS would let this job assume the role, and why. Takes the parameters of {@code
 * assume}, and gets the token in the same way. Assumes no role. The build fails only if AWS is
 * certain to deny the request.
 */
@Mojo(name = "explain", requiresProject = false, threadSafe = true)
public final class ExplainMojo extends ExplainParameters {
  private final MavenContext build;

  @Inject
  ExplainMojo(MavenContext build) {
    this.build = build;
  }

  @Override
  MavenContext build() {
    return build;
  }

  @Override
  void run(Parameters parameters) {
    Inputs inputs = build.inputs(parameters);
    Reports reports = build.explain(inputs, getLog()).run(inputs);
    getLog().info(build.secrets().without(TextReport.of(reports, Display.PLAIN)));
    if (reports.verdict() == Verdict.DENIED) {
      throw new CredentialsException(new GuardProblem.WouldBeDenied());
    }
  }
}
