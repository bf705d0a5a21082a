package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Subject;
import java.util.Optional;
import java.util.stream.Stream;

/** Other ways in which people write branches and tags than GitHub and GitLab do. */
final class RefForm {
  private static final String HEADS = "refs/heads/";
  private static final String TAGS = "refs/tags/";

  private RefForm() {}

  /** What the value of the policy would be in the form that the claim has; it may be several. */
  static Stream<String> of(String claim, String expected, String actual) {
    return switch (claim) {
      case "ref" -> full(expected).filter(text -> !text.equals(expected));
      case "job_workflow_ref" -> {
        int at = expected.lastIndexOf('@');
        yield at < 0 || expected.substring(at).contains("refs/")
            ? Stream.of()
            : full(expected.substring(at + 1)).map(ref -> expected.substring(0, at + 1) + ref);
      }
      case "sub" -> ofSubject(Subject.of(expected), Subject.of(actual));
      default -> Stream.of();
    };
  }

  private static Stream<String> ofSubject(Subject expected, Subject actual) {
    Optional<String> context = expected.context();
    if (context.isEmpty()) {
      return Stream.of();
    }
    String text = context.get();
    if (actual.gitHub() && expected.gitHub()) {
      boolean another =
          text.startsWith("environment:") || text.startsWith("pull_request") || text.equals("*");
      if (another || text.startsWith("ref:refs/")) {
        return Stream.of();
      }
      String name = text.replaceFirst("^(ref_type:[^:]*:)?(ref|branch|tag|heads)[:/](?!s/)", "");
      return full(name).map(ref -> expected.place() + ":ref:" + ref);
    }
    if (actual.gitLab() && expected.gitLab()) {
      String name = text.replaceFirst("^(ref_type:[^:]*:)?ref:", "");
      String plain = name.replaceFirst("^(refs/)?(heads|tags)/", "");
      boolean withType = text.startsWith("ref_type:");
      if (withType && plain.equals(name)) {
        return Stream.of();
      }
      String type =
          withType
              ? text.split(":", 3)[1]
              : actual.context().map(of -> of.split(":", 3)[1]).orElse("branch");
      return Stream.of(expected.place() + ":ref_type:" + type + ":ref:" + plain);
    }
    return Stream.of();
  }

  /** {@code main} and {@code heads/main} as full refs. */
  private static Stream<String> full(String name) {
    if (name.startsWith("refs/")) {
      return Stream.of(name);
    }
    String plain = name.replaceFirst("^(heads|tags)/", "");
    return Stream.of(HEADS + plain, TAGS + plain);
  }
}
