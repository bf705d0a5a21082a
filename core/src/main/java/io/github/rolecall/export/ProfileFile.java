package io.github.rolecall.export;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import java.util.Optional;
import java.util.stream.Stream;

/** One of the two files in which AWS tools look for profiles. */
public record ProfileFile(AwsFileText.Kind kind, SecureFile file) {
  /** The variables with which users name other files than those in the home folder. */
  public static final String CREDENTIALS = "AWS_SHARED_CREDENTIALS_FILE";

  public static final String CONFIG = "AWS_CONFIG_FILE";

  static ProfileFile credentials(Host host) {
    return new ProfileFile(
        AwsFileText.Kind.CREDENTIALS, new SecureFile(host.awsFile(CREDENTIALS, "credentials")));
  }

  static ProfileFile config(Host host) {
    return new ProfileFile(AwsFileText.Kind.CONFIG, new SecureFile(host.awsFile(CONFIG, "config")));
  }

  /**
   * Returns the file in which the profile sets a credential source; empty when there is none.
   *
   * @throws io.github.rolecall.problem.CredentialsException with {@link
   *     io.github.rolecall.problem.ExportProblem}
   */
  public static Optional<String> sayingWho(String profile, Host host) {
    return Stream.of(credentials(host), config(host))
        .filter(one -> AwsFileText.of(one.kind, one.file.look().orElse("")).saysWho(profile))
        .findFirst()
        .map(ProfileFile::toString);
  }

  /** Returns its current content. */
  AwsFileText text() {
    return AwsFileText.of(kind, file.read().orElse(""));
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
