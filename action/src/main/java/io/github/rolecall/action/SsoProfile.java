package io.github.rolecall.action;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.awsfile.AwsSection;
import io.github.rolecall.awsfile.AwsSetting;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.SetupProblem;
import io.github.rolecall.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A profile for IAM Identity Center, before it is written.
 *
 * @param keys the settings of the profile, in the order of the file
 * @param session the name of an SSO session that is written too
 * @param sessionKeys the settings of that session, in the order of the file
 */
record SsoProfile(
    String name,
    Map<String, String> keys,
    Optional<String> session,
    Map<String, String> sessionKeys) {
  /** The characters that every AWS tool accepts in a name. */
  private static final String NAME = "[A-Za-z0-9_\\-/.%@:+=,]+";

  /**
   * Returns the text if it is valid as the name of a section.
   *
   * @throws CredentialsException with {@link SetupProblem.ProfileName}
   */
  static String name(String text) {
    if (!text.matches(NAME)) {
      throw new CredentialsException(new SetupProblem.ProfileName(text));
    }
    return text;
  }

  /** Writes both sections at once, or neither. */
  void write(Host host) {
    var file = new SecureFile(host.awsFile("AWS_CONFIG_FILE", "config"));
    // All processes use this lock for both files.
    var lock = new SecureFile(host.awsFile("AWS_SHARED_CREDENTIALS_FILE", "credentials"));
    file.prepare();
    lock.prepare();
    lock.locked(
        host.deadline(),
        () -> {
          AwsFileText text =
              AwsFileText.of(AwsFileText.Kind.CONFIG, file.read().orElse(""))
                  .setting(AwsSection.profile(name), settings(keys));
          if (session.isPresent() && !sessionKeys.isEmpty()) {
            var section = new AwsSection(AwsSection.Kind.SSO_SESSION, session.get());
            text = text.setting(section, settings(sessionKeys));
          }
          String whole = text.toString();
          Cancellation.shield(() -> file.write(whole));
        });
  }

  private static List<AwsSetting> settings(Map<String, String> keys) {
    return keys.entrySet().stream()
        .map(key -> AwsSetting.of(key.getKey(), key.getValue()))
        .toList();
  }

  /** Returns a text that tells the user how to use the profile. */
  String conclusion() {
    String shown = PlainText.harmless(name);
    return keys.containsKey("sso_role_name")
        ? "To use this profile, specify the profile name using --profile, as shown:\n\n"
            + "rolecall whoami --profile "
            + shown
            + "\naws sts get-caller-identity --profile "
            + shown
            + "\n"
        : "Successfully configured SSO for profile: " + shown + "\n";
  }
}
