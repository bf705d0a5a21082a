package io.github.rolecall.export;

import io.github.rolecall.Host;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What AWS tools find in the profiles that are there, as far as it says who they are. */
public final class AwsProfiles {
  private static final Set<String> WHO =
      Set.of(
          "aws_access_key_id",
          "role_arn",
          "credential_process",
          "sso_session",
          "sso_start_url",
          "login_session");

  private final Host host;

  public AwsProfiles(Host host) {
    this.host = host;
  }

  /**
   * The file in which the profile says who its user is; empty when no such profile does.
   *
   * @throws io.github.rolecall.CredentialsException with {@link io.github.rolecall.ExportProblem}
   */
  public Optional<String> fileWith(String profile) {
    var credentials = new SecureFile(host.awsFile("AWS_SHARED_CREDENTIALS_FILE", "credentials"));
    var config = new SecureFile(host.awsFile("AWS_CONFIG_FILE", "config"));
    if (saysWho(part(credentials, profile))) {
      return Optional.of(credentials.toString());
    }
    return Stream.of("profile " + profile, profile.equals("default") ? profile : "")
        .filter(section -> saysWho(part(config, section)))
        .map(section -> config.toString())
        .findFirst();
  }

  private static List<String> part(SecureFile file, String section) {
    return new IniText(file.look().orElse("")).part(section);
  }

  static boolean saysWho(List<String> lines) {
    return lines.stream().map(line -> line.split("=", 2)[0].strip()).anyMatch(WHO::contains);
  }
}
