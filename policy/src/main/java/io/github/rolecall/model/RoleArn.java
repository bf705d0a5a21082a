package io.github.rolecall.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an IAM role in any partition.
 *
 * @param path path and name, without the leading slash: {@code ci/Deploy}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">IAM
 *     identifiers</a>
 */
public record RoleArn(String partition, String account, String path) {
  private static final String PATH = "(?:[\\x21-\\x7E]+/)*[\\w+=,.@-]{1,64}";
  private static final Pattern ARN =
      Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/(" + PATH + ")");
  private static final Pattern NAME = Pattern.compile(PATH);

  /** Empty when the text is not the ARN of a role. */
  public static Optional<RoleArn> parse(String text) {
    Matcher matcher = ARN.matcher(text);
    return matcher.matches()
        ? Optional.of(new RoleArn(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  /** Whether the text can be the name of a role, with or without its path. */
  public static boolean isName(String text) {
    return !text.startsWith("arn:") && NAME.matcher(text).matches();
  }

  /** The name without its path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return "arn:" + partition + ":iam::" + account + ":role/" + path;
  }
}
