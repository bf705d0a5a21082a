package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.repair.Edit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Explains why no statement is about this token: the principals or the actions differ. */
final class PrincipalFindings {
  private final Evaluation evaluation;
  private final Request request;
  private final List<Finding> findings = new ArrayList<>();

  /** The statement that is being checked. */
  private int number;

  /** Principals that do not belong to the issuer of the token. */
  private final List<String> others = new ArrayList<>();

  PrincipalFindings(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.request = evaluation.request();
  }

  /** Empty when a statement allows the requested action to such a token. */
  List<Finding> all() {
    if (!evaluation.allowing().isEmpty()) {
      return List.of();
    }
    for (Evaluation.Answer answer : evaluation.answers()) {
      if (answer.statement().allow()) {
        statement(answer);
      }
      number++;
    }
    if (findings.isEmpty()) {
      var statement = new JobStatement(evaluation);
      findings.add(
          (others.isEmpty()
                  ? FindingCode.WRONG_PRINCIPAL_TYPE.error(
                      "No statement of the policy trusts an OIDC provider.", "")
                  : FindingCode.PROVIDER_DIFFERS.error(
                      fill(
                          "The policy trusts %s, but the issuer of the token is %s.",
                          String.join(", ", others), request.claims().issuer()),
                      ""))
              .doing(statement.text(), List.of(statement.edit())));
    }
    return findings;
  }

  private void statement(Evaluation.Answer answer) {
    Statement statement = answer.statement();
    List<Principals.Entry> entries = statement.principals().entries();
    boolean differs = answer.principal() == TriState.FALSE;
    if (differs && statement.principals().negated()) {
      findings.add(
          FindingCode.WRONG_PRINCIPAL_TYPE.error(
              "NotPrincipal excludes the provider of this token.", "Write " + federated()));
    } else if (differs) {
      entries.forEach(entry -> principal(statement, entry));
    }
    if ((!differs || entries.stream().anyMatch(this::sameIssuer))
        && !statement.about(Evaluation.ASSUME)) {
      findings.add(action(statement));
    }
  }

  private boolean sameIssuer(Principals.Entry entry) {
    return entry.provider().equals(request.issuerName());
  }

  private void principal(Statement statement, Principals.Entry entry) {
    if (!entry.federated() && (entry.namesProvider() || sameIssuer(entry))) {
      findings.add(
          FindingCode.WRONG_PRINCIPAL_TYPE.error(
              fill(
                  "The provider %s is a principal of type \"%s\", where it is not an"
                      + " OIDC provider for AWS.",
                  entry.value(), entry.type()),
              "Write " + federated(),
              inPlaceOf(statement, entry)));
    } else if (entry.federated() && sameIssuer(entry)) {
      findings.add(elsewhere(statement, entry));
    } else if (entry.federated()) {
      others.add(entry.value());
    }
  }

  /** A provider of the right issuer, but not in the account of the role. */
  private Finding elsewhere(Statement statement, Principals.Entry entry) {
    Edit edit = inPlaceOf(statement, entry);
    String account = request.role().map(RoleArn::account).orElse(entry.account());
    if (entry.namesProvider() && !account.equals(entry.account())) {
      return FindingCode.PROVIDER_ACCOUNT_DIFFERS.error(
          fill(
              "The policy names the provider of account %s, but the role is in account"
                  + " %s. AWS uses only providers in the account of the role.",
              entry.account(), account),
          "Create the provider in that account if it does not exist, and write " + federated(),
          edit);
    }
    String partition = request.role().map(RoleArn::partition).orElse("another one");
    String difference =
        entry.namesProvider()
            ? fill(
                " is a provider of partition %s, but the role is in %s.",
                entry.partition(), partition)
            : " is the issuer, not the ARN of its provider.";
    return FindingCode.PROVIDER_DIFFERS.error(
        entry.value() + difference, "Write " + federated(), edit);
  }

  private Edit inPlaceOf(Statement statement, Principals.Entry entry) {
    var entries = new LinkedHashSet<Principals.Entry>();
    for (Principals.Entry each : statement.principals().entries()) {
      entries.add(each.equals(entry) ? new Principals.Entry("Federated", provider()) : each);
    }
    return new Edit.Principal(number, new Principals(false, List.copyOf(entries)));
  }

  private Finding action(Statement statement) {
    List<String> actions = new ArrayList<>(List.of(Evaluation.ASSUME));
    boolean providers =
        statement.principals().entries().stream().allMatch(Principals.Entry::namesProvider);
    statement.actions().stream()
        .filter(each -> !providers || !each.matches("(?i)sts:AssumeRole(WithSAML)?"))
        .forEach(actions::add);
    Finding finding =
        FindingCode.WRONG_ACTION.error(
            fill(
                "The statement%s %s %s, but a web identity token needs"
                    + " sts:AssumeRoleWithWebIdentity.",
                statement.sid().map(sid -> " " + sid).orElse(""),
                statement.otherActions() ? "excludes" : "allows",
                statement.actions().isEmpty() ? "nothing" : String.join(", ", statement.actions())),
            "Write \"Action\": " + JsonWriter.compact(PolicySnippets.oneOrList(actions)));
    return statement.otherActions()
        ? finding
        : finding.doing(finding.remedy(), List.of(new Edit.Actions(number, actions)));
  }

  private String provider() {
    return Principals.provider(
        request.issuerName(),
        request.role().map(RoleArn::partition).orElse("aws"),
        request.role().map(RoleArn::account).orElse("<account of the role>"));
  }

  private String federated() {
    return "\"Principal\": {\"Federated\": \"" + provider() + "\"}";
  }
}
