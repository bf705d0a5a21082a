package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.issuer.Subject;
import java.util.Optional;
import java.util.stream.Stream;

/** The other forms in which people write branches and tags. */
final class RefForm {
  private RefForm() {}

  /** The possible values of the policy in the form of the claim. */
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
    if (actual.gitHub() && expected.gitHub()) {
      return expected.context().stream()
          .filter(text -> !text.matches("(?s)(environment:|pull_request|ref:refs/).*|\\*"))
          .map(text -> text.replaceFirst("^(ref_type:[^:]*:)?(ref|branch|tag|heads)[:/](?!s/)", ""))
          .flatMap(RefForm::full)
          .map(ref -> expected.place() + ":ref:" + ref);
    }
    return actual.gitLab() && expected.gitLab()
        ? expected.context().stream().flatMap(text -> ofGitLab(expected.place(), text, actual))
        : Stream.of();
  }

  private static Stream<String> ofGitLab(String place, String context, Subject actual) {
    String name = context.replaceFirst("^(ref_type:[^:]*:)?ref:", "");
    String plain = name.replaceFirst("^(refs/)?(heads|tags)/", "");
    boolean withType = context.startsWith("ref_type:");
    String type =
        (withType ? Optional.of(context) : actual.context())
            .map(text -> text.split(":", 3)[1])
            .orElse("branch");
    return withType && plain.equals(name)
        ? Stream.of()
        : Stream.of(place + ":ref_type:" + type + ":ref:" + plain);
  }

  /** {@code main} and {@code heads/main} as full refs. */
  private static Stream<String> full(String name) {
    if (name.startsWith("refs/")) {
      return Stream.of(name);
    }
    String plain = name.replaceFirst("^(heads|tags)/", "");
    return Stream.of("refs/heads/" + plain, "refs/tags/" + plain);
  }
}
