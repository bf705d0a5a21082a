package io.github.rolecall.maven;

import io.github.rolecall.console.Console;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.text.PlainText;
import io.github.rolecall.text.Secrets;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/**
 * A console that prints messages to Maven's log, and sends masks to the CI system. A mask is a line
 * that contains the secret, so a stored build log would contain the secret too. Therefore only
 * exported secrets are masked; all others are only removed from the messages.
 */
final class MavenConsole implements Console {
  private final Log log;
  private final Optional<Console> masks;
  private final Secrets secrets;

  /**
   * @param masks the standard output that the CI system reads; empty if masking is impossible. It
   *     is not Maven's log, because Maven adds a prefix to every line of its log, and Maven 4 also
   *     to {@code System.out}. With a prefix, the line is not a mask, but prints the secret.
   * @param secrets the secrets of the build, which are removed from all messages
   */
  MavenConsole(Log log, Optional<Console> masks, Secrets secrets) {
    this.log = log;
    this.masks = masks;
    this.secrets = secrets;
  }

  @Override
  public void info(String text) {
    log.info(line(text));
  }

  @Override
  public void warn(String text) {
    log.warn(line(text));
  }

  @Override
  public void debug(String text) {
    log.debug(line(text));
  }

  private String line(String text) {
    return PlainText.harmless(secrets.without(text));
  }

  @Override
  public void mask(String text) {
    masks.ifPresentOrElse(console -> console.mask(text), () -> hold(text));
  }

  @Override
  public void hold(String secret) {
    secrets.learn(secret);
  }

  /** Prints nothing: the exception of the goal contains the message, and Maven prints it. */
  @Override
  public void failed(Problem problem) {}
}
