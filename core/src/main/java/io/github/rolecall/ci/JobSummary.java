package io.github.rolecall.ci;

import io.github.rolecall.option.Words;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.session.Assumed;
import java.util.List;
import java.util.Optional;

/**
 * A section for the summary of a GitHub job, which more people read than its log.
 *
 * @param markdown the text, in which values are escaped so that they are not Markdown or HTML
 */
record JobSummary(String markdown) {

  /**
   * Describes a refusal of AWS; empty for other problems. Omits the claims if the repository is not
   * public: {@code explain} shows them.
   */
  static Optional<JobSummary> of(Problem problem, Words words) {
    if (problem instanceof RunProblem.OfRole one) {
      return of(one.problem(), words);
    }
    return problem instanceof StsProblem refusal && refusal.call().claims().isPresent()
        ? Optional.of(new JobSummary(new RefusalSummary(refusal, words).markdown()))
        : Optional.empty();
  }

  /**
   * Describes the assumed role, the expiry, and the places the credentials were exported to.
   *
   * @param hidden whether to hide the account: the runner masks it here too, but only what was
   *     registered before it reads the file
   */
  static JobSummary of(String title, Assumed assumed, boolean hidden, List<String> places) {
    var text = new StringBuilder("### " + title + "\n\n| | |\n|---|---|\n");
    row(text, "Assumed", "`" + plain(hidden ? "(hidden)" : assumed.identity().arn()) + "`");
    assumed.credentials().expires().ifPresent(at -> row(text, "Valid until", at.toString()));
    row(text, "Region", assumed.region());
    places.forEach(place -> row(text, "Exported to", plain(place)));
    return new JobSummary(text.append('\n').toString());
  }

  private static void row(StringBuilder text, String name, String value) {
    text.append("| ").append(name).append(" | ").append(value).append(" |\n");
  }

  /** Escapes Markdown and HTML. */
  private static String plain(String text) {
    return text.replaceAll("[|`<>\\r\\n]", " ");
  }
}
