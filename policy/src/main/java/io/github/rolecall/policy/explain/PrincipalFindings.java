package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TriState;
import java.util.ArrayList;
import java.util.List;

/** Why no statement is about this token at all: its principals or its actions are others. */
final class PrincipalFindings {
  private final Evaluation evaluation;
  private final Request request;
  private final List<Finding> findings = new ArrayList<>();

  /** Principals that have nothing to do with the issuer of the token. */
  private final List<String> others = new ArrayList<>();

  PrincipalFindings(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.request = evaluation.request();
  }

  /** Empty when some statement allows, to the bearer of such a token, what is asked. */
  List<Finding> all() {
    if (!evaluation.allowing().isEmpty()) {
      return List.of();
    }
    evaluation.answers().stream()
        .filter(answer -> answer.statement().allow())
        .forEach(this::statement);
    if (findings.isEmpty()) {
      findings.add(
          others.isEmpty()
              ? FindingCode.WRONG_PRINCIPAL_TYPE.error(
                  "No statement of the policy trusts an OIDC provider.",
                  fill(
                      "Add a statement with %s and \"Action\": \"sts:AssumeRoleWithWebIdentity\";"
                          + " rolecall trust-policy writes it.",
                      federated()))
              : FindingCode.PROVIDER_DIFFERS.error(
                  fill(
                      "The policy trusts %s, but the issuer of the token is %s.",
                      String.join(", ", others), request.claims().issuer()),
                  "Trust the provider of this issuer: " + federated()));
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
              "NotPrincipal leaves out the very provider of this token.", "Write " + federated()));
    } else if (differs) {
      entries.forEach(this::principal);
    }
    if ((!differs || entries.stream().anyMatch(this::sameIssuer))
        && !statement.about(Evaluation.ASSUME)) {
      findings.add(action(statement));
    }
  }

  private boolean sameIssuer(Principals.Entry entry) {
    return entry.provider().equals(request.issuerName());
  }

  private void principal(Principals.Entry entry) {
    if (!entry.federated() && (entry.namesProvider() || sameIssuer(entry))) {
      findings.add(
          FindingCode.WRONG_PRINCIPAL_TYPE.error(
              fill(
                  "The provider %s stands under \"%s\", where AWS takes it for something else.",
                  entry.value(), entry.type()),
              "Write " + federated()));
    } else if (entry.federated() && sameIssuer(entry)) {
      findings.add(elsewhere(entry));
    } else if (entry.federated()) {
      others.add(entry.value());
    }
  }

  /** About the provider of the right issuer that is not the one in the account of the role. */
  private Finding elsewhere(Principals.Entry entry) {
    String account = request.role().map(RoleArn::account).orElse(entry.account());
    if (entry.namesProvider() && !account.equals(entry.account())) {
      return FindingCode.PROVIDER_ACCOUNT_DIFFERS.error(
          fill(
              "The policy names the provider of account %s, but the role is in account %s. AWS"
                  + " looks for the provider in the account of the role.",
              entry.account(), account),
          "Create the provider there if it is missing, and write " + federated());
    }
    String partition = request.role().map(RoleArn::partition).orElse("another one");
    String difference =
        entry.namesProvider()
            ? fill(
                " is a provider of partition %s, but the role is in %s.",
                entry.partition(), partition)
            : " is the issuer, and not the ARN of its provider.";
    return FindingCode.PROVIDER_DIFFERS.error(entry.value() + difference, "Write " + federated());
  }

  private static Finding action(Statement statement) {
    return FindingCode.WRONG_ACTION.error(
        fill(
            "The statement%s %s %s, but a token is exchanged by sts:AssumeRoleWithWebIdentity.",
            statement.sid().map(sid -> " " + sid).orElse(""),
            statement.otherActions() ? "leaves out" : "allows",
            String.join(", ", statement.actions())),
        "Write \"Action\": \"sts:AssumeRoleWithWebIdentity\"");
  }

  private String federated() {
    String provider =
        Principals.provider(
            request.issuerName(),
            request.role().map(RoleArn::partition).orElse("aws"),
            request.role().map(RoleArn::account).orElse("<account of the role>"));
    return "\"Principal\": {\"Federated\": \"" + provider + "\"}";
  }
}
