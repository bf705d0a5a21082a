package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;
import static io.github.rolecall.policy.generate.PolicySnippets.literal;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.ConditionKeys;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.Subject;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.generate.PolicySnippets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lets in more than was meant, whether or not this token is let in. */
final class SafetyFindings {
  private static final Pattern NAMED = Pattern.compile("^(repo|project_path|organization):");
  private static final Pattern FINISHED_OWNER =
      Pattern.compile("^(repo|project_path):([^/:]+/|[^/:@]+@).*");
  private static final Pattern UNFINISHED_NAME =
      Pattern.compile("^(repo|project_path):[^/:]+/[^:/]+");
  private static final Pattern UNFINISHED =
      Pattern.compile("^[A-Za-z_-]+:(//)?[^:/]*$|^[A-Za-z_-]+/[^:/]*$|^[^A-Za-z0-9]*$");
  private static final Pattern ID =
      Pattern.compile(
          "(repository|repository_owner|project|namespace|pipeline|organization|enterprise)_id");
  private static final Set<String> PLACES =
      Set.of("repository", "job_workflow_ref", "oidc.circleci.com/project-id", "email");

  /** Names that can be given up and taken by others. */
  private static final Set<String> NAMES =
      Set.of("repository", "actor", "user_login", "organization_slug", "pipeline_slug");

  private final Evaluation evaluation;
  private final Request request;
  private final List<Finding> findings = new ArrayList<>();

  SafetyFindings(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.request = evaluation.request();
  }

  List<Finding> all() {
    for (Evaluation.Answer answer : evaluation.allowing()) {
      Statement statement = answer.statement();
      everybody(statement);
      subject(statement);
      controls(statement);
      for (Condition condition : statement.conditions()) {
        request.claimOf(condition.key()).ifPresent(claim -> condition(statement, condition, claim));
      }
      names(statement);
    }
    return findings;
  }

  private void everybody(Statement statement) {
    Principals principals = statement.principals();
    if (principals.entries().stream()
        .anyMatch(entry -> principals.negated() || entry.value().equals("*"))) {
      findings.add(
          FindingCode.WRONG_PRINCIPAL_TYPE.warning(
              "A principal of * or a NotPrincipal can be everybody, tokens of other issuers"
                  + " included.",
              fill(
                  "Name the provider: \"Principal\": {\"Federated\": \"arn:aws:iam::<account of the"
                      + " role>:oidc-provider/%s\"}",
                  request.issuerName())));
    }
  }

  private void subject(Statement statement) {
    boolean attempted =
        positive(statement)
            .anyMatch(condition -> condition.key().toLowerCase(Locale.ROOT).endsWith(":sub"));
    boolean elsewise =
        positive(statement)
            .map(request::claimIn)
            .anyMatch(claim -> ID.matcher(claim).matches() || PLACES.contains(claim));
    if (!attempted && !elsewise && !othersAreDenied()) {
      findings.add(
          FindingCode.NO_SUBJECT_CONDITION.warning(
              fill(
                  "No condition limits the subject: everyone with a token of %s for this audience"
                      + " has the role.",
                  request.claims().issuer()),
              "Add " + PolicySnippets.exactly(request.keyOf("sub"), request.claims().subject())));
    }
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
                        "AWS does not save such a policy any more: for %s it must limit %s to more"
                            + " than a wildcard.",
                        request.issuerName(), claim),
                    "Add "
                        + PolicySnippets.exactly(
                            request.keyOf(claim),
                            claim.equals("sub")
                                ? request.claims().subject()
                                : request.claims().audience().orElse("<audience>"))))
        .ifPresent(findings::add);
  }

  private void condition(Statement statement, Condition condition, String claim) {
    if (statement.on(condition.key()).stream().noneMatch(Condition::demandsPresence)) {
      if (condition.operator().forAllValues()) {
        findings.add(optional(FindingCode.FOR_ALL_VALUES, condition, "(?i)^ForAllValues:"));
      }
      if (condition.operator().ifExists()) {
        findings.add(optional(FindingCode.IF_EXISTS, condition, "(?i)IfExists$"));
      }
    }
    if (condition.positive() && condition.operator().wildcards() && !pinned(statement)) {
      condition.expected().stream()
          .filter(Condition::hasWildcard)
          .flatMap(value -> tooWide(claim, condition, value).stream())
          .findFirst()
          .ifPresent(findings::add);
    }
  }

  private static Finding optional(FindingCode code, Condition condition, String part) {
    return code.warning(
        fill("%s on %s also holds when the key is missing.", condition.name(), condition.key()),
        "Write "
            + PolicySnippets.condition(
                condition.name().replaceFirst(part, ""), condition.key(), condition.expected()));
  }

  private boolean pinned(Statement statement) {
    return positive(statement)
        .filter(condition -> !condition.operator().ifExists())
        .filter(condition -> !condition.operator().forAllValues())
        .filter(condition -> condition.literalWildcards().isEmpty())
        .anyMatch(condition -> ID.matcher(request.claimIn(condition)).matches());
  }

  private Optional<Finding> tooWide(String claim, Condition condition, String value) {
    Subject subject = Subject.of(value);
    String before = value.split("(?<!\\{)[*?]", 2)[0];
    boolean wide =
        switch (claim) {
          case "sub" ->
              (subject.gitHub() || subject.gitLab())
                  ? !FINISHED_OWNER.matcher(before).matches()
                  : UNFINISHED.matcher(before).matches();
          case "repository", "job_workflow_ref" -> !before.contains("/");
          default -> false;
        };
    boolean name = claim.equals("sub") && UNFINISHED_NAME.matcher(before).matches();
    if (!wide && !name) {
      return Optional.empty();
    }
    String exact = request.claims().claim(claim).orElse(request.claims().subject());
    return Optional.of(
        new Finding(
            FindingCode.WILDCARD_TOO_WIDE,
            wide ? Severity.WARNING : Severity.HINT,
            fill(
                "%s on %s also matches %s.",
                value,
                condition.key(),
                wide
                    ? "owners that anybody can register"
                    : "other repositories whose names begin like this"),
            fill(
                "Finish the %s before the wildcard, or name this job: %s",
                wide ? "owner" : "name",
                PolicySnippets.condition(
                    condition.name(), condition.key(), List.of(literal(exact))))));
  }

  /** Names without ids, where AWS offers ids. */
  private void names(Statement statement) {
    Set<String> offered = ConditionKeys.ofIssuer(request.issuerName());
    String ids =
        Stream.of("repository_id", "repository_owner_id", "project_id", "pipeline_id")
            .filter(offered::contains)
            .map(
                id ->
                    PolicySnippets.exactly(
                        request.keyOf(id), request.claims().claim(id).orElse("<" + id + ">")))
            .collect(Collectors.joining(" and "));
    if (!ids.isEmpty() && !pinned(statement) && positive(statement).anyMatch(this::byName)) {
      findings.add(
          new Finding(
              FindingCode.MUTABLE_NAMES,
              Severity.HINT,
              "The policy pins names, which can be renamed and registered again by others.",
              "Add ids beside them: " + ids));
    }
  }

  private boolean byName(Condition condition) {
    String claim = request.claimIn(condition);
    return NAMES.contains(claim)
        || (claim.equals("sub")
            && condition.expected().stream()
                .anyMatch(value -> NAMED.matcher(value).find() && !Subject.hasIds(value)));
  }
}
