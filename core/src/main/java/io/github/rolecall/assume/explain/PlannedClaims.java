package io.github.rolecall.assume.explain;

import io.github.rolecall.assume.run.SourceAnswers;
import io.github.rolecall.assume.run.Sources;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.model.Claims;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.TokenProblem;
import io.github.rolecall.session.IdentityToken;

/** The claims of the token that a plan would send. The token itself stays in here. */
final class PlannedClaims {
  private final Host host;
  private final CiPlatform platform;
  private final Console console;
  private final SourceAnswers<IdentityToken> answers = new SourceAnswers<>();

  PlannedClaims(Host host, CiPlatform platform, Console console) {
    this.host = host;
    this.platform = platform;
    this.console = console;
  }

  /**
   * Gets the token as the plan does, also one that AWS is sure to refuse. Fails with {@link
   * IdentityProblem.NoToken} where the plan has none, and with what keeps the token from being had
   * or read.
   */
  Claims of(Plan plan) {
    Source source = plan.source();
    if (!source.webIdentity()) {
      throw new CredentialsException(withoutToken(source));
    }
    var sources = new Sources(plan.variables().in(host), platform, console);
    return answers
        .of(source, () -> sources.unverifiedToken(source, plan.reach()))
        .claims()
        .orElseThrow(
            () -> new CredentialsException(new TokenProblem.NotReadable(source.describe())));
  }

  private IdentityProblem withoutToken(Source source) {
    return source instanceof Source.Ambient && platform.missingToken().isPresent()
        ? platform.missingToken().get()
        : new IdentityProblem.NoToken(source.describe());
  }
}
