package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;

/**
 * How later goals get the credentials.
 *
 * @param chosen whether the user chose the mode
 * @param refresh whether the credentials are renewed, which only an endpoint can do
 */
record ExportChoice(DeliveryMode mode, boolean chosen, boolean refresh) {
  /** The XML element, as in a pom. */
  static final String REFRESH = "<refresh>true</refresh>";

  /**
   * Reads the inputs.
   *
   * @param standard the mode if the user does not choose one
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
