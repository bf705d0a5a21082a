package io.github.rolecall.export;

import io.github.rolecall.model.Secret;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment variables that AWS tools read. Both names of the Region are set, because some
 * tools read only one of them.
 */
public final class Variables {
  static final String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";
  static final String SECRET_ACCESS_KEY = "AWS_SECRET_ACCESS_KEY";
  static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";
  private static final List<String> REGION = List.of("AWS_DEFAULT_REGION", "AWS_REGION");
  private static final List<String> KEYS = List.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY, SESSION_TOKEN);
  private static final String PROFILE = "AWS_PROFILE";

  /** Botocore reads it before the newer variable of the session token. */
  private static final String SECURITY_TOKEN = "AWS_SECURITY_TOKEN";

  /** Botocore reads it, and refuses keys that it says have expired. */
  private static final String EXPIRATION = "AWS_CREDENTIAL_EXPIRATION";

  /** All variables from which tools read keys. */
  public static final List<String> OF_KEYS =
      List.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY, SESSION_TOKEN, SECURITY_TOKEN, EXPIRATION);

  private Variables() {}

  /**
   * Returns all variables that a tool needs.
   *
   * @param before the environment that the tool would have otherwise: a session token in it that
   *     does not belong to the new keys is unset
   */
  static Map<String, String> all(
      Assumed assumed, ExportTargets exportTargets, Map<String, String> before) {
    Map<String, String> variables = withoutKeys(assumed, exportTargets);
    variables.putAll(keys(assumed.credentials()));
    exportTargets.profile().ifPresent(profile -> variables.put(PROFILE, profile.name()));
    String prefix = exportTargets.prefixes().variables();
    if (!before.getOrDefault(prefix + SESSION_TOKEN, "").isEmpty()) {
      variables.putIfAbsent(SESSION_TOKEN, "");
    }
    return named(prefix, variables);
  }

  private static Map<String, String> named(String prefix, Map<String, String> variables) {
    var named = new LinkedHashMap<String, String>();
    variables.forEach((name, value) -> named.put(prefix + name, value));
    return named;
  }

  /**
   * Returns the variables for a child process that inherits the environment of this one. They take
   * precedence over all other keys.
   *
   * @param before the environment of this process. Older names, which some tools read first, are
   *     set only if they are in it.
   */
  public static Map<String, String> forProcess(Assumed assumed, Map<String, String> before) {
    SessionCredentials credentials = assumed.credentials();
    var variables = new LinkedHashMap<>(keys(credentials));
    // Empty and not absent: an inherited session token does not belong to these keys.
    variables.putIfAbsent(SESSION_TOKEN, "");
    if (before.containsKey(SECURITY_TOKEN)) {
      variables.put(SECURITY_TOKEN, variables.getOrDefault(SESSION_TOKEN, ""));
    }
    if (before.containsKey(EXPIRATION)) {
      variables.put(EXPIRATION, credentials.expires().map(Instant::toString).orElse(""));
    }
    variables.putAll(region(assumed));
    return variables;
  }

  /**
   * Returns the whole environment of a process that has these credentials and no others.
   *
   * @param before the environment that the process would have otherwise
   */
  public static Map<String, String> environment(Assumed assumed, Map<String, String> before) {
    var environment = new LinkedHashMap<>(before);
    // If a named profile does not exist, tools fail, even with keys.
    environment.keySet().removeAll(List.of(PROFILE, "AWS_DEFAULT_PROFILE"));
    environment.putAll(forProcess(assumed, before));
    List.of(SESSION_TOKEN, SECURITY_TOKEN, EXPIRATION)
        .forEach(name -> environment.remove(name, ""));
    return environment;
  }

  /**
   * Returns the environment plus these credentials under prefixed names.
   *
   * @param exportTargets contains the prefixes of the names
   */
  public static Map<String, String> beside(
      Assumed assumed, ExportTargets exportTargets, Map<String, String> before) {
    var environment = new LinkedHashMap<>(before);
    Map<String, String> variables = keys(assumed.credentials());
    variables.putAll(region(assumed));
    environment.putAll(named(exportTargets.prefixes().variables(), variables));
    return environment;
  }

  /** Returns the Region, under both names. */
  public static Map<String, String> region(Assumed assumed) {
    var variables = new LinkedHashMap<String, String>();
    REGION.forEach(name -> variables.put(name, assumed.region()));
    return variables;
  }

  /** Returns the variables for later steps, without keys that the steps have anyway. */
  public static Map<String, String> forLaterSteps(
      Assumed assumed, ExportTargets exportTargets, Map<String, String> before) {
    return assumed.isNew()
        ? all(assumed, exportTargets, before)
        : named(exportTargets.prefixes().variables(), withoutKeys(assumed, exportTargets));
  }

  /**
   * Returns the variables for later steps that get the keys from a process which the profile names.
   * Keys in the environment would take precedence over the profile, so there are none.
   *
   * @param before the environment of the job
   */
  public static Map<String, String> forProfile(
      Assumed assumed, ExportTargets exportTargets, String profile, Map<String, String> before) {
    String prefix = exportTargets.prefixes().variables();
    var variables = new LinkedHashMap<String, String>();
    KEYS.forEach(name -> variables.put(name, ""));
    for (String name : List.of(SECURITY_TOKEN, EXPIRATION)) {
      if (!before.getOrDefault(prefix + name, "").isEmpty()) {
        variables.put(name, "");
      }
    }
    variables.put(PROFILE, profile);
    variables.putAll(region(assumed));
    return named(prefix, variables);
  }

  private static Map<String, String> withoutKeys(Assumed assumed, ExportTargets exportTargets) {
    var variables = new LinkedHashMap<String, String>();
    if (exportTargets.unsetCurrent()) {
      KEYS.forEach(name -> variables.put(name, ""));
    }
    variables.putAll(region(assumed));
    return variables;
  }

  /**
   * Returns the variables to unset for later steps.
   *
   * @param profile whether a profile was exported
   * @param prefix the prefix of the names, may be empty
   */
  public static Map<String, String> blank(boolean profile, String prefix) {
    var variables = new LinkedHashMap<String, String>();
    for (List<String> names :
        List.of(KEYS, REGION, profile ? List.of(PROFILE) : List.<String>of())) {
      names.forEach(name -> variables.put(prefix + name, ""));
    }
    return variables;
  }

  /** Returns the values to mask, wherever these credentials are exported. */
  public static List<String> secrets(Assumed assumed) {
    return List.copyOf(keys(assumed.credentials()).values());
  }

  /** Returns the two or three variables of the credentials themselves. */
  static Map<String, String> keys(SessionCredentials credentials) {
    var variables = new LinkedHashMap<String, String>();
    variables.put(ACCESS_KEY_ID, credentials.accessKeyId());
    variables.put(SECRET_ACCESS_KEY, credentials.secretAccessKey().reveal());
    credentials
        .sessionToken()
        .map(Secret::reveal)
        .ifPresent(token -> variables.put(SESSION_TOKEN, token));
    return variables;
  }
}
