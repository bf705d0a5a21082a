package io.github.rolecall.text;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes out of a text of others what may be a secret. */
public final class Redaction {
  private static final String STARS = "***";
  private static final int LONGEST = 1000;
  private static final int SHORTEST_SECRET = 8;

  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(SECRET|TOKEN|PASSW|CREDENTIAL|AUTH|_KEY|PRIVATE|SESSION).*");

  /** A JSON web token, an access key id, and what stands behind a name that says secret. */
  private static final Pattern SECRET_TEXT =
      Pattern.compile(
          "eyJ[\\w-]+(\\.[\\w-]*){0,2}|\\b(AKIA|ASIA)[A-Z0-9]{12,}\\b"
              + "|(?<=Bearer )\\S+"
              + "|(?i:(?<=(secret|token|password|passwd|accesskey|access_key)[\"']{0,1}\\s{0,3}[=:]))"
              + "\\s*(\"[^\"]*\"|'[^']*'|\\S+)");

  /** Forty characters without a blank, as secret keys are, of which some are no letters. */
  private static final Pattern SECRET_KEY =
      Pattern.compile("(?<![\\w/+=-])(?=[^\\s]*\\d)(?=[^\\s]*[A-Z])[A-Za-z0-9/+=]{40,}");

  private Redaction() {}

  /**
   * The text as it may be shown: no value of a variable whose name says secret, nothing of what the
   * program printed, and nothing that looks like a key or a token. Its end is kept, as that says
   * why a program failed.
   */
  public static String of(String text, Map<String, String> environment, String printed) {
    String shown = text.strip();
    Stream<String> values =
        environment.entrySet().stream()
            .filter(variable -> SECRET_NAME.matcher(variable.getKey()).matches())
            .map(Map.Entry::getValue);
    Stream<String> lines = printed.lines().flatMap(line -> Stream.of(line.split("[\"',\\s]+", -1)));
    for (String secret : Stream.concat(values, lines).map(String::strip).toList()) {
      if (secret.length() >= SHORTEST_SECRET) {
        shown = shown.replace(secret, STARS);
      }
    }
    shown = SECRET_TEXT.matcher(shown).replaceAll(STARS);
    shown = SECRET_KEY.matcher(shown).replaceAll(STARS);
    return shown.length() <= LONGEST ? shown : "... " + shown.substring(shown.length() - LONGEST);
  }
}
