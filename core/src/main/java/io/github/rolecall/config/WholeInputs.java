package io.github.rolecall.config;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;

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
    Inputs all = written.has(Input.CONFIG) ? ConfigFile.read(written, host) : written;
    return written.has(Input.ROLES) ? RoleList.read(all) : all;
  }
}
