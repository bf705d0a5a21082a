package io.github.rolecall.policy.generate;

import static io.github.rolecall.policy.generate.PolicySnippets.literal;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.Partition;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.ConditionKeys;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Subject;
import io.github.rolecall.policy.issuer.Issuer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The narrowest trust policy that lets one job in: its subject, its audience, and ids beside names
 * where AWS offers them.
 *
 * @param role whose account and partition are used; its name may be a placeholder
 * @param issuer without its scheme, as providers and condition keys name it
 * @param audience the one that AWS compares
 * @param subjects as the policy has them
 * @param conditions on audience, subject, and claims that must have the value of the job
 * @param tags whether the token brings session tags
 */
public record TrustTemplate(
    RoleArn role,
    String issuer,
    String audience,
    List<String> subjects,
    List<Condition> conditions,
    boolean tags) {
  /** What stands for an account until somebody knows it. */
  public static final String ANY_ACCOUNT = "111122223333";

  private static final Pattern WITH_IDS = Pattern.compile("^repo:[^/@:]+@(\\d+)/[^/@:]+@(\\d+)");

  private static final List<String> IDS =
      List.of(
          "repository_id",
          "repository_owner_id",
          "project_id",
          "namespace_id",
          "organization_id",
          "pipeline_id",
          "oidc.circleci.com/project-id");

  /**
   * The policy for the job that has these claims.
   *
   * @param role empty: a placeholder account
   */
  public static TrustTemplate of(Claims claims, Optional<RoleArn> role) {
    RoleArn arn = role.orElseGet(() -> new RoleArn("aws", ANY_ACCOUNT, "<role>"));
    String issuer = claims.issuer().replaceFirst("^https://", "");
    String audience = claims.audience().orElseGet(() -> Partition.audience(arn.partition()));
    Optional<String> ofAnyRun = Issuer.of(issuer).subjectOfAnyRun(claims.subject());
    List<String> subjects = ofAnyRun.map(List::of).orElseGet(() -> subjects(claims));
    var conditions = new ArrayList<Condition>();
    conditions.add(Condition.of("StringEquals", issuer + ":aud", List.of(literal(audience))));
    conditions.add(
        Condition.of(
            ofAnyRun.isPresent() ? "StringLike" : "StringEquals", issuer + ":sub", subjects));
    if (arn.partition().equals("aws")) {
      pins(claims, ConditionKeys.ofIssuer(issuer))
          .forEach((claim, value) -> conditions.add(pinned(issuer, claim, value)));
    }
    boolean tags = claims.all().has(Request.TAGS);
    return new TrustTemplate(arn, issuer, audience, subjects, List.copyOf(conditions), tags);
  }

  /** A called workflow is at the number of a pull request, if the job runs for one. */
  private static Condition pinned(String issuer, String claim, String value) {
    String key = issuer + ":" + claim;
    return Issuer.of(issuer)
        .valueOfAnyRun(claim, value)
        .map(pattern -> Condition.of("StringLike", key, List.of(pattern)))
        .orElseGet(() -> Condition.of("StringEquals", key, List.of(literal(value))));
  }

  /** Ids, and what GitHub's subject leaves out: the branch beside an environment, the workflow. */
  private static Map<String, String> pins(Claims claims, Set<String> offered) {
    var pins = new LinkedHashMap<String, String>();
    IDS.stream()
        .filter(offered::contains)
        .forEach(id -> claims.claim(id).ifPresent(value -> pins.put(id, value)));
    if (offered.contains("job_workflow_ref")) {
      claims
          .claim("ref")
          .filter(ref -> claims.subject().contains(":environment:"))
          .filter(ref -> !ref.startsWith("refs/pull/"))
          .ifPresent(ref -> pins.put("ref", ref));
      claims.reusableWorkflow().ifPresent(called -> pins.put("job_workflow_ref", called));
    }
    return pins;
  }

  /** Both forms of GitHub's subjects, if the ids are known; else the one that the token has. */
  private static List<String> subjects(Claims claims) {
    String subject = claims.subject();
    if (WITH_IDS.matcher(subject).find()) {
      return List.of(literal(Subject.withoutIds(subject)), literal(subject));
    }
    Optional<String> owner = claims.claim("repository_owner_id");
    Optional<String> repository = claims.claim("repository_id");
    return Subject.of(subject).gitHub() && owner.isPresent() && repository.isPresent()
        ? List.of(
            literal(subject), literal(Subject.withIds(subject, owner.get(), repository.get())))
        : List.of(literal(subject));
  }

  /** The ARN of the provider that has to exist in the account of the role. */
  public String provider() {
    return Principals.provider(issuer, role.partition(), role.account());
  }

  /** Whether AWS knows the issuer without a provider in the account. */
  boolean builtIn() {
    return ConditionKeys.builtIn(issuer);
  }

  String url() {
    return "https://" + issuer;
  }

  /** The name of the role, or one to begin with. */
  String roleName() {
    return role.name().startsWith("<") ? "ci-deploy" : role.name();
  }

  /** What the job has to be allowed. */
  public List<String> actions() {
    return tags ? List.of(Evaluation.ASSUME, Evaluation.TAG) : List.of(Evaluation.ASSUME);
  }

  Map<String, Map<String, Object>> conditionElement() {
    var element = new LinkedHashMap<String, Map<String, Object>>();
    for (Condition condition : conditions) {
      element
          .computeIfAbsent(condition.name(), operator -> new LinkedHashMap<>())
          .put(condition.key(), PolicySnippets.oneOrList(condition.expected()));
    }
    return element;
  }

  /** The policy as IAM takes it, with another text in place of the provider's ARN. */
  Map<String, Object> document(Object federated) {
    return policy(
        "Principal",
        Map.of("Federated", federated),
        "Action",
        PolicySnippets.oneOrList(actions()),
        "Condition",
        conditionElement());
  }

  /** A policy of one statement that allows, with these elements: names and values in turn. */
  static Map<String, Object> policy(Object... elements) {
    var statement = new LinkedHashMap<String, Object>();
    statement.put("Effect", "Allow");
    for (int i = 0; i < elements.length; i += 2) {
      statement.put((String) elements[i], elements[i + 1]);
    }
    var policy = new LinkedHashMap<String, Object>();
    policy.put("Version", "2012-10-17");
    policy.put("Statement", List.of(statement));
    return policy;
  }

  public String json() {
    return JsonWriter.indented(document(provider()));
  }
}
