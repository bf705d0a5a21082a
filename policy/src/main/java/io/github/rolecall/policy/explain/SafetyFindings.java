package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.ConditionKeys;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.Subject;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.generate.PolicySnippets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What lets in more than was meant, whether or not this token is let in. */
final class SafetyFindings {
  private static final Pattern FINISHED_OWNER =
      Pattern.compile("^(repo|project_path):([^/:]+/|[^/:@]+@).*");
  private static final Pattern UNFINISHED_NAME =
      Pattern.compile("^(repo|project_path):[^/:]+/[^:/]+");
  private static final Pattern UNFINISHED =
      Pattern.compile("^[A-Za-z_-]+:(//)?[^:/]*$|^[A-Za-z_-]+/[^:/]*$|^[^A-Za-z0-9]*$");
  private static final Set<String> IDS =
      Set.of(
          "repository_id",
          "repository_owner_id",
          "project_id",
          "namespace_id",
          "pipeline_id",
          "organization_id",
          "enterprise_id");
  private static final Set<String> PLACES =
      Set.of("repository", "job_workflow_ref", "oidc.circleci.com/project-id", "email");

  /** Names that can be given up and taken by others. */
  private static final Set<String> NAMES =
      Set.of("repository", "actor", "user_login", "organization_slug", "pipeline_slug");

  private final Evaluation evaluation;
  private final Request request;

  SafetyFindings(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.request = evaluation.request();
  }

  List<Finding> all() {
    var findings = new ArrayList<Finding>();
    for (Evaluation.Answer answer : evaluation.allowing()) {
      Statement statement = answer.statement();
      everybody(statement).ifPresent(findings::add);
      subject(statement).ifPresent(findings::add);
      controls(statement).ifPresent(findings::add);
      for (Condition condition : statement.conditions()) {
        request
            .claimOf(condition.key())
            .ifPresent(claim -> condition(statement, condition, claim, findings));
      }
      names(statement).ifPresent(findings::add);
    }
    return findings;
  }

  private Optional<Finding> everybody(Statement statement) {
    return statement.principals().entries().stream()
        .filter(entry -> entry.value().equals("*") || statement.principals().negated())
        .findFirst()
        .map(
            entry ->
                Finding.warning(
                    FindingCode.WRONG_PRINCIPAL_TYPE,
                    "A principal of * or a NotPrincipal can be everybody, tokens of other issuers"
                        + " included.",
                    "Name the provider: \"Principal\": {\"Federated\":"
                        + " \"arn:aws:iam::<account of the role>:oidc-provider/"
                        + request.issuerName()
                        + "\"}"));
  }

