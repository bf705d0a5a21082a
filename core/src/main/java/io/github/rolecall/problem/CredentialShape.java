package io.github.rolecall.problem;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What keys and tokens can look like. A value that is surely something else is refused before it is
 * used, and never shown: people exchange the two keys, paste a whole line of a CSV file, or keep
 * the quotes. Compatible services choose their keys freely, so nothing is asked of a value that
 * only AWS's keys have.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html">STS API
 *     reference, Credentials</a>
 */
public enum CredentialShape {
  ACCESS_KEY_ID(
      "an access key id", "letters and digits; on AWS 20 characters that start with AKIA or ASIA"),
  SECRET_ACCESS_KEY("a secret access key", "text without whitespace; on AWS 40 characters"),
  SESSION_TOKEN("a session token", "long text without whitespace and quotes"),
  WEB_IDENTITY_TOKEN("a web identity token", "three parts separated by dots, without whitespace");

  private static final String KEY_ID = "(AKIA|ASIA)[A-Z0-9]{12,60}";

  /** Forty or more characters of Base64, of both cases. Hexadecimal digits are of one. */
  private static final String SECRET_KEY =
      "(?=[A-Za-z0-9/+]*[a-z])(?=[A-Za-z0-9/+]*[A-Z])(?!AKIA|ASIA)[A-Za-z0-9/+]{38,}={0,2}";

  private static final int LONGEST_SECRET_KEY = 44;

  private static final String TOKEN = "eyJ[\\w-]{8,}(\\.[\\w-]*)*";

  private static final Pattern SHOWN_KEY_ID = Pattern.compile("[A-Z][A-Z0-9]{15,127}");

  /** A secret in a text: alone, or between characters that no secret has. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?<!\\w)"
              + KEY_ID
              + "(?!\\w)|(?<![\\w/+:.-])("
              + "(?=[A-Za-z/+]*\\d)(?=[a-z0-9/+]*[A-Z])(?=[A-Z0-9/+]*[a-z])[A-Za-z0-9/+]{38,44}={0,2}"
              + ")(?![\\w/+=.-])|"
              + TOKEN
              + "|://\\S*@");

  private final String noun;
  private final String form;

  CredentialShape(String noun, String form) {
    this.noun = noun;
    this.form = form;
  }

  /**
   * A mistake that the value itself shows. The first one that fits is told.
   *
   * @param characters whether only the characters are wrong, and not what the value is
   */
  private record Sign(
      Set<CredentialShape> of, Pattern pattern, String probably, boolean characters) {
    static Sign of(Set<CredentialShape> shapes, String regex, String probably) {
      return new Sign(shapes, Pattern.compile(regex, Pattern.DOTALL), probably, false);
    }

    static Sign ofCharacters(Set<CredentialShape> shapes, String regex, String probably) {
      return new Sign(shapes, Pattern.compile(regex, Pattern.DOTALL), probably, true);
    }
  }

  private static final Set<CredentialShape> ALL = EnumSet.allOf(CredentialShape.class);
  private static final Set<CredentialShape> KEYS = EnumSet.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY);
  private static final Set<CredentialShape> ID = EnumSet.of(ACCESS_KEY_ID);
  private static final Set<CredentialShape> SECRETS =
      EnumSet.complementOf(EnumSet.of(ACCESS_KEY_ID));

  private static final List<Sign> SIGNS =
      List.of(
          Sign.of(ALL, "\\*+|\\[(?i:masked)]", "a masked secret from a log"),
          Sign.of(
              ALL,
              "\\$\\{.*}|\\$\\(.*\\)|\\$[A-Za-z_]\\w*|%\\w+%|\\{\\{.*}}|<.*>",
              "a placeholder that was not replaced"),
          Sign.of(ALL, "([\"'`]).*\\1", "the value with quotes around it"),
          Sign.of(ALL, "[\\[{].*[]}]", "a whole JSON document"),
          Sign.of(
              ALL,
              "(?i)(export\\s+|set\\s+|\\$env:)?\\W?(aws_?)?(access.?key.?id|secret.?access.?key"
                  + "|session.?token)\\W?\\s*[=:].*",
              "an assignment; only the value belongs here"),
          Sign.of(
              KEYS,
              "(.*[,;:|\\t]\\s*)?" + KEY_ID + "\\s*[,;:|\\t].+|.+[,;|\\t]\\s*" + KEY_ID,
              "a line with several values, as in a CSV file"),
          Sign.ofCharacters(ALL, ".*[\\r\\n].*", "text with several lines"),
          Sign.ofCharacters(
              ALL, ".*[[\\s\\p{Cc}\\p{Cf}\\p{Z}]&&[^ ]].*", "text with an invisible character"),
          // A pass phrase may be the secret of a compatible service.
          Sign.ofCharacters(
              EnumSet.complementOf(EnumSet.of(SECRET_ACCESS_KEY)), ".* .*", "text with a space"),
          Sign.of(KEYS, TOKEN, "a web identity token"),
          Sign.of(KEYS, "(IQoJ|FwoG|FQoG).{150,}", "a session token"),
          Sign.of(SECRETS, KEY_ID, "an access key id: two values are swapped"),
          Sign.of(ID, SECRET_KEY, "the secret access key: the two values are swapped"),
          Sign.of(ID, "[~.]?/.*|[A-Za-z]:\\\\.*", "the name of a file"),
          Sign.of(ID, ".*[,;|].*|.*:.{30,}", "a line with several values, as in a CSV file"),
          Sign.of(
              ID,
              ".*[^\\x21-\\x7e].*|.*[\"'`=/\\\\{}()<>\\[\\]].*|" + KEY_ID + "\\W.*|.{129,}",
              "text with characters that an access key id cannot have"),
          Sign.ofCharacters(
              EnumSet.of(SESSION_TOKEN, WEB_IDENTITY_TOKEN),
              ".*[^\\x21-\\x7e].*|.*[\"'`,;\\\\{}<>].*",
              "text with characters that a token cannot have"));

  /**
   * The value without blanks around it.
   *
   * @param value and what the user calls it
   * @throws CredentialsException with {@link IdentityProblem.Malformed}
   */
  public String check(Given value) {
    return check(value, true);
  }

  /**
   * The same for a value of an AWS file, which may hold any characters: the AWS CLI gives them on
   * as they are. Throws the same; a value that would be used is looked at again before.
   */
  public String checkInFile(Given value) {
    return check(value, false);
  }

  private String check(Given value, boolean characters) {
    String text = value.text().strip();
    for (Sign sign : SIGNS) {
      if ((characters || !sign.characters())
          && sign.of().contains(this)
          && sign.pattern().matcher(text).matches()) {
        throw new CredentialsException(
            new IdentityProblem.Malformed(value.name(), noun, form, sign.probably()));
      }
    }
    return text;
  }

  /** An access key id of AWS as it is; anything else could be the secret. */
  public static String shownKeyId(String text) {
    return SHOWN_KEY_ID.matcher(text).matches() ? text : "(not shown: not an AWS access key id)";
  }

  /** Whether a text that should be something else has a key, a token or a password in it. */
  public static boolean isSecret(String text) {
    return SECRET.matcher(text).find();
  }

  /** Whether a text is, as a whole, what secret access keys of AWS look like. */
  public static boolean isSecretKey(String text) {
    return text.strip().length() <= LONGEST_SECRET_KEY && text.strip().matches(SECRET_KEY);
  }

  /** What a user wrote where no secret belongs, unless it has one in it all the same. */
  public static String shown(String text) {
    return isSecret(text) ? "(not shown)" : text;
  }
}
