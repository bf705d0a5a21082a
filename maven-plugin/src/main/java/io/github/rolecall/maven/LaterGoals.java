package io.github.rolecall.maven;

import io.github.rolecall.Assumed;
import io.github.rolecall.Secret;
import io.github.rolecall.SessionCredentials;
import io.github.rolecall.export.Exporter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Hands credentials to later goals of the build: to AWS SDKs that run in Maven's own JVM, and to
 * poms as <code>${credentials.accessKeyId}</code> and its siblings.
 */
final class LaterGoals implements Exporter {
  private static final String ACCESS_KEY_ID = "credentials.accessKeyId";
  private static final String SECRET_ACCESS_KEY = "credentials.secretAccessKey";
  private static final String SESSION_TOKEN = "credentials.sessionToken";
  private static final String REGION = "credentials.region";

  private final Properties jvm;
  private final Properties session;

  /**
   * Makes an exporter for one build.
   *
   * @param session the session's system properties: its user properties would be written to the
   *     reports of Surefire and Failsafe
   */
  LaterGoals(Properties jvm, Properties session) {
    this.jvm = jvm;
    this.session = session;
  }

  @Override
  public Prepared prepare(Assumed assumed) {
    return () -> {
      SessionCredentials credentials = assumed.credentials();
      String secret = credentials.secretAccessKey().reveal();
      Optional<String> token = credentials.sessionToken().map(Secret::reveal);
      forSdks(credentials.accessKeyId(), secret, token, assumed.region());
      session.setProperty(ACCESS_KEY_ID, credentials.accessKeyId());
      session.setProperty(SECRET_ACCESS_KEY, secret);
      // Blank and not absent, or an expression in a pom would stay what it is.
      session.setProperty(SESSION_TOKEN, token.orElse(""));
      session.setProperty(REGION, assumed.region());
      return "later goals of this build";
    };
  }

  private void forSdks(String id, String secret, Optional<String> token, String region) {
    jvm.setProperty("aws.accessKeyId", id);
    jvm.setProperty("aws.secretAccessKey", secret);
    // The AWS SDK 1 has its own name for it.
    jvm.setProperty("aws.secretKey", secret);
    token.ifPresentOrElse(
        text -> jvm.setProperty("aws.sessionToken", text), () -> jvm.remove("aws.sessionToken"));
    jvm.setProperty("aws.region", region);
  }

  /** What was handed on, as variables of the environment; empty when nothing was. */
  Map<String, String> environment() {
    var variables = new HashMap<String, String>();
    Map.of(
            ACCESS_KEY_ID, "AWS_ACCESS_KEY_ID",
            SECRET_ACCESS_KEY, "AWS_SECRET_ACCESS_KEY",
            SESSION_TOKEN, "AWS_SESSION_TOKEN",
            REGION, "AWS_REGION")
        .forEach(
            (property, variable) ->
                Optional.ofNullable(session.getProperty(property))
                    .ifPresent(value -> variables.put(variable, value)));
    return variables;
  }
}