  private Optional<Finding> subject(Statement statement) {
    boolean attempted =
        statement.conditions().stream()
            .filter(condition -> condition.positive())
            .anyMatch(
                condition -> condition.key().toLowerCase(java.util.Locale.ROOT).endsWith(":sub"));
    boolean elsewise =
        statement.conditions().stream()
            .filter(Condition::positive)
            .flatMap(condition -> request.claimOf(condition.key()).stream())
            .anyMatch(claim -> IDS.contains(claim) || PLACES.contains(claim));
    if (attempted || elsewise || othersAreDenied()) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.warning(
            FindingCode.NO_SUBJECT_CONDITION,
            "No condition limits the subject: everyone with a token of "
                + request.claims().issuer()
                + " for this audience has the role.",
            "Add " + PolicySnippets.exactly(request.keyOf("sub"), request.claims().subject())));
  }

  private boolean othersAreDenied() {
    return evaluation.answers().stream()
        .filter(answer -> !answer.statement().allow() && answer.conditional())
        .flatMap(answer -> answer.statement().on(request.keyOf("sub")).stream())
        .anyMatch(Condition::negated);
  }

  private Optional<Finding> controls(Statement statement) {
    String issuer = request.issuerName();
    return ProviderControls.limited(issuer)
        .filter(claim -> !ProviderControls.limits(statement, request.keyOf(claim)))
        .map(
            claim ->
                Finding.warning(
                    FindingCode.IDENTITY_PROVIDER_CONTROLS,
                    "AWS does not save such a policy any more: for "
                        + issuer
                        + " it must limit "
                        + claim
                        + " to more than a wildcard.",
                    "Add "
                        + PolicySnippets.condition(
                            "StringEquals",
                            request.keyOf(claim),
                            List.of(
                                PolicySnippets.literal(
                                    claim.equals("sub")
                                        ? request.claims().subject()
                                        : request.claims().audience().orElse("<audience>"))))));
  }

  private void condition(
      Statement statement, Condition condition, String claim, List<Finding> findings) {
    if (condition.forAllValues() && !presenceDemanded(statement, condition)) {
      findings.add(
          Finding.warning(
              FindingCode.FOR_ALL_VALUES,
              condition.name() + " on " + condition.key() + " also holds when the key is missing.",
              "Write "
                  + PolicySnippets.condition(
                      condition.name().replaceFirst("(?i)^ForAllValues:", ""),
                      condition.key(),
                      condition.expected())));
    }
    if (condition.ifExists() && !presenceDemanded(statement, condition)) {
      findings.add(
          Finding.warning(
              FindingCode.IF_EXISTS,
              condition.name() + " on " + condition.key() + " also holds when the key is missing.",
              "Write "
                  + PolicySnippets.condition(
                      condition.name().replaceFirst("(?i)IfExists$", ""),
                      condition.key(),
                      condition.expected())));
    }
    if (condition.positive() && condition.wildcards() && !pinned(statement)) {
      condition.expected().stream()
          .flatMap(value -> tooWide(claim, condition, value).stream())
          .findFirst()
          .ifPresent(findings::add);
    }
  }

  private static boolean presenceDemanded(Statement statement, Condition condition) {
    return statement.on(condition.key()).stream().anyMatch(Condition::demandsPresence);
  }

  private boolean pinned(Statement statement) {
    return statement.conditions().stream()
        .filter(condition -> condition.positive() && !condition.ifExists())
        .filter(condition -> condition.literalWildcards().isEmpty() && !condition.forAllValues())
        .flatMap(condition -> request.claimOf(condition.key()).stream())
        .anyMatch(IDS::contains);
  }

  private Optional<Finding> tooWide(String claim, Condition condition, String value) {
    if (!Condition.hasWildcard(value)) {
      return Optional.empty();
    }
    String before = value.split("(?<!\\{)[*?]", 2)[0];
    boolean wide =
        switch (claim) {
          case "sub" ->
              (Subject.of(value).gitHub() || Subject.of(value).gitLab())
                  ? !FINISHED_OWNER.matcher(before).matches()
                  : UNFINISHED.matcher(before).matches();
          case "repository", "job_workflow_ref" -> !before.contains("/");
          default -> false;
        };
    boolean name = claim.equals("sub") && UNFINISHED_NAME.matcher(before).matches();
    if (!wide && !name) {
      return Optional.empty();
    }
    String exact =
        claim.equals("sub")
            ? request.claims().subject()
            : request.claims().claim(claim).orElse(request.claims().subject());
    return Optional.of(
        new Finding(
            FindingCode.WILDCARD_TOO_WIDE,
            wide ? Severity.WARNING : Severity.HINT,
            value
                + " on "
                + condition.key()
                + (wide
                    ? " also matches owners that anybody can register."
                    : " also matches other repositories whose names begin like this."),
            "Finish the "
                + (wide ? "owner" : "name")
                + " before the wildcard, or name this job: "
                + PolicySnippets.condition(
                    condition.name(), condition.key(), List.of(PolicySnippets.literal(exact)))));
  }

  /** Names without ids, where AWS offers ids. */
  private Optional<Finding> names(Statement statement) {
    Set<String> offered = ConditionKeys.ofIssuer(request.issuerName());
    List<String> ids =
        List.of("repository_id", "repository_owner_id", "project_id", "pipeline_id").stream()
            .filter(offered::contains)
            .toList();
    boolean byName =
        statement.conditions().stream()
            .filter(Condition::positive)
            .anyMatch(condition -> byName(condition));
    if (ids.isEmpty() || !byName || pinned(statement)) {
      return Optional.empty();
    }
    String more =
        ids.stream()
            .map(
                id ->
                    PolicySnippets.condition(
                        "StringEquals",
                        request.keyOf(id),
                        List.of(request.claims().claim(id).orElse("<" + id + ">"))))
            .reduce((one, other) -> one + " and " + other)
            .orElse("");
    return Optional.of(
        Finding.hint(
            FindingCode.MUTABLE_NAMES,
            "The policy pins names, which can be renamed and registered again by others.",
            "Add ids beside them: " + more));
  }

  private boolean byName(Condition condition) {
    String claim = request.claimOf(condition.key()).orElse("");
    return NAMES.contains(claim)
        || (claim.equals("sub")
            && condition.expected().stream()
                .map(Subject::of)
                .anyMatch(subject -> !subject.hasIds() && named(subject)));
  }

  private static boolean named(Subject subject) {
    return subject.gitHub() || subject.gitLab() || subject.place().startsWith("organization:");
  }
}
