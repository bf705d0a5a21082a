package io.github.rolecall.plan;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where to export the credentials.
 *
 * @param environment to later steps of the CI job, as environment variables
 * @param outputs to outputs of the step
 * @param profile to the AWS config and credentials files
 * @param envFile to a file that later commands can source
 * @param unsetCurrent whether to unset the credentials that were in the environment before
 * @param maskIdentity whether to mask account id and ARN in the log
 * @param prefixes prefixes of the names of variables and outputs
 */
public record ExportTargets(
    boolean environment,
    boolean outputs,
    Optional<Profile> profile,
    Optional<Path> envFile,
    boolean unsetCurrent,
    boolean maskIdentity,
    Prefixes prefixes) {

  /**
   * Prefixes that distinguish the variables and outputs of one role from those of another.
   *
   * @param variables {@code STAGING_}, for {@code STAGING_AWS_ACCESS_KEY_ID}; empty for the names
   *     that AWS tools read
   * @param outputs {@code staging-}, for {@code staging-aws-account-id}; may be empty too
   */
  public record Prefixes(String variables, String outputs) {
    public static final Prefixes NONE = new Prefixes("", "");
  }

  /** A profile to write, and whether to overwrite an existing one of that name. */
  public record Profile(String name, boolean overwrite) {}
}
