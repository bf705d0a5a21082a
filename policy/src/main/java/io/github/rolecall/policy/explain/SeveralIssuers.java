package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation.Answer;
import io.github.rolecall.policy.Evaluation.Outcome;
import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.repair.Edit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A statement that trusts several issuers and has conditions on the keys of each: a token has the
 * keys of its own issuer only, so it meets none of the others.
 */
record SeveralIssuers(Request request, int number, Statement statement) {

  /** Whether the condition is on a key of another issuer that the statement trusts too. */
  boolean foreign(Condition condition) {
    return issuers().contains(request.issuerName())
        && issuers().stream()
            .anyMatch(
                issuer -> !LetterCase.same(issuer, request.issuerName()) && on(condition, issuer));
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
                "The statement asks for keys of several issuers at once, and a token has those of"
                    + " its own only.",
                "Make a statement for each issuer, each with its own conditions.",
                split()))
        : Optional.empty();
  }

  /** A statement for each issuer, with the conditions on its own keys and those on nobody's. */
  Edit.Split split() {
    var parts = new ArrayList<Statement>();
    for (String issuer : issuers()) {
      List<Condition> conditions =
          statement.conditions().stream()
              .filter(
                  one -> on(one, issuer) || issuers().stream().noneMatch(other -> on(one, other)))
              .toList();
      List<Principals.Entry> entries =
          statement.principals().entries().stream()
              .filter(entry -> entry.provider().equals(issuer))
              .toList();
      Statement part = statement.by(new Principals(false, entries)).with(conditions);
      parts.add(parts.isEmpty() ? part : part.unnamed());
    }
    return new Edit.Split(number, List.copyOf(parts));
  }

  private Set<String> issuers() {
    var issuers = new LinkedHashSet<String>();
    statement.principals().entries().forEach(entry -> issuers.add(entry.provider()));
    return issuers;
  }

  private static boolean on(Condition condition, String issuer) {
    int colon = condition.key().lastIndexOf(':');
    return colon >= 0 && LetterCase.same(condition.key().substring(0, colon), issuer);
  }
}
