package io.github.rolecall.plan;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a file of Pulumi says that AWS is not to be asked. It is done where a role's answer says all
 * that has to be known. Where it does not, it is refused: no guard is skipped.
 *
 * @param validation {@code skipCredentialsValidation}, if it is set
 * @param account {@code skipRequestingAccountId}, if it is set
 */
public record SkippedChecks(Optional<Given> validation, Optional<Given> account) {
  /** Nothing of that kind. */
  public static final SkippedChecks NOTHING = new SkippedChecks(Optional.empty(), Optional.empty());

  /**
   * Accepts a plan that asks nobody whose the credentials are.
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
   * Accepts guards that can do their work.
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
