package io.github.rolecall.maven;

import io.github.rolecall.Console;
import io.github.rolecall.FrontEnd;
import io.github.rolecall.PlainText;
import io.github.rolecall.Problem;
import io.github.rolecall.ci.CiPlatform;
import java.io.PrintStream;
import org.apache.maven.plugin.logging.Log;

/** Maven's log for people; for masks, the CI system's own way. */
final class MavenConsole implements Console {
  private final Log log;
  private final Console masks;

  /**
   * Makes a console of a goal.
   *
   * @param raw the standard output that the CI system reads: Maven puts a prefix before every line
   *     of its log, Maven 4 before those of {@code System.out} too, and a mask with something
   *     before it is no mask but the secret itself
   */
  MavenConsole(Log log, CiPlatform platform, PrintStream raw) {
    this.log = log;
    this.masks = platform.console(raw, FrontEnd.MAVEN);
  }

  @Override
  public void info(String text) {
    log.info(PlainText.harmless(text));
  }

  @Override
  public void warn(String text) {
    log.warn(PlainText.harmless(text));
  }

  @Override
  public void debug(String text) {
    log.debug(PlainText.harmless(text));
  }

  @Override
  public void mask(String secret) {
    masks.mask(secret);
  }

  /** The exception that ends the goal carries the message, and Maven prints it. */
  @Override
  public void failed(Problem problem) {}
}
