package io.github.rolecall.plan;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The calls to AWS that a Pulumi file forbids. Rolecall obeys if the answer for a role already
 * contains all required facts. If it does not, Rolecall refuses the setting: it skips no guard.
 *
 * @param validation {@code skipCredentialsValidation}, if it is set
 * @param account {@code skipRequestingAccountId}, if it is set
 */
public record SkippedChecks(Optional<Given> validation, Optional<Given> account) {
  /** No call is forbidden. */
  public static final SkippedChecks NOTHING = new SkippedChecks(Optional.empty(), Optional.empty());

  /**
   * Refuses a plan that must ask STS for the identity of the credentials although the file forbids
   * it.
   *
   * @param asks whether {@code sts:GetCallerIdentity} is going to be called
   * @throws CredentialsException with {@link InputProblem.Invalid}
   */
  public void refuseQuestion(boolean asks) {
    Stream.of(validation, account)
        .flatMap(Optional::stream)
        .filter(option -> asks && isTrue(option))
        .findFirst()
        .ifPresent(
            option -> {
              throw new CredentialsException(
                  new InputProblem.Invalid(
                      option.name(),
                      option.text(),
                      "`false` here, because Rolecall must call sts:GetCallerIdentity"
                          + " before it exports the credentials. Only a role that is given"
                          + " by its ARN needs no such call"));
            });
  }

  /**
   * Refuses the setting if guards on accounts need the identity.
   *
   * @param guards names of the inputs that restrict accounts, as the user wrote them
   * @throws CredentialsException with {@link InputProblem.Conflict}
   */
  public void refuseBeside(List<String> guards) {
    if (account.filter(option -> !guards.isEmpty() && isTrue(option)).isPresent()) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              account.get().name(),
              guards.get(0),
              "the second needs the account id, which the first disables"));
    }
  }

  private static boolean isTrue(Given option) {
    return option.text().equalsIgnoreCase("true");
  }
}
