package io.github.rolecall.export;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import java.util.Optional;

/** What AWS tools find in the profiles that are there, as far as it says who they are. */
public final class AwsProfiles {
  private final Host host;

  public AwsProfiles(Host host) {
    this.host = host;
  }

  /**
   * The file in which the profile says who its user is; empty when no such profile does.
   *
   * @throws io.github.rolecall.problem.CredentialsException with {@link
   *     io.github.rolecall.problem.ExportProblem}
   */
  public Optional<String> fileWith(String profile) {
    var credentials = new SecureFile(host.awsFile("AWS_SHARED_CREDENTIALS_FILE", "credentials"));
    var config = new SecureFile(host.awsFile("AWS_CONFIG_FILE", "config"));
    if (saysWho(credentials, AwsFileText.Kind.CREDENTIALS, profile)) {
      return Optional.of(credentials.toString());
    }
    return saysWho(config, AwsFileText.Kind.CONFIG, profile)
        ? Optional.of(config.toString())
        : Optional.empty();
  }

  private static boolean saysWho(SecureFile file, AwsFileText.Kind kind, String profile) {
    return AwsFileText.of(kind, file.look().orElse("")).saysWho(profile);
  }
}
