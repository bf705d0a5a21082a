package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.ProviderControls;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.Subject;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.repair.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What lets in more than was meant, whether or not this token is let in. */
final class SafetyFindings {
  private static final Pattern FINISHED_OWNER =
      Pattern.compile("^(repo|project_path):([^/:]+/|[^/:@]+@).*");
  private static final Pattern UNFINISHED_NAME =
      Pattern.compile("^(repo|project_path):[^/:]+/[^:/]+");
  private static final Pattern UNFINISHED =
      Pattern.compile("^[A-Za-z_-]+:(//)?[^:/]*$|^[A-Za-z_-]+/[^:/]*$|^[^A-Za-z0-9]*$");
  private static final Set<String> PLACES =
      Set.of("repository", "job_workflow_ref", "oidc.circleci.com/project-id", "email");

  private final Evaluation evaluation;
  private final Request request;
  private final List<Finding> findings = new ArrayList<>();

  /** Which statement is looked at. */
  private int number;

  SafetyFindings(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.request = evaluation.request();
  }

  List<Finding> all() {
    for (Evaluation.Answer answer : evaluation.allowing()) {
      Statement statement = answer.statement();
      number = evaluation.answers().indexOf(answer);
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
              "A principal of * or a NotPrincipal can be everybody, tokens of other issuers"
                  + " included.",
              "Name the provider: \"Principal\": {\"Federated\": \"" + provider + "\"}",
              new Edit.Principal(number, named)));
    }
  }

  private void subject(Statement statement) {
    boolean attempted =
        positive(statement)
            .anyMatch(condition -> condition.key().toLowerCase(Locale.ROOT).endsWith(":sub"));
    boolean elsewise =
        positive(statement)
            .map(request::claimIn)
            .anyMatch(claim -> NameFinding.ID.matcher(claim).matches() || PLACES.contains(claim));
    if (!attempted && !elsewise && !othersAreDenied()) {
      findings.add(
          FindingCode.NO_SUBJECT_CONDITION.warning(
              fill(
                  "No condition limits the subject: everyone with a token of %s for this audience"
                      + " has the role.",
                  request.claims().issuer()),
              "Add " + PolicySnippets.unchanged(exactly("sub")),
              new Edit.Demand(number, exactly("sub"))));
    }
  }

  /** The condition that a claim has the value of this job, in this run and the next ones. */
  private Condition exactly(String claim) {
    Condition none = Condition.of("StringEquals", request.keyOf(claim), List.of());
    String value =
        claim.equals("aud")
            ? request.claims().audience().orElse("<audience>")
            : request.claims().claim(claim).orElse("<" + claim + ">");
    return new Widened(request.issuer(), none, claim, value).byToken();
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
                    "Add " + PolicySnippets.unchanged(exactly(claim)),
                    new Edit.Demand(number, exactly(claim))))
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
    if (condition.positive()
        && condition.operator().wildcards()
        && !new NameFinding(request, number, statement).pinned()) {
      condition.expected().stream()
          .filter(Condition::hasWildcard)
          .flatMap(value -> tooWide(claim, condition, value).stream())
          .findFirst()
          .ifPresent(findings::add);
    }
  }

  private Finding optional(FindingCode code, Condition condition, String part) {
    Condition plain =
        Condition.of(
            condition.name().replaceFirst(part, ""), condition.key(), condition.expected());
    return code.warning(
            fill("%s on %s also holds when the key is missing.", condition.name(), condition.key()),
            "Write ")
        .mending(number, condition, plain);
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
    Finding finding =
        FindingCode.WILDCARD_TOO_WIDE
            .error(
                fill(
                    "%s on %s also matches %s.",
                    value,
                    condition.key(),
                    wide
                        ? "owners that anybody can register"
                        : "other repositories whose names begin like this"),
                fill(
                    "Finish the %s before the wildcard, or name this job: ",
                    wide ? "owner" : "name"))
            .as(wide ? Severity.WARNING : Severity.HINT);
    return Optional.of(finding.mending(number, condition, without(condition, claim, value)));
  }

  /** The condition with the value of this job in place of one that is too wide. */
  private Condition without(Condition condition, String claim, String value) {
    List<String> others =
        condition.expected().stream().filter(each -> !each.equals(value)).toList();
    String actual = request.claims().claim(claim).orElse(request.claims().subject());
    Condition rest = Condition.of(condition.name(), condition.key(), others);
    return new Widened(request.issuer(), rest, claim, actual).byToken();
  }
}
