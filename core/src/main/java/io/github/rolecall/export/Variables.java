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
 * The environment variables that AWS tools read. Both names of the Region are set, because tools
 * disagree on which they read.
 */
public final class Variables {
  static final String ACCESS_KEY_ID = "AWS_ACCESS_KEY_ID";
  static final String SECRET_ACCESS_KEY = "AWS_SECRET_ACCESS_KEY";
  static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";
  private static final List<String> REGION = List.of("AWS_DEFAULT_REGION", "AWS_REGION");
  private static final List<String> KEYS = List.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY, SESSION_TOKEN);
  private static final String PROFILE = "AWS_PROFILE";

  /** Read by botocore, before the newer name of the session token. */
  private static final String SECURITY_TOKEN = "AWS_SECURITY_TOKEN";

  /** Read by botocore, which refuses keys that have expired by it. */
  private static final String EXPIRATION = "AWS_CREDENTIAL_EXPIRATION";

  /** All variables from which tools take keys. */
  public static final List<String> OF_KEYS =
      List.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY, SESSION_TOKEN, SECURITY_TOKEN, EXPIRATION);

  private Variables() {}

  /**
   * Everything that a tool needs.
   *
   * @param before the environment that the tool would have otherwise: a session token in it that
   *     does not belong to the new keys is blanked
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
   * What a process gets whose environment is otherwise that of this one: keys that hide all others.
   *
   * @param before the environment of this process. Of the older names that some tools still read
   *     first, those are set that are there.
   */
  public static Map<String, String> forProcess(Assumed assumed, Map<String, String> before) {
    SessionCredentials credentials = assumed.credentials();
    var variables = new LinkedHashMap<>(keys(credentials));
    // Blank and not absent: a token that is there does not belong to these keys.
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
   * The whole environment of a process that has these credentials and no others.
   *
   * @param before the environment that it would have otherwise
   */
  public static Map<String, String> environment(Assumed assumed, Map<String, String> before) {
    var environment = new LinkedHashMap<>(before);
    // A profile that is named and not there makes tools fail, whatever keys they have.
    environment.keySet().removeAll(List.of(PROFILE, "AWS_DEFAULT_PROFILE"));
    environment.putAll(forProcess(assumed, before));
    List.of(SESSION_TOKEN, SECURITY_TOKEN, EXPIRATION)
        .forEach(name -> environment.remove(name, ""));
    return environment;
  }

  /**
   * An environment with these credentials under names of their own, beside all that is there.
   *
   * @param exportTargets says what stands before the names
   */
  public static Map<String, String> beside(
      Assumed assumed, ExportTargets exportTargets, Map<String, String> before) {
    var environment = new LinkedHashMap<>(before);
    Map<String, String> variables = keys(assumed.credentials());
    variables.putAll(region(assumed));
    environment.putAll(named(exportTargets.prefixes().variables(), variables));
    return environment;
  }

  /** The Region, under both names. */
  public static Map<String, String> region(Assumed assumed) {
    var variables = new LinkedHashMap<String, String>();
    REGION.forEach(name -> variables.put(name, assumed.region()));
    return variables;
  }

  /** What later steps get: not the keys that they have anyway. */
  public static Map<String, String> forLaterSteps(
      Assumed assumed, ExportTargets exportTargets, Map<String, String> before) {
    return assumed.isNew()
        ? all(assumed, exportTargets, before)
        : named(exportTargets.prefixes().variables(), withoutKeys(assumed, exportTargets));
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
   * What later steps must no longer have.
   *
   * @param profile whether a profile was exported
   * @param prefix of the names, may be empty
   */
  public static Map<String, String> blank(boolean profile, String prefix) {
    var variables = new LinkedHashMap<String, String>();
    for (List<String> names :
        List.of(KEYS, REGION, profile ? List.of(PROFILE) : List.<String>of())) {
      names.forEach(name -> variables.put(prefix + name, ""));
    }
    return variables;
  }

  /** The values that must not be seen, wherever these credentials go. */
  public static List<String> secrets(Assumed assumed) {
    return List.copyOf(keys(assumed.credentials()).values());
  }

  /** The two or three variables of the credentials themselves. */
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
