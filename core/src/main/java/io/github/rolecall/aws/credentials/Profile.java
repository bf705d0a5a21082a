package io.github.rolecall.aws.credentials;

import io.github.rolecall.awsfile.AwsFileText;
import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.model.RoleRef;
import io.github.rolecall.model.SessionPolicies;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.ProfileProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A profile, of both files: where both say something, the credentials file counts.
 *
 * @param config what the config file says
 * @param credentials what the credentials file says
 */
record Profile(String name, Map<String, String> config, Map<String, String> credentials) {
  private static final int SHORTEST_DURATION = 900;
  private static final int LONGEST_DURATION = 43200;

  /** Blank values count as none. */
  Optional<String> value(String key) {
    return Stream.of(credentials, config)
        .flatMap(file -> Optional.ofNullable(file.get(key)).stream())
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  /** The same with its name, for messages. */
  Optional<Given> given(String key) {
    return value(key).map(text -> new Given(text, key + " of the profile " + name));
  }

  /** The value that the profile must have here. */
  String required(String key, String why) {
    return value(key)
        .orElseThrow(
            () -> unusable("it has no " + key + ", but " + why, "Add " + key + " to the profile."));
  }

  boolean has(String key) {
    return value(key).isPresent();
  }

  /** Whether it says who its user is, or tries to. */
  boolean saysWho() {
    return AwsFileText.WHO.stream().anyMatch(this::has);
  }

  /** Whether the AWS CLI assumes a role for it. A token file is another way to its role. */
  boolean assumesRole() {
    return has("role_arn") && !has("web_identity_token_file");
  }

  boolean hasKeys() {
    return has("aws_access_key_id") || has("aws_secret_access_key");
  }

  /** The role that it names. */
  RoleArn roleArn() {
    String remedy = "Correct it: arn:aws:iam::<account id of 12 digits>:role/<name>";
    return RoleArn.parse(required("role_arn", "it assumes a role"))
        .orElseThrow(() -> unusable("its role_arn is not the ARN of a role", remedy));
  }

  /** How to assume its role; with this session name if it has none. */
  Role role(String sessionName, int seconds) {
    return new Role(
        RoleRef.of(roleArn()),
        value("role_session_name").orElse(sessionName),
        seconds,
        value("external_id"),
        List.of(),
        List.of(),
        SessionPolicies.NONE,
        Optional.empty());
  }

  /** How long the session of its role lasts, in seconds. */
  int durationSeconds() {
    String text = value("duration_seconds").orElse("3600");
    int seconds = text.matches("\\d{3,5}") ? Integer.parseInt(text) : 0;
    if (seconds < SHORTEST_DURATION || seconds > LONGEST_DURATION) {
      throw unusable(
          "its duration_seconds is not a number from 900 to " + LONGEST_DURATION,
          "Correct duration_seconds.");
    }
    return seconds;
  }

  /** The same profile with further settings, as those of its SSO session. */
  Profile with(Map<String, String> more) {
    var all = new HashMap<>(config);
    all.putAll(more);
    return new Profile(name, all, credentials);
  }

  CredentialsException unusable(String reason, String remedy) {
    return new CredentialsException(new ProfileProblem.Unusable(name, reason, remedy));
  }

  /** Without values, which may be keys. */
  @Override
  public String toString() {
    return "profile " + name;
  }
}
