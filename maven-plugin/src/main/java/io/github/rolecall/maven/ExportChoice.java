package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;

/**
 * How later goals get the credentials.
 *
 * @param chosen whether the user has chosen it
 * @param refresh whether the credentials are renewed, which only an endpoint can do
 */
record ExportChoice(DeliveryMode mode, boolean chosen, boolean refresh) {
  /** As a pom has it. */
  static final String REFRESH = "<refresh>true</refresh>";

  /**
   * Reads it.
   *
   * @param standard what it is if the user does not choose
   * @throws CredentialsException with {@link InputProblem}
   */
  static ExportChoice of(Inputs inputs, DeliveryMode standard) {
    boolean refresh = inputs.flag(Input.REFRESH, false);
    DeliveryMode mode = DeliveryMode.of(inputs, refresh ? DeliveryMode.ENDPOINT : standard);
    if (refresh && mode != DeliveryMode.ENDPOINT) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.REFRESH),
              mode.toString(),
              "only an endpoint can renew credentials"));
    }
    return new ExportChoice(mode, refresh || inputs.has(Input.EXPORT), refresh);
  }
}
