package io.github.rolecall.migrate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version in a comment behind {@code uses}, as people and bots write it: {@code # v4.0.2},
 * {@code #v5}, {@code # tag=v4}, {@code # refs/tags/v6.2.3}.
 *
 * @param start where the version begins in the text
 * @param version as it is written; the name of the action may stand before it
 */
record VersionComment(int start, String version) {
  /** Behind the value: its quote belongs to it, but in {@code - {uses: x}} a bracket follows. */
  private static final Pattern COMMENT =
      Pattern.compile(
          "[ \\t}\\],]*[ \\t]#[ \\t]*(?:tag=|pin@|refs/tags/|ratchet:)?"
              + "(?<version>(?i:aws-actions/configure-aws-credentials@)?"
              // A number alone may count something else.
              + "(?:v\\d+(?:\\.\\d+){0,3}|\\d+(?:\\.\\d+){1,3}))"
              + "(?=[ \\t\\r\\n,;)]|$)");

  /** The comment behind a value that ends here. */
  static Optional<VersionComment> behind(String text, int end) {
    Matcher found = COMMENT.matcher(text).region(end, text.length());
    return found.lookingAt()
        ? Optional.of(new VersionComment(found.start("version"), found.group("version")))
        : Optional.empty();
  }

  /** What stands there once the action is another one. */
  Edit edit(Target target) {
    String action = version.contains("@") ? Target.ACTION + "@" : "";
    return new Edit(start, start + version.length(), action + target.tag());
  }

  /** The version alone. */
  String number() {
    return version.substring(version.indexOf('@') + 1);
  }
}
