package io.github.rolecall.export;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import java.util.LinkedHashMap;
import java.util.Map;

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
   * Returns the files in which the profile sets a credential source, each with the variable that
   * names it.
   *
   * @throws io.github.rolecall.problem.CredentialsException with {@link
   *     io.github.rolecall.problem.ExportProblem}
   */
  public static Map<String, String> sayingWho(String profile, Host host) {
    var found = new LinkedHashMap<String, String>();
    Map.of(CREDENTIALS, credentials(host), CONFIG, config(host))
        .forEach(
            (variable, one) -> {
              if (AwsFileText.of(one.kind, one.file.look().orElse("")).saysWho(profile)) {
                found.put(variable, one.toString());
              }
            });
    return found;
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
