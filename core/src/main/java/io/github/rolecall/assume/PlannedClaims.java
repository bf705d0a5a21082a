package io.github.rolecall.assume;

import io.github.rolecall.Claims;
import io.github.rolecall.Console;
import io.github.rolecall.CredentialsException;
import io.github.rolecall.Host;
import io.github.rolecall.IdentityProblem;
import io.github.rolecall.Plan;
import io.github.rolecall.Problem;
import io.github.rolecall.Source;
import io.github.rolecall.TokenProblem;
import io.github.rolecall.ci.CiPlatform;

/** The claims of the token that a plan would send. The token itself stays in here. */
final class PlannedClaims {
  private final Host host;
  private final CiPlatform platform;
  private final Console console;
  private final SourceAnswers answers = SourceAnswers.shared();

  PlannedClaims(Host host, CiPlatform platform, Console console) {
    this.host = host;
    this.platform = platform;
    this.console = console;
  }

  /**
   * Gets the token as the plan does, also one that AWS is sure to refuse.
   *
   * @throws CredentialsException with {@link IdentityProblem.NoToken} where the plan has none, and
   *     with what keeps the token from being had or read
   */
  Claims of(Plan plan) {
    Source source = plan.source();
    if (!source.webIdentity()) {
      throw new CredentialsException(withoutToken(source));
    }
    var sources = new Sources(plan.variables().in(host), platform, console);
    return answers
        .token(source, () -> sources.unverifiedToken(source, plan.network(), plan.retry()))
        .claims()
        .orElseThrow(
            () -> new CredentialsException(new TokenProblem.NotReadable(source.describe())));
  }

  private Problem withoutToken(Source source) {
    return platform
        .missingToken()
        .filter(missing -> source instanceof Source.Ambient)
        .<Problem>map(missing -> missing)
        .orElseGet(() -> new IdentityProblem.NoToken(source.describe()));
  }
}
