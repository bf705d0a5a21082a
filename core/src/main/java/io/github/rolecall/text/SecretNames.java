package io.github.rolecall.text;

import java.util.regex.Pattern;

/** Which names say that what they name is a secret. */
public final class SecretNames {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(SECRET|TOKEN|PASSW|PASSPHRASE|CREDENTIAL|AUTHORIZATION|API.?KEY|ACCESS.?KEY"
              + "|PRIVATE.?KEY|SIGNING.?KEY|ENCRYPTION.?KEY|_KEY$|_AUTH$|_PAT$|_PWD$).*");

  /** Where a secret is, what it is for, or of what kind: not the secret. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?i).*[_.-](FILE|PATH|DIR|FOLDER|URL|URI|ENDPOINT|HOST|NAME|ID|ENV|COMMAND|TYPE|KIND"
              + "|AUDIENCE|SECONDS|EXPIRATION|EXPIRES|TTL|TIMEOUT|DURATION|LIFETIME|METHOD|ALGORITHM|FORMAT"
              + "|PROVIDER|ISSUER|SCOPES?|REGION|PREFIX)$");

  private SecretNames() {}

  /** Whether a variable, a field or an option of this name holds a secret. */
  public static boolean isSecret(String name) {
    return SECRET.matcher(name).matches() && !PLAIN.matcher(name).matches();
  }
}
