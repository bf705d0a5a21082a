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
 * A profile of both files. The credentials file takes precedence over the config file.
 *
 * @param config the keys in the config file
 * @param credentials the keys in the credentials file
 */
record Profile(String name, Map<String, String> config, Map<String, String> credentials) {
  private static final int SHORTEST_DURATION = 900;
  private static final int LONGEST_DURATION = 43200;

  /** Returns a value; empty if it is missing or blank. */
  Optional<String> value(String key) {
    return Stream.of(credentials, config)
        .flatMap(file -> Optional.ofNullable(file.get(key)).stream())
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  /** Returns a value with its name, for messages. */
  Optional<Given> given(String key) {
    return value(key).map(text -> new Given(text, key + " of the profile " + name));
  }

  /** Returns a value that is required here. */
  String required(String key, String why) {
    return value(key)
        .orElseThrow(
            () -> unusable("it has no " + key + ", but " + why, "Add " + key + " to the profile."));
  }

  boolean has(String key) {
    return value(key).isPresent();
  }

  /** Returns whether it sets a credential source, even an incomplete one. */
  boolean saysWho() {
    return AwsFileText.WHO.stream().anyMatch(this::has);
  }

  /**
   * Returns whether the AWS CLI assumes its role with other credentials, and not with a token file.
   */
  boolean assumesRole() {
    return has("role_arn") && !has("web_identity_token_file");
  }

  boolean hasKeys() {
    return has("aws_access_key_id") || has("aws_secret_access_key");
  }

  /** Returns the role that it names. */
  RoleArn roleArn() {
    String remedy = "Correct it: arn:aws:iam::<account id of 12 digits>:role/<name>";
    return RoleArn.parse(required("role_arn", "it assumes a role"))
        .orElseThrow(() -> unusable("its role_arn is not the ARN of a role", remedy));
  }

  /** Returns how to assume its role, with this session name if the profile sets none. */
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

  /** Returns the session duration of its role, in seconds. */
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

  /** Returns the profile with more settings, such as those of its SSO session. */
  Profile with(Map<String, String> more) {
    var all = new HashMap<>(config);
    all.putAll(more);
    return new Profile(name, all, credentials);
  }

  CredentialsException unusable(String reason, String remedy) {
    return new CredentialsException(new ProfileProblem.Unusable(name, reason, remedy));
  }

  /** Omits the values, which may be keys. */
  @Override
  public String toString() {
    return "profile " + name;
  }
}
