package io.github.rolecall.ci;

import io.github.rolecall.Claims;
import io.github.rolecall.FrontEnd;
import io.github.rolecall.Problem;
import io.github.rolecall.StsProblem;
import java.util.Optional;

/**
 * What a failed or explaining step writes to the summary of a GitHub job, which more people read
 * than its log.
 */
record JobSummary(String title, String text) {

  /** A report that was asked for. */
  static JobSummary report(String title, String text) {
    return new JobSummary(title, text);
  }

  /**
   * A refusal of AWS; empty for other problems. Claims of a repository that is not public are left
   * out: whoever wants them there asks for an explanation.
   */
  static Optional<JobSummary> of(Problem problem) {
    if (!(problem instanceof StsProblem refusal) || refusal.call().claims().isEmpty()) {
      return Optional.empty();
    }
    Claims claims = refusal.call().claims().get();
    boolean open = claims.claim("repository_visibility").filter("public"::equals).isPresent();
    String what = problem.what(FrontEnd.ACTION);
    return Optional.of(
        new JobSummary(
            what,
            open
                ? problem.message(FrontEnd.ACTION)
                : what
                    + ".\nThe log of the step shows the facts and what to do. They are left out here,"
                    + " as the repository is not public; explain: true shows them.\nMore: "
                    + problem.documentation()));
  }

  /** In a fence that nothing in the text can close, so that no text becomes Markdown or HTML. */
  String markdown() {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    String plain = title.replaceAll("[^\\p{L}\\p{N} :.,-]", " ");
    return "### Rolecall: "
        + plain
        + "\n\n"
        + fence
        + "text\n"
        + text.strip()
        + "\n"
        + fence
        + "\n";
  }
}
