package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.generate.PolicyDocument;
import io.github.rolecall.policy.issuer.Subject;
import io.github.rolecall.policy.repair.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds names in a statement, which others can register after a rename, without the ids, which
 * never change.
 */
record NameFinding(Request request, int number, Statement statement) {
  private static final Pattern NAMED = Pattern.compile("^(repo|project_path|organization):");

  /** Claims with names that can be given up and registered by others. */
  private static final Set<String> NAMES =
      Set.of("repository", "actor", "user_login", "organization_slug", "pipeline_slug");

  /** Whether an id limits the owner of the jobs, so that renamed names do no harm. */
  boolean pinned() {
    return positive()
        .filter(condition -> !condition.operator().ifExists())
        .filter(condition -> !condition.operator().forAllValues())
        .filter(condition -> condition.literalWildcards().isEmpty())
        .anyMatch(condition -> request.issuer().pins(request.claimIn(condition)));
  }

  /** The finding for names without ids, where AWS offers ids. */
  Optional<Finding> finding() {
    var ids = new ArrayList<Condition>();
    for (String id : request.issuer().ids()) {
      request
          .claims()
          .claim(id)
          .map(value -> Condition.of("StringEquals", request.keyOf(id), List.of(value)))
          .ifPresent(ids::add);
    }
    return ids.isEmpty() || pinned() || positive().noneMatch(this::byName)
        ? Optional.empty()
        : Optional.of(
            FindingCode.MUTABLE_NAMES
                .error(
                    "After a rename, someone else can register the old name. Ids never change.", "")
                .as(Severity.HINT)
                .doing(
                    text(ids), ids.stream().<Edit>map(id -> new Edit.Demand(number, id)).toList()));
  }

  /** The remedy: conditions to add. */
  static String text(List<Condition> ids) {
    return "Add the ids: " + PolicyDocument.line(ids);
  }

  private Stream<Condition> positive() {
    return statement.conditions().stream().filter(Condition::positive);
  }

  private boolean byName(Condition condition) {
    String claim = request.claimIn(condition);
    return NAMES.contains(claim)
        || (claim.equals("sub")
            && condition.expected().stream()
                .anyMatch(value -> NAMED.matcher(value).find() && !Subject.hasIds(value)));
  }
}
