package io.github.rolecall.maven;

import io.github.rolecall.console.Console;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.text.PlainText;
import io.github.rolecall.text.Secrets;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/**
 * Prints messages to Maven's log, and masks to the CI system. A mask is a line that contains the
 * secret, and a stored build log would contain it too. So only exported secrets are masked. The
 * others are only kept out of these lines.
 */
final class MavenConsole implements Console {
  private final Log log;
  private final Optional<Console> masks;
  private final Secrets secrets;

  /**
   * @param masks the standard output that the CI system reads: Maven puts a prefix before every
   *     line of its log, Maven 4 before those of {@code System.out} too, and a mask with something
   *     before it is no mask but the secret itself. Empty: there is no way to mask.
   * @param secrets of the build, which no line shows
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

  /** The exception that ends the goal carries the message, and Maven prints it. */
  @Override
  public void failed(Problem problem) {}
}
