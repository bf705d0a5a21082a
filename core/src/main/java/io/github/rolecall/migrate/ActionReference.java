package io.github.rolecall.migrate;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of {@code uses}, as far as it may mean the action to migrate from.
 *
 * @param kind what it names
 * @param reference the tag, branch or digest; empty when there is none
 */
record ActionReference(ReferenceKind kind, String reference) {
  static final String NAME = "aws-actions/configure-aws-credentials";

  private static final String SHORT_NAME = "configure-aws-credentials";
  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");
  private static final Pattern WORKFLOW =
      Pattern.compile("[^/@.]+/[^/@]+/\\.github/workflows/[^@]+@.*");
  private static final Pattern MAJOR = Pattern.compile("v?(\\d{1,3})(\\.\\d+)*");

  static ActionReference of(String uses) {
    int at = uses.indexOf('@');
    String path = (at < 0 ? uses : uses.substring(0, at)).toLowerCase(Locale.ROOT);
    String reference = at < 0 ? "" : uses.substring(at + 1);
    return new ActionReference(kind(uses, path, reference), reference);
  }

  private static ReferenceKind kind(String uses, String path, String reference) {
    if (WORKFLOW.matcher(uses).matches()) {
      return ReferenceKind.REMOTE_WORKFLOW;
    }
    if (!path.contains(SHORT_NAME)) {
      return uses.contains("${{") && uses.toLowerCase(Locale.ROOT).contains(SHORT_NAME)
          ? ReferenceKind.EXPRESSION
          : ReferenceKind.OTHER;
    }
    if (uses.contains("${{")) {
      return ReferenceKind.EXPRESSION;
    }
    if (path.equals(NAME)) {
      return reference.isBlank() ? ReferenceKind.UNUSUAL : ReferenceKind.ACTION;
    }
    if (path.startsWith(NAME + "/")) {
      return ReferenceKind.UNUSUAL;
    }
    boolean named = path.matches("(.*/)?" + SHORT_NAME + "(/.*)?");
    return !named
        ? ReferenceKind.OTHER
        : path.startsWith("./") ? ReferenceKind.LOCAL : ReferenceKind.FORK;
  }

  boolean isDigest() {
    return DIGEST.matcher(reference).matches();
  }

  /** The major version, by the tag or by the comment behind a digest. */
  OptionalInt major(Optional<VersionComment> comment) {
    String version = isDigest() ? comment.map(VersionComment::number).orElse("") : reference;
    Matcher major = MAJOR.matcher(version);
    return major.matches() ? OptionalInt.of(Integer.parseInt(major.group(1))) : OptionalInt.empty();
  }
}
