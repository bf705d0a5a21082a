package io.github.rolecall.text;

import java.util.List;
import java.util.Locale;

/** Which names say that what they name is a secret. */
public final class SecretNames {
  /** Without regular expressions: every run asks this of its whole environment. */
  private static final List<String> SECRET =
      List.of(
          "SECRET",
          "TOKEN",
          "PASSW",
          "PASSPHRASE",
          "CREDENTIAL",
          "AUTHORIZATION",
          "APIKEY",
          "API_KEY",
          "ACCESSKEY",
          "ACCESS_KEY",
          "PRIVATEKEY",
          "PRIVATE_KEY");

  private static final List<String> SECRET_ENDS = List.of("_KEY", "_AUTH", "_PAT", "_PWD");

  /** Where a secret is, what it is for, or of what kind: not the secret. */
  private static final List<String> PLAIN_ENDS =
      List.of(
          "_FILE",
          "_PATH",
          "_DIR",
          "_FOLDER",
          "_URL",
          "_URI",
          "_ENDPOINT",
          "_HOST",
          "_NAME",
          "_ID",
          "_ENV",
          "_COMMAND",
          "_TYPE",
          "_KIND",
          "_AUDIENCE",
          "_SECONDS",
          "_EXPIRATION",
          "_EXPIRES",
          "_TTL",
          "_TIMEOUT",
          "_DURATION",
          "_LIFETIME",
          "_METHOD",
          "_ALGORITHM",
          "_FORMAT",
          "_PROVIDER",
          "_ISSUER",
          "_SCOPE",
          "_SCOPES",
          "_REGION",
          "_PREFIX");

  private SecretNames() {}

  /** Whether a variable, a field or an option of this name holds a secret. */
  public static boolean isSecret(String name) {
    String upper = name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    return (SECRET.stream().anyMatch(upper::contains)
            || SECRET_ENDS.stream().anyMatch(upper::endsWith))
        && PLAIN_ENDS.stream().noneMatch(upper::endsWith);
  }
}
