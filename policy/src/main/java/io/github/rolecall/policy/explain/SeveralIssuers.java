package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation.Answer;
import io.github.rolecall.policy.Evaluation.Outcome;
import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.repair.Edit;
import io.github.rolecall.policy.repair.IssuerParts;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a statement that trusts several issuers and has conditions on the keys of each. A token has
 * only the keys of its own issuer, so it cannot meet the other conditions.
 */
record SeveralIssuers(Request request, int number, Statement statement) {

  /** Whether the condition is on a key of another issuer that the statement also trusts. */
  boolean foreign(Condition condition) {
    Set<String> issuers = new IssuerParts(statement).issuers();
    return issuers.contains(request.issuerName())
        && issuers.stream()
            .anyMatch(
                issuer ->
                    !LetterCase.same(issuer, request.issuerName())
                        && IssuerParts.on(condition, issuer));
  }

  Optional<Finding> finding(Answer answer) {
    boolean refused =
        answer.conditions().stream()
            .filter(outcome -> outcome.result() == TriState.FALSE)
            .map(Outcome::condition)
            .anyMatch(this::foreign);
    return refused
        ? Optional.of(
            FindingCode.CONDITIONS_COMBINED.error(
                "The statement requires keys of several issuers, but a token has only"
                    + " the keys of its own issuer.",
                "Write a separate statement for each issuer, with its own conditions.",
                new Edit.Split(number)))
        : Optional.empty();
  }
}
