package io.github.rolecall.config;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import java.time.Duration;

/**
 * What the user wrote here and in files. Where there is no file, nothing that reads one is loaded.
 */
public final class WholeInputs {
  private WholeInputs() {}

  /**
   * The inputs with those of the file of settings, and with the list of roles.
   *
   * @param host where relative paths start
   * @throws io.github.rolecall.problem.CredentialsException with {@link
   *     io.github.rolecall.problem.InputProblem}
   */
  public static Inputs of(Inputs written, Host host) {
    limit(written, host);
    if (!written.has(Input.CONFIG)) {
      return written.has(Input.ROLES) ? RoleList.read(written) : written;
    }
    Inputs all = ConfigFile.read(written, host);
    limit(all, host);
    return written.has(Input.ROLES) ? RoleList.read(all) : all;
  }

  /**
   * Gives the run the time limit that the inputs say; one that is no number is for the planner to
   * refuse.
   */
  public static void limit(Inputs inputs, Host host) {
    inputs
        .text(Input.ACTION_TIMEOUT_S)
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,5}"))
        .ifPresent(text -> host.deadline().limit(Duration.ofSeconds(Integer.parseInt(text))));
  }
}
