package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.iam.Arn;
import io.github.rolecall.testkit.iam.Role;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The parameters that all operations that assume a role have in common.
 *
 * @param roleArn the ARN of the role, as sent
 * @param sessionName the role session name, 2 to 64 characters
 * @param duration the session duration, 15 minutes to 12 hours
 */
record SessionRequest(String roleArn, String sessionName, Duration duration) {
  /** The pattern for session names and source identities. */
  static final String NAME = "[\\w+=,.@-]*";

  private static final String ARN_CHARACTERS =
      "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+";
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\x21-\\x7e]+");
  private static final Duration CHAINING_MAXIMUM = Duration.ofHours(1);

  static SessionRequest read(Parameters parameters, Constraints constraints) {
    return new SessionRequest(
        constraints.required("roleArn", parameters.get("RoleArn"), 20, 2048, ARN_CHARACTERS),
        constraints.required("roleSessionName", parameters.get("RoleSessionName"), 2, 64, NAME),
        Duration.ofSeconds(
            constraints.number(
                "durationSeconds", parameters.get("DurationSeconds"), 900, 43_200, 3600)));
  }

  /** The ARN of the role. Rejects the call if it is invalid. */
  Arn role() {
    if (!ROLE_ARN.matcher(roleArn).matches()) {
      throw Refusal.validation("Request ARN is invalid");
    }
    return Arn.parse(roleArn);
  }

  /**
   * Checks the duration against the maximum of the role, then against the maximum for role
   * chaining.
   */
  void checkDuration(Role role, boolean chained) {
    if (duration.compareTo(role.maxSessionDuration()) > 0) {
      throw Refusal.validation(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    if (chained && duration.compareTo(CHAINING_MAXIMUM) > 0) {
      throw Refusal.validation(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
    }
  }
}
