package io.github.rolecall.policy.explain;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TriState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why no statement is about this token at all: its principals or its actions are others. */
final class PrincipalFindings {
  private final Evaluation evaluation;
  private final Request request;

  PrincipalFindings(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.request = evaluation.request();
  }

  /** Empty when some statement allows, to the bearer of such a token, what is asked. */
  List<Finding> all() {
    if (!evaluation.allowing().isEmpty()) {
      return List.of();
    }
    var findings = new ArrayList<Finding>();
    var others = new ArrayList<String>();
    for (Evaluation.Answer answer : evaluation.answers()) {
      Statement statement = answer.statement();
      if (!statement.allow()) {
        continue;
      }
      if (answer.principal() == TriState.FALSE && statement.principals().negated()) {
        findings.add(
            Finding.error(
                FindingCode.WRONG_PRINCIPAL_TYPE,
                "NotPrincipal leaves out the very provider of this token.",
                "Write " + federated()));
      } else if (answer.principal() == TriState.FALSE) {
        statement.principals().entries().forEach(entry -> principal(entry, findings, others));
      }
      boolean meant =
          answer.principal() != TriState.FALSE
              || statement.principals().entries().stream()
                  .anyMatch(entry -> entry.provider().equals(request.issuerName()));
      if (meant && !statement.about(Evaluation.ASSUME)) {
        findings.add(action(statement));
      }
    }
    if (findings.isEmpty() && !others.isEmpty()) {
      findings.add(
          Finding.error(
              FindingCode.PROVIDER_DIFFERS,
              "The policy trusts "
                  + String.join(", ", others)
                  + ", but the issuer of the token is "
                  + request.claims().issuer()
                  + ".",
              "Trust the provider of this issuer: " + federated()));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.error(
              FindingCode.WRONG_PRINCIPAL_TYPE,
              "No statement of the policy trusts an OIDC provider.",
              "Add a statement with "
                  + federated()
                  + " and \"Action\": \"sts:AssumeRoleWithWebIdentity\"; rolecall trust-policy"
                  + " writes it."));
    }
    return findings;
  }

  private void principal(Principals.Entry entry, List<Finding> findings, List<String> others) {
    boolean sameIssuer = entry.provider().equals(request.issuerName());
    if (!entry.federated()) {
      if (entry.namesProvider() || sameIssuer) {
        findings.add(
            Finding.error(
                FindingCode.WRONG_PRINCIPAL_TYPE,
                "The provider "
                    + entry.value()
                    + " stands under \""
                    + entry.type()
                    + "\", where AWS takes it for something else.",
                "Write " + federated()));
      }
      return;
    }
    Optional<RoleArn> role = request.role();
    boolean elsewhere = role.filter(arn -> !arn.account().equals(entry.account())).isPresent();
    if (sameIssuer && entry.namesProvider() && elsewhere) {
      findings.add(
          Finding.error(
              FindingCode.PROVIDER_ACCOUNT_DIFFERS,
              "The policy names the provider of account "
                  + entry.account()
                  + ", but the role is in account "
                  + role.orElseThrow().account()
                  + ". AWS looks for the provider in the account of the role.",
              "Create the provider there if it is missing, and write " + federated()));
      return;
    }
    if (sameIssuer) {
      findings.add(
          Finding.error(
              FindingCode.PROVIDER_DIFFERS,
              entry.value()
                  + (entry.namesProvider()
                      ? " is a provider of partition "
                          + entry.partition()
                          + ", but the role is in "
                          + role.map(RoleArn::partition).orElse("another one")
                      : " is the issuer, and not the ARN of its provider")
                  + ".",
              "Write " + federated()));
      return;
    }
    others.add(entry.value());
  }

  private Finding action(Statement statement) {
    return Finding.error(
        FindingCode.WRONG_ACTION,
        "The statement"
            + statement.sid().map(sid -> " " + sid).orElse("")
            + (statement.otherActions() ? " leaves out " : " allows ")
            + String.join(", ", statement.actions())
            + ", but a token is exchanged by sts:AssumeRoleWithWebIdentity.",
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
