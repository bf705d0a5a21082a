package io.github.rolecall.aws.credentials;

import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.model.RoleRef;
import io.github.rolecall.model.SessionPolicies;
import java.util.List;
import java.util.Optional;

/** The role that a profile names, with its options. */
final class ProfileRole {
  private static final int SHORTEST_DURATION = 900;
  private static final int LONGEST_DURATION = 43200;

  private ProfileRole() {}

  static RoleArn arn(Profile profile) {
    return RoleArn.parse(profile.required("role_arn", "it is to assume a role"))
        .orElseThrow(
            () ->
                profile.unusable(
                    "its role_arn is not the ARN of a role",
                    "Correct it: arn:aws:iam::<account id of 12 digits>:role/<name>"));
  }

  /**
   * How to assume it.
   *
   * @param sessionName if the profile has none
   */
  static Role of(Profile profile, String sessionName, int seconds) {
    return new Role(
        RoleRef.of(arn(profile)),
        profile.value("role_session_name").orElse(sessionName),
        seconds,
        profile.value("external_id"),
        List.of(),
        List.of(),
        SessionPolicies.NONE,
        Optional.empty());
  }

  /** How long the session lasts, in seconds. */
  static int duration(Profile profile) {
    String text = profile.value("duration_seconds").orElse("3600");
    if (text.matches("\\d{3,5}")) {
      int seconds = Integer.parseInt(text);
      if (seconds >= SHORTEST_DURATION && seconds <= LONGEST_DURATION) {
        return seconds;
      }
    }
    throw profile.unusable(
        "its duration_seconds is no number of seconds from 900 to " + LONGEST_DURATION,
        "Correct duration_seconds.");
  }
}
