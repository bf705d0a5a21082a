package io.github.rolecall.report;

import io.github.rolecall.host.Host;
import java.util.OptionalInt;

/**
 * The output of a report.
 *
 * @param width the length of a line of prose; values are longer where they need it
 * @param colored whether it shows colours
 */
public record Display(int width, boolean colored) {
  private static final int STANDARD = 80;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 120;

  /** A log. */
  public static final Display PLAIN = new Display(STANDARD, false);

  /**
   * The standard output of this process. Colours are for terminals, and for people who want them.
   *
   * @see <a href="https://no-color.org/">NO_COLOR</a>
   */
  public static Display of(Host host) {
    OptionalInt terminal = host.terminal().columns();
    int width =
        host.variable("COLUMNS")
            .filter(text -> text.matches("[1-9]\\d{0,3}"))
            .map(Integer::valueOf)
            .orElse(terminal.orElse(STANDARD));
    boolean dumb = host.variable("TERM").filter("dumb"::equals).isPresent();
    boolean refused = host.variable("NO_COLOR").isPresent();
    return new Display(
        Math.max(NARROWEST, Math.min(WIDEST, width)), terminal.isPresent() && !dumb && !refused);
  }
}
