package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.generate.PolicyDocument;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.generate.TrustTemplate;
import io.github.rolecall.policy.repair.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A new statement for this job and its next runs only. It is the advice where no existing statement
 * can be changed without allowing or excluding others.
 */
record JobStatement(Evaluation evaluation) {

  Edit edit() {
    return new Edit.Add(statement());
  }

  /** The advice, with the parts of the statement. */
  String text() {
    Statement statement = statement();
    return fill(
        "If this job may have the role, add a statement for it: \"Effect\":"
            + " \"Allow\", \"Principal\": %s, \"Action\": %s, and the conditions %s",
        JsonWriter.compact(PolicyDocument.principals(statement.principals())),
        JsonWriter.compact(PolicySnippets.oneOrList(statement.actions())),
        PolicyDocument.line(statement.conditions()));
  }

  private Statement statement() {
    Request request = evaluation.request();
    TrustTemplate template = TrustTemplate.ofRuns(request.claims(), role());
    var actions = new ArrayList<>(template.actions());
    request.sourceIdentity().ifPresent(identity -> actions.add(Evaluation.SET_SOURCE_IDENTITY));
    return new Statement(
        Optional.empty(),
        true,
        new Principals(false, List.of(new Principals.Entry("Federated", template.provider()))),
        false,
        actions,
        template.conditions());
  }

  /** The role, or a placeholder role in the account that the policy names. */
  private Optional<RoleArn> role() {
    return evaluation
        .request()
        .role()
        .or(
            () ->
                evaluation.policy().statements().stream()
                    .flatMap(statement -> statement.principals().entries().stream())
                    .filter(Principals.Entry::namesProvider)
                    .map(entry -> new RoleArn(entry.partition(), entry.account(), "<role>"))
                    .findFirst());
  }
}
