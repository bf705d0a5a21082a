package io.github.rolecall.ci;

import io.github.rolecall.option.Words;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.session.Assumed;
import java.util.List;
import java.util.Optional;

/**
 * What a step writes to the summary of a GitHub job, which more people read than its log.
 *
 * @param markdown in which no text of others can become Markdown or HTML
 */
record JobSummary(String markdown) {

  /**
   * A refusal of AWS; empty for other problems. Claims of a repository that is not public are left
   * out: whoever wants them there asks for an explanation.
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
   * Who was assumed, until when, and where the credentials went.
   *
   * @param hidden whether the account is not to be seen: the runner hides it here too, but only
   *     what it was told before the file is read
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

  /** Without what Markdown or HTML would take for something else. */
  private static String plain(String text) {
    return text.replaceAll("[|`<>\\r\\n]", " ");
  }
}
