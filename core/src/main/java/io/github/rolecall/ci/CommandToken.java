package io.github.rolecall.ci;

import io.github.rolecall.host.Command;
import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.session.IdentityToken;
import java.util.List;

/** A token that a program of the CI system prints. */
final class CommandToken {
  private CommandToken() {}

  /**
   * What the program prints.
   *
   * @throws CredentialsException with {@link IdentityProblem.CommandFailed} or {@link
   *     IdentityProblem.CommandOutput}
   */
  static IdentityToken by(Host host, String platform, List<String> words) {
    IdentityToken token =
        IdentityToken.of(
            new Given(
                new Command(platform, words, Command.LIMIT).output(host).reveal(),
                "the output of " + words.get(0)));
    if (token.claims().isEmpty()) {
      throw new CredentialsException(
          new IdentityProblem.CommandOutput(platform, words.get(0), "an ID token"));
    }
    return token;
  }
}
