package io.github.rolecall.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes everything that looks like a secret from a text, whether it is one of this run or not.
 */
final class Redaction {
  static final String STARS = "***";

  /** Names of what is secret, whatever it looks like. */
  private static final String NAMES =
      "(?:secret|passw(?:or)?d|passphrase|pwd|credentials?|(?:api|access|private|account)[-_]?key"
          + "|cookie|assertion)";

  /** Names of what is secret, unless a sentence goes on behind them. */
  private static final String NAMES_IN_SENTENCES =
      "(?:token|signature|(?<=[-_])key|(?<=[-_])auth|bearer)";

  private static final String NO_SENTENCE =
      "(?!(?:is|was|are|not|no|has|had|the|your|required|invalid|incorrect|missing|expired|failed"
          + "|cannot|could|couldn|tokens?|error|authenticat\\w+|authoriz\\w+|auth|realm|scheme"
          + "|challenge|header|access)\\b)";

  private static final String REST_OF_NAME = "[\\w.-]{0,30}[\"'\\\\]{0,2}\\s{0,3}";
  private static final String VALUE =
      "(?!\\*\\*\\*)(?:\\\\?\"[^\"]*\"?|\\\\?'[^']*'?|[^\\s\"',;&]+)";

  private static final List<Pattern> LOOKS_SECRET =
      List.of(
          // a key of a PEM file, whole or cut off
          like("-----BEGIN [A-Z0-9 ]+-----(?s:.*?)(?:-----END [A-Z0-9 ]+-----|\\z)"),
          // a JSON web token, or the beginning of one
          like("(?-i:eyJ)[\\w-]{5,}(?:\\.[\\w-]*){0,4}"),
          // what follows a scheme in a header
          behind("\\b(?:bearer|basic|negotiate|ntlm)\\s+", NO_SENTENCE + VALUE),
          behind("\\bauthorization[\"'\\\\]{0,2}\\s{0,3}[=:]\\s*(?:[\\w-]+\\s+)?", VALUE),
          behind("\\bcredential=", VALUE),
          // key ids and session tokens of AWS
          like("(?-i:(?<![A-Z0-9])A[KS]IA[A-Z0-9]{12,})"),
          like("(?-i:IQoJ|FwoG|FQoG|AQoD)[\\w/+=%-]{30,}"),
          // tokens that begin with what they are
          like("(?-i:\\bgh[a-z]_|\\bgithub_pat_)\\w{16,}"),
          like("(?-i:\\bgl[a-z]{2,8}-)[\\w.-]{12,}"),
          like(
              "(?-i:\\b(?:npm_|pul-|hvs\\.|dckr_pat_|xox[a-z]-|sk_live_|bk[a-z]{2}[-_]|CCIPAT_"
                  + "|ATATT|pypi-))[\\w.=-]{12,}"),
          // user and password of a URL
          behind("://", "[^\\s/@]+(?=@)"),
          // a name that says secret, and its value
          behind(NAMES + REST_OF_NAME + "[=:]\\s*", VALUE),
          behind(NAMES_IN_SENTENCES + REST_OF_NAME + "[=:]\\s*", NO_SENTENCE + VALUE),
          behind(
              "(?<![\\w-])--?[\\w-]{0,30}(?:secret|passw(?:or)?d|token|key|auth)[\\w-]{0,20}\\s+",
              NO_SENTENCE + "(?!-)" + VALUE));

  /**
   * A secret key: characters of Base64, some of them digits, some capitals. An ARN may be as long,
   * and says who was refused.
   */
  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "(arn:aws[\\w-]*:[^\\s\"']*)"
              + "|(?=[a-zA-Z/+]*\\d)(?=[a-z0-9/+]*[A-Z])[A-Za-z0-9/+]{38,}={0,2}");

  private Redaction() {}

  private static Pattern like(String secret) {
    return behind("", "(?:" + secret + ")");
  }

  /** What stands before the secret stays. */
  private static Pattern behind(String before, String secret) {
    return Pattern.compile("(" + before + ")" + secret, Pattern.CASE_INSENSITIVE);
  }

  /** The text with stars in place of keys, tokens, passwords and what names say is secret. */
  static String of(String text) {
    String shown = text;
    for (Pattern secret : LOOKS_SECRET) {
      shown = secret.matcher(shown).replaceAll("$1" + Matcher.quoteReplacement(STARS));
    }
    return SECRET_KEY
        .matcher(shown)
        .replaceAll(
            found -> found.group(1) == null ? STARS : Matcher.quoteReplacement(found.group(1)));
  }
}
