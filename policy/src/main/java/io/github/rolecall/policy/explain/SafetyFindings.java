package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;
import static io.github.rolecall.policy.generate.PolicySnippets.literal;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.ProviderControls;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.issuer.Issuer;
import io.github.rolecall.policy.repair.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds statements that allow more than was meant, whether or not they allow this token. */
final class SafetyFindings {
  private static final Set<String> PLACES =
      Set.of("repository", "job_workflow_ref", "oidc.circleci.com/project-id", "email");

  private final Evaluation evaluation;
  private final Request request;
  private final List<Finding> findings = new ArrayList<>();

  /** The statement that is being checked. */
  private int number;

  SafetyFindings(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.request = evaluation.request();
  }

  List<Finding> all() {
    for (Evaluation.Answer answer : evaluation.allowing()) {
      Statement statement = answer.statement();
      number = answer.number();
      everybody(statement);
      subject(statement);
      controls(statement);
      for (Condition condition : statement.conditions()) {
        request.claimOf(condition.key()).ifPresent(claim -> condition(statement, condition, claim));
      }
      new NameFinding(request, number, statement).finding().ifPresent(findings::add);
    }
    return findings;
  }

  private void everybody(Statement statement) {
    Principals principals = statement.principals();
    if (principals.entries().stream()
        .anyMatch(entry -> principals.negated() || entry.value().equals("*"))) {
      String provider =
          Principals.provider(
              request.issuerName(),
              request.role().map(RoleArn::partition).orElse("aws"),
              request.role().map(RoleArn::account).orElse("<account of the role>"));
      var named = new Principals(false, List.of(new Principals.Entry("Federated", provider)));
      findings.add(
          FindingCode.WRONG_PRINCIPAL_TYPE.warning(
              "A principal of * or a NotPrincipal can match everyone, including tokens"
                  + " of other issuers.",
              "Write the provider: \"Principal\": {\"Federated\": \"" + provider + "\"}",
              new Edit.Principal(number, named)));
    }
  }

  private void subject(Statement statement) {
    boolean attempted =
        statement.hasUnresolvedKey()
            || positive(statement)
                .anyMatch(condition -> condition.key().toLowerCase(Locale.ROOT).endsWith(":sub"));
    boolean elsewise =
        positive(statement)
            .map(request::claimIn)
            .anyMatch(claim -> request.issuer().pins(claim) || PLACES.contains(claim));
    if (!attempted && !elsewise && !othersAreDenied()) {
      findings.add(
          FindingCode.NO_SUBJECT_CONDITION.warning(
              fill(
                  "No condition limits the subject: every%s with a token of %s for"
                      + " this audience can assume the role.",
                  own(statement) ? " job" : "one", request.claims().issuer()),
              "Add " + PolicySnippets.unchanged(limit("sub")),
              new Edit.Demand(number, limit("sub"))));
    }
  }

  /**
   * The condition that limits a claim: {@code sub} to the jobs of the same place, another claim to
   * the value of the token.
   */
  private Condition limit(String claim) {
    var job = new JobPatterns(request);
    return claim.equals("sub")
        // Advice must not allow jobs that AWS refuses today because a condition is missing.
        ? (ProviderControls.refuse(evaluation) ? job.job() : job.place())
        : Condition.of(
            "StringEquals",
            request.keyOf(claim),
            List.of(literal(request.claims().audience().orElse("<audience>"))));
  }

  private static Stream<Condition> positive(Statement statement) {
    return statement.conditions().stream().filter(Condition::positive);
  }

  private boolean othersAreDenied() {
    return evaluation.answers().stream()
        .filter(answer -> !answer.statement().allow() && answer.conditional())
        .flatMap(answer -> answer.statement().on(request.keyOf("sub")).stream())
        .anyMatch(condition -> condition.operator().negated());
  }

  private void controls(Statement statement) {
    ProviderControls.limited(request.issuerName())
        .filter(claim -> !ProviderControls.limits(statement, request.keyOf(claim)))
        .map(
            claim ->
                FindingCode.IDENTITY_PROVIDER_CONTROLS.warning(
                    fill(
                        "AWS no longer saves such a policy: for %s it must limit %s"
                            + " with more than a wildcard.",
                        request.issuerName(), claim),
                    "Add " + PolicySnippets.unchanged(limit(claim)),
                    new Edit.Demand(number, limit(claim))))
        .ifPresent(findings::add);
  }

  private void condition(Statement statement, Condition condition, String claim) {
    boolean offered = request.issuer().maps(claim);
    if (offered && statement.on(condition.key()).stream().noneMatch(Condition::demandsPresence)) {
      if (condition.operator().forAllValues()) {
        findings.add(optional(FindingCode.FOR_ALL_VALUES, condition, "(?i)^ForAllValues:"));
      }
      if (condition.operator().ifExists()) {
        findings.add(optional(FindingCode.IF_EXISTS, condition, "(?i)IfExists$"));
      }
    }
    if (condition.positive()
        && condition.operator().wildcards()
        && !new NameFinding(request, number, statement).pinned()) {
      condition.expected().stream()
          .filter(Condition::hasWildcard)
          .map(value -> new WidePattern(request, condition, claim, value, own(statement)))
          .flatMap(pattern -> pattern.finding(number).stream())
          .findFirst()
          .ifPresent(findings::add);
    }
  }

  private Finding optional(FindingCode code, Condition condition, String part) {
    Condition plain =
        Condition.of(
            condition.name().replaceFirst(part, ""), condition.key(), condition.expected());
    return code.warning(
            fill(
                "%s on %s also matches when the key is missing.",
                condition.name(), condition.key()),
            "Write ")
        .mending(number, condition, plain);
  }

  /** Whether all tokens that the statement accepts belong to one account. */
  private boolean own(Statement statement) {
    Issuer issuer = request.issuer();
    boolean audienceLimits =
        issuer
            .demanded()
            .filter("aud"::equals)
            .filter(claim -> ProviderControls.limits(statement, request.keyOf(claim)))
            .isPresent();
    return audienceLimits || (issuer.known() && !issuer.shared());
  }
}
