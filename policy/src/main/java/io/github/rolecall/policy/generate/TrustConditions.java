package io.github.rolecall.policy.generate;

import static io.github.rolecall.policy.Placeholders.fill;
import static io.github.rolecall.policy.generate.PolicySnippets.literal;

import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.issuer.Issuer;
import io.github.rolecall.policy.issuer.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The conditions for one job, and the choices that were made. Choices are sentences that contain no
 * claim values.
 */
final class TrustConditions {
  private static final Pattern WITH_IDS = Pattern.compile("^repo:[^/@:]+@(\\d+)/[^/@:]+@(\\d+)");

  /** The name in a description of Pulumi Deployments has this suffix; tokens do not. */
  private static final Pattern DESCRIBED =
      Pattern.compile("(pulumi:deploy:org:[^:*]+:project:[^:*]+:(?:stack:[^:*]+:)?)\\*");

  private final Claims claims;
  private final String name;
  private final Issuer issuer;
  private final List<Condition> conditions = new ArrayList<>();
  private final List<String> choices = new ArrayList<>();

  /**
   * Chooses the conditions.
   *
   * @param audience the audience that AWS compares
   * @param phases whether the policy is for every phase of the job, as in samples, or only for this
   *     one
   */
  TrustConditions(Claims claims, String audience, boolean phases) {
    this.claims = claims;
    this.name = claims.issuer().replaceFirst("^https://", "");
    this.issuer = Issuer.of(name);
    audience(audience);
    subject(phases);
  }

  List<Condition> conditions() {
    return List.copyOf(conditions);
  }

  List<String> choices() {
    return List.copyOf(choices);
  }

  private void audience(String audience) {
    add("StringEquals", "aud", List.of(literal(audience)));
    List<String> original = claims.audiences();
    if (claims.authorizedParty().isPresent() && original.size() == 1) {
      add("StringEquals", "oaud", List.of(literal(original.get(0))));
      choices.add("AWS compares azp of the token under :aud, and aud of the token under :oaud.");
    }
  }

  private void subject(boolean phases) {
    String subject = claims.subject();
    Optional<String> pattern =
        Optional.of(DESCRIBED.matcher(subject))
            .filter(described -> described.matches())
            .map(described -> described.group(1) + "*")
            .or(() -> phases ? issuer.subjectOfAnyPhase(subject) : issuer.subjectOfAnyRun(subject));
    if (pattern.isEmpty()) {
      add("StringEquals", "sub", subjects());
      if (Subject.of(subject).tag()) {
        choices.add("The subject names one tag; for every tag, use StringLike and a wildcard.");
      }
      return;
    }
    add("StringLike", "sub", List.of(pattern.get()));
    if (phases) {
      choices(subject);
    }
  }

  /** Explains the wildcards in the pattern for every phase, and what they exclude. */
  private void choices(String subject) {
    List<String> ofARun = issuer.partsOfARun(subject);
    if (!ofARun.isEmpty()) {
      choices.add(
          fill("A wildcard matches the parts that change with each run: %s.", joined(ofARun)));
    }
    List<String> ofAPhase = issuer.partsOfAPhase(subject);
    if (!ofAPhase.isEmpty()) {
      choices.add(
          fill(
              "A wildcard matches every %s of this job, like the samples of %s.",
              joined(ofAPhase), issuer.name()));
    }
    issuer
        .subjectsToKeepOut(subject)
        .ifPresent(
            others -> {
              add("StringNotLike", "sub", List.of(others));
              choices.add("StringNotLike excludes jobs with an environment: this job has none.");
            });
  }

  /** Both forms of a GitHub subject if the ids are known, else the form of the token. */
  private List<String> subjects() {
    String subject = claims.subject();
    if (WITH_IDS.matcher(subject).find()) {
      return bothForms(Subject.withoutIds(subject), subject);
    }
    Optional<String> owner = claims.claim("repository_owner_id");
    Optional<String> repository = claims.claim("repository_id");
    return Subject.of(subject).gitHub() && owner.isPresent() && repository.isPresent()
        ? bothForms(subject, Subject.withIds(subject, owner.get(), repository.get()))
        : List.of(literal(subject));
  }

  private List<String> bothForms(String names, String ids) {
    choices.add("The policy lists both forms of GitHub's subject, without ids and with ids.");
    return List.of(literal(names), literal(ids));
  }

  /**
   * Adds ids, and what a GitHub subject leaves out: the branch of a job with an environment, and
   * the workflow. Only for partitions where AWS documents more than the standard claims.
   */
  void pins() {
    var pinned = new ArrayList<String>();
    for (String id : issuer.ids()) {
      claims.claim(id).ifPresent(value -> pin(pinned, id, value));
    }
    if (issuer.gitHub()) {
      claims
          .claim("ref")
          .filter(ref -> claims.subject().contains(":environment:"))
          .filter(ref -> !ref.startsWith("refs/pull/"))
          .ifPresent(ref -> pin(pinned, "ref", ref));
      claims.reusableWorkflow().ifPresent(called -> pin(pinned, "job_workflow_ref", called));
    }
    if (!pinned.isEmpty()) {
      choices.add(fill("The policy also pins %s.", joined(pinned)));
    }
    if (pinned.contains("ref")) {
      choices.add("Remove ref if several branches or tags deploy to the environment.");
    }
  }

  private void pin(List<String> pinned, String claim, String value) {
    Optional<String> pattern = issuer.valueOfAnyRun(claim, value);
    String operator = pattern.isPresent() ? "StringLike" : "StringEquals";
    add(operator, claim, List.of(pattern.orElseGet(() -> literal(value))));
    pinned.add(claim);
  }

  private void add(String operator, String claim, List<String> values) {
    conditions.add(Condition.of(operator, name + ":" + claim, values));
  }

  private static String joined(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
