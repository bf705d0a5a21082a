package io.github.rolecall.assume.run;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.console.NamedConsole;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.host.Host;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.session.SessionCredentials;

/** What all roles of one run share. */
final class Parts {
  final Host host;
  final CiPlatform platform;
  final Deadline deadline;
  final SourceAnswers<IdentityToken> tokens = new SourceAnswers<>();
  final SourceAnswers<SessionCredentials> credentials = new SourceAnswers<>();
  private final Console console;

  Parts(Host host, CiPlatform platform, Console console) {
    this.host = host;
    this.platform = platform;
    this.console = console;
    this.deadline = host.deadline();
  }

  /**
   * Returns a console that prefixes each message with the name of the role, if there are several.
   */
  Console console(PlannedRole role) {
    return NamedConsole.of(role.name(), console);
  }
}
