package io.github.rolecall.ci;

import io.github.rolecall.console.Console;
import io.github.rolecall.console.PlainConsole;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.host.Host;
import io.github.rolecall.option.Words;
import io.github.rolecall.plan.HandOn;
import java.io.PrintStream;
import java.util.Optional;

/**
 * What most CI systems have in common: their logs take no commands from us, later steps get nothing
 * through the system, and their machines may be the user's own.
 */
abstract class QuietCi implements CiPlatform {
  final Host host;

  QuietCi(Host host) {
    this.host = host;
  }

  @Override
  public boolean hasToken() {
    return missingToken().isEmpty();
  }

  @Override
  public boolean choosesAudience() {
    return false;
  }

  @Override
  public boolean hosted() {
    return false;
  }

  @Override
  public boolean masks() {
    return false;
  }

  @Override
  public Console console(PrintStream stream, Words words) {
    return new PlainConsole(stream, words);
  }

  @Override
  public Optional<Exporter> laterSteps(HandOn handOn) {
    return Optional.empty();
  }

  /** The variable, or a word that stands for it in names. */
  final String variable(String name, String otherwise) {
    return host.variable(name).orElse(otherwise);
  }
}
