package io.github.rolecall.maven;

import io.github.rolecall.assume.explain.Explain;
import io.github.rolecall.assume.explain.Reports;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.policy.Verdict;
import org.apache.maven.plugin.logging.Log;

/** {@code credentials:explain} and {@code credentials:trust-policy}: say, and assume nothing. */
record ExplainGoal(MavenContext build, Log log) {

  /** Whether AWS is sure to refuse. */
  boolean denied(Parameters parameters) {
    Inputs inputs = build.inputs(parameters);
    Reports reports = explain(inputs).run(inputs);
    log.info(reports.text());
    return reports.verdict() == Verdict.DENIED;
  }

  void trustPolicy(Parameters parameters) {
    Inputs inputs = build.inputs(parameters);
    log.info("\n" + explain(inputs).trustPolicy(inputs));
  }

  private Explain explain(Inputs inputs) {
    Host host = build.host(inputs);
    CiPlatform platform = CiPlatform.detect(host);
    return new Explain(host, platform, build.console(platform, log), build.keysOfServer(inputs));
  }
}
