package io.github.rolecall.input;

import io.github.rolecall.option.Input;
import io.github.rolecall.problem.Given;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One of several roles: its name, for outputs and messages, and its own values. */
public record RoleEntry(String name, Map<Input, Given> values) {
  /** Inputs that each role can set; all others apply to all roles. */
  public static final Set<Input> INPUTS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Input.ROLE_TO_ASSUME,
              Input.ROLE_SESSION_NAME,
              Input.ROLE_DURATION_SECONDS,
              Input.ROLE_EXTERNAL_ID,
              Input.ROLE_SOURCE_IDENTITY,
              Input.ROLE_SKIP_SESSION_TAGGING,
              Input.CUSTOM_TAGS,
              Input.TRANSITIVE_TAG_KEYS,
              Input.INLINE_SESSION_POLICY,
              Input.MANAGED_SESSION_POLICIES,
              Input.AUDIENCE,
              Input.AWS_REGION,
              Input.ALLOWED_ACCOUNT_IDS,
              Input.FORBIDDEN_ACCOUNT_IDS,
              Input.AWS_PROFILE,
              Input.OVERWRITE_AWS_PROFILE,
              Input.ENVIRONMENT_PREFIX,
              Input.OUTPUT_CREDENTIALS,
              Input.OUTPUT_ENV_CREDENTIALS,
              Input.ENV_FILE,
              Input.FOR,
              Input.EXCEPT));

  /** Inputs that several roles must not share. */
  static final Set<Input> NEVER_SHARED =
      Collections.unmodifiableSet(
          EnumSet.of(
              Input.ROLE_TO_ASSUME,
              Input.AWS_PROFILE,
              Input.ENVIRONMENT_PREFIX,
              Input.ENV_FILE,
              Input.FOR));

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

  /** Returns whether the name can be a prefix of outputs. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Omits the values, which may be secrets. */
  @Override
  public String toString() {
    return name;
  }
}
