package io.github.rolecall.policy.issuer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a subject of GitHub or GitLab, or of a pattern for subjects. A subject of another
 * issuer is a place as a whole. Read 2026-11.
 *
 * @param place whose job it is: {@code repo:acme/shop} or {@code project_path:acme/shop}
 * @param context what it runs for: {@code ref:refs/heads/main}, {@code environment:prod}
 * @see <a href="https://docs.github.com/en/actions/reference/security/oidc">GitHub, OpenID Connect
 *     reference</a>
 */
public record Subject(String place, Optional<String> context) {
  private static final Pattern GITHUB = Pattern.compile("(repo:[^:]*)(?::(.*))?");
  private static final Pattern GITLAB =
      Pattern.compile("(project_path:.*?)(?::(ref(?:_type)?:.*|\\*))?");

  /** The ref on which GitHub runs a workflow for a pull request. */
  private static final Pattern PULL = Pattern.compile("refs/pull/(\\d+)/.*");

  private static final Pattern IDS =
      Pattern.compile("^((?:repo:)?[^/@:]+)@(?:\\d+|[*?]+)/([^/@:]+)@(?:\\d+|[*?]+)(?=:|$)");

  public static Subject of(String text) {
    for (Pattern form : new Pattern[] {GITHUB, GITLAB}) {
      Matcher matcher = form.matcher(text);
      if (matcher.matches()) {
        return new Subject(matcher.group(1), Optional.ofNullable(matcher.group(2)));
      }
    }
    return new Subject(text, Optional.empty());
  }

  public boolean gitHub() {
    return place.startsWith("repo:");
  }

  public boolean gitLab() {
    return place.startsWith("project_path:");
  }

  public static boolean hasIds(String text) {
    return IDS.matcher(text).find();
  }

  public static String withoutIds(String text) {
    return IDS.matcher(text).replaceFirst("$1/$2");
  }

  /** The same subject with ids after the names. */
  public static String withIds(String text, String ownerId, String repositoryId) {
    return text.replaceFirst(
        "^repo:([^/@:]+)/([^/@:]+)",
        "repo:$1@"
            + Matcher.quoteReplacement(ownerId)
            + "/$2@"
            + Matcher.quoteReplacement(repositoryId));
  }

  public boolean tag() {
    return context.filter(text -> text.matches("(?s)(ref:refs/tags/|ref_type:tag).*")).isPresent();
  }

  public boolean branch() {
    return context
        .filter(text -> text.matches("(?s)(ref:refs/heads/|ref_type:branch).*"))
        .isPresent();
  }

  /** In words: "environment prod", "pull requests". */
  public String describeContext() {
    if (context.isEmpty()) {
      return gitHub() || gitLab() ? "no branch, tag or environment" : describeRef(place);
    }
    String text = context.get();
    if (text.equals("pull_request")) {
      return "a pull request";
    }
    if (text.matches("\\*+")) {
      return "anything";
    }
    return text.startsWith("environment:")
        ? "the " + text.replaceFirst(":", " ")
        : (tag() ? "the tag " : branch() ? "the branch " : "")
            + text.replaceFirst("^ref:|^ref_type:[^:]*:ref:", "");
  }

  /** Describes a ref that is a claim of its own. */
  private static String describeRef(String ref) {
    Matcher pull = PULL.matcher(ref);
    if (pull.matches()) {
      return "pull request " + pull.group(1);
    }
    return (ref.startsWith("refs/tags/")
            ? "the tag "
            : ref.startsWith("refs/heads/") ? "the branch " : "the ref ")
        + ref;
  }
}
