package io.github.rolecall.config;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import java.time.Duration;

/** Combines inputs with those of files. Without a file, it loads no class that reads one. */
public final class WholeInputs {
  private WholeInputs() {}

  /**
   * Returns the inputs with those of the configuration file, and with the list of roles.
   *
   * @param host the start of relative paths
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
   * Sets the time limit of the run from the inputs. The planner refuses a limit that is not a
   * number.
   */
  public static void limit(Inputs inputs, Host host) {
    inputs
        .text(Input.ACTION_TIMEOUT_S)
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,5}"))
        .ifPresent(text -> host.deadline().limit(Duration.ofSeconds(Integer.parseInt(text))));
  }
}
