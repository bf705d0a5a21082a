package io.github.rolecall.aws.credentials;

import io.github.rolecall.awsfile.RenewedProfile;
import io.github.rolecall.host.Command;
import io.github.rolecall.host.Host;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.session.SessionCredentials;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Credentials that a program prints.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">AWS
 *     SDKs and tools, process credentials</a>
 */
record CredentialProcess(Host host) {
  /** The variable that lists the profiles whose programs run around this one. */
  private static final String CHAIN = "ROLECALL_PROFILE_CHAIN";

  /** The limit of nested programs, as in the AWS CLI. */
  private static final int DEEPEST = 4;

  /**
   * Runs the program of the profile without a shell, as the AWS CLI does. Fails with {@link
   * IdentityProblem.CommandFailed} or {@link IdentityProblem.CommandOutput}.
   */
  SessionCredentials of(Profile profile) {
    String line = profile.required("credential_process", "it requires one");
    Optional<List<String>> words = Command.split(host, line);
    if (words.isEmpty()) {
      throw profile.unusable(
          "credential_process has an unclosed quote", "Close the quote, or remove it.");
    }
    String purpose = "credential_process of the profile " + profile.name();
    Host inside = host.with(CHAIN, chain(profile));
    Optional<Command> renewal = withoutShell(purpose, line);
    var command = renewal.orElseGet(() -> new Command(purpose, words.get(), Command.LIMIT));
    String printed = command.output(renewal.isPresent() ? besideRuntime(inside) : inside).reveal();
    // Version 1 is the only one, and it is a number.
    boolean first =
        JsonReader.object(printed)
            .map(json -> json.path("Version"))
            .filter(version -> version.isWholeNumber() && version.text().equals("1"))
            .isPresent();
    var wrong =
        new IdentityProblem.CommandOutput(
            purpose, command.program(), "JSON with Version 1, AccessKeyId and SecretAccessKey");
    return CredentialsJson.read(printed, "SessionToken", "the output of " + purpose)
        .filter(credentials -> first)
        .orElseThrow(() -> new CredentialsException(wrong));
  }

  /**
   * Returns the renewal of a profile that an earlier step of the GitHub action wrote. The images of
   * this program have no shell for the script of the profile.
   */
  private Optional<Command> withoutShell(String purpose, String line) {
    return RenewedProfile.of(line)
        .filter(profile -> Command.locate(host, "sh").isEmpty())
        .map(profile -> new Command(purpose, profile.renewal(), Command.LIMIT));
  }

  /** Returns the host as the script leaves it to the renewal. */
  private static Host besideRuntime(Host host) {
    Path config = host.awsFile(RenewedProfile.CONFIG, "config");
    var environment = new HashMap<>(host.environment());
    environment.keySet().removeAll(RenewedProfile.UNSET);
    return host.in(environment, config.resolveSibling(RenewedProfile.RUNTIME));
  }

  /** Prevents an endless loop: the program of a profile may run Rolecall with the same profile. */
  private String chain(Profile profile) {
    List<String> before =
        host.variable(CHAIN).map(text -> List.of(text.split("\n", -1))).orElse(List.of());
    var chain = new ArrayList<>(before);
    chain.add(profile.name());
    if (before.contains(profile.name())) {
      throw new CredentialsException(
          new ProfileProblem.Cycle(chain.subList(before.indexOf(profile.name()), chain.size())));
    }
    if (chain.size() > DEEPEST) {
      throw profile.unusable(
          "its credential_process runs inside four others: " + String.join(" -> ", chain),
          "Reduce the number of nested profiles to " + DEEPEST + " at most.");
    }
    return String.join("\n", chain);
  }
}
