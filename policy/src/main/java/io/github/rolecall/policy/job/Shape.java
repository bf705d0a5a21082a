package io.github.rolecall.policy.job;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a field of a form takes, and how people write it. */
enum Shape {
  /** Also takes the address of the repository. */
  REPOSITORY("[^/@:\\s*?]+/[^/@:\\s*?]+", "OWNER/REPOSITORY", Shape.ADDRESS),
  /** Also takes the address of the project. */
  PROJECT("[^/:\\s*?]+(/[^/:\\s*?]+)+", "GROUP/PROJECT", Shape.ADDRESS),
  BRANCH("\\S+", "the name of a branch", "^refs/heads/"),
  TAG("\\S+", "the name of a tag", "^refs/tags/"),
  NUMBER("\\d+", "a number", Shape.NOTHING),
  /** Also takes the issuer as the ARN of a provider and as condition keys name it. */
  URL(
      "https://[^/\\s?#]+(/[^\\s?#]*[^/\\s?#])?",
      "an https URL",
      "^arn:[^:]*:iam::[^:]*:oidc-provider/|/+$"),
  UUID("[0-9A-Fa-f-]{36}", "a UUID", "[{}]"),
  NAME("[^\\s:*?]+", "a name without spaces and colons", Shape.NOTHING),
  WORDS("[^:*?]+", "a name without colons", Shape.NOTHING),
  TEXT(".+", "text", Shape.NOTHING);

  private static final String ADDRESS = "^https?://[^/]+/|^git@[^:]+:|/-/.*$|(\\.git)?/?$";
  private static final String NOTHING = "^$";

  private final Pattern pattern;
  private final String expected;
  private final Pattern around;

  /**
   * A shape.
   *
   * @param around what people write around the value, a regular expression
   */
  Shape(String pattern, String expected, String around) {
    this.pattern = Pattern.compile(pattern);
    this.expected = expected;
    this.around = Pattern.compile(around);
  }

  /** The value as tokens contain it; empty if it is not one. */
  Optional<String> read(String text) {
    String bare = around.matcher(text).replaceAll("");
    String value = this == URL && !bare.contains("://") ? "https://" + bare : bare;
    return Optional.of(value).filter(each -> pattern.matcher(each).matches());
  }

  String expected() {
    return expected;
  }
}
