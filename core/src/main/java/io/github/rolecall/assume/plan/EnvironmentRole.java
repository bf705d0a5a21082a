package io.github.rolecall.assume.plan;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.CredentialsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether {@code AWS_ROLE_ARN} names the role to assume. AWS tools read the variable as one
 * half of a web identity. It counts with a token, and never with keys or with a profile.
 */
final class EnvironmentRole {
  private static final String VARIABLE = "AWS_ROLE_ARN";

  private final Host host;
  private final CiPlatform platform;
  private final Optional<Source.Keys> keysOfServer;
  private final boolean explaining;
  private final List<String> warnings = new ArrayList<>();

  EnvironmentRole(
      Host host, CiPlatform platform, Optional<Source.Keys> keysOfServer, boolean explaining) {
    this.host = host;
    this.platform = platform;
    this.keysOfServer = keysOfServer;
    this.explaining = explaining;
  }

  /**
   * Returns the choice of a source for the inputs, without a role that does not count. Fails with
   * {@code InputProblem} or {@code IdentityProblem}.
   */
  SourceChoice choice(Inputs inputs) {
    SourceChoice choice = of(inputs);
    if (!inputs.isFrom(Input.ROLE_TO_ASSUME, VARIABLE)) {
      return choice;
    }
    Source source = choice.choose().source();
    if (source.webIdentity()) {
      return choice;
    }
    if (inputs.flag(Input.ROLE_CHAINING, false)) {
      throw inputs.incomplete(
          Input.ROLE_CHAINING,
          Input.ROLE_TO_ASSUME,
          VARIABLE + " applies only with a web identity token");
    }
    if (source instanceof Source.Ambient && platform.missingToken().isPresent()) {
      // The user wants the role of the missing token, and not the identity of the machine.
      throw new CredentialsException(platform.missingToken().get());
    }
    warnings.add(
        ("%s has no effect: it applies only with a web identity token, but the source"
                + " is %s. To assume the role with that source, set %s.")
            .formatted(VARIABLE, source.describe(), inputs.frontEnd().spell(Input.ROLE_TO_ASSUME)));
    return of(inputs.withoutVariable(Input.ROLE_TO_ASSUME, VARIABLE));
  }

  private SourceChoice of(Inputs inputs) {
    return new SourceChoice(inputs, host, platform, keysOfServer, explaining);
  }

  /** Returns a warning for each setting that has no effect. */
  List<String> warnings() {
    return warnings;
  }
}
