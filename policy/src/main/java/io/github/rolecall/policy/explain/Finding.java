package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.repair.Edit;
import java.util.List;
import java.util.Locale;

/**
 * One observation about a policy and a token.
 *
 * @param message what was found, with the values
 * @param remedy what to do, with text that can be pasted
 * @param edits the remedy as changes of the policy; empty if something else must change
 * @param elsewhere the part of the remedy that is not a change of the policy; may be empty
 */
public record Finding(
    FindingCode code,
    Severity severity,
    String message,
    String remedy,
    List<Edit> edits,
    String elsewhere) {

  public enum Severity {
    /** A reason why AWS refuses. */
    ERROR,
    /** The policy allows more than it should, or hides a mistake. */
    WARNING,
    /** It could be better. */
    HINT
  }

  /** The same finding as a warning: it is not a reason of a refusal. */
  Finding aside() {
    return as(Severity.WARNING);
  }

  Finding as(Severity other) {
    return new Finding(code, other, message, remedy, edits, elsewhere);
  }

  /**
   * The same finding with a condition that replaces another one. The remedy ends with the new
   * condition.
   */
  Finding mending(int statement, Condition before, Condition after) {
    return doing(
        remedy + PolicySnippets.unchanged(after),
        List.of(new Edit.Replace(statement, before, List.of(after))));
  }

  Finding with(List<Edit> others) {
    return doing(remedy, others);
  }

  /** The same finding with other changes. They follow what can be done elsewhere. */
  Finding doing(String change, List<Edit> others) {
    String both =
        elsewhere.isEmpty()
            ? change
            : change.isEmpty() ? elsewhere : elsewhere + " Or: " + within(change);
    return new Finding(code, severity, message, both, List.copyOf(others), elsewhere);
  }

  /** Returns a sentence as it is written after a colon or comma. */
  private static String within(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }

  /** The same finding about a condition that the remedy of another finding removes. */
  Finding ifKept() {
    return doing("If you keep the condition, " + within(remedy), edits);
  }

  /** The same with the removal of the condition, for a job that may have the role. */
  Finding removing(int statement, Condition condition) {
    return doing(
        "If this job may have the role, remove the condition: "
            + PolicySnippets.unchanged(condition),
        List.of(new Edit.Replace(statement, condition, List.of())));
  }

  /** The same finding without changes of the policy, because they were not tried. */
  Finding untried(String why) {
    return edits.isEmpty() ? this : doing(why, List.of());
  }

  /** The same finding with advice that does not change the policy. */
  Finding orElsewhere(String advice) {
    return new Finding(code, severity, message, remedy, edits, advice).doing(remedy, edits);
  }
}
