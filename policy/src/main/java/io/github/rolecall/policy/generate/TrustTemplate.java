package io.github.rolecall.policy.generate;

import static io.github.rolecall.policy.generate.CloudFormationTemplate.map;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The narrowest trust policy that lets one job in: its subject, its audience, and ids beside names
 * where AWS offers them.
 *
 * @param role whose account and partition are used; its name may be a placeholder
 * @param issuer without its scheme, as providers and condition keys name it
 * @param audience the one that AWS compares
 * @param subjects as the policy has them
 * @param patterns whether they are patterns, because a part of them differs from run to run
 * @param pins further conditions
 * @param tags whether the token brings session tags
 */
public record TrustTemplate(
    RoleArn role,
    String issuer,
    String audience,
    List<String> subjects,
    boolean patterns,
    List<Pin> pins,
    boolean tags) {
  /** What stands for an account until somebody knows it. */
  public static final String ANY_ACCOUNT = "111122223333";

  private static final Pattern WITH_IDS = Pattern.compile("^repo:[^/@:]+@(\\d+)/[^/@:]+@(\\d+)");
  private static final Pattern BUILDKITE =
      Pattern.compile("(organization:[^:]+:pipeline:[^:]+:ref:.+?):commit:.*");
  private static final Pattern CIRCLECI =
      Pattern.compile("(org/[^/]+/project/[^/]+/user/)[^/]+(/.*)?");
  private static final Pattern BITBUCKET =
      Pattern.compile("(\\{[^}]+\\}(?::\\{[^}]+\\})?):\\{[^}]+\\}");
  private static final List<String> IDS =
      List.of(
          "repository_id",
          "repository_owner_id",
          "project_id",
          "namespace_id",
          "organization_id",
          "pipeline_id",
          "oidc.circleci.com/project-id");

  public TrustTemplate {
    subjects = List.copyOf(subjects);
    pins = List.copyOf(pins);
  }

  /** A claim that must have this value. */
  public record Pin(String claim, String value) {}

  /**
   * The policy for the job that has these claims.
   *
   * @param role empty: a placeholder account
   */
  public static TrustTemplate of(Claims claims, Optional<RoleArn> role) {
    RoleArn arn = role.orElseGet(() -> new RoleArn("aws", ANY_ACCOUNT, "<role>"));
    String issuer = claims.issuer().replaceFirst("^https://", "");
    boolean more = arn.partition().equals("aws");
    Set<String> offered = more ? ConditionKeys.ofIssuer(issuer) : Set.of();
    var pins = new ArrayList<Pin>();
    IDS.stream()
        .filter(offered::contains)
        .forEach(id -> claims.claim(id).ifPresent(value -> pins.add(new Pin(id, value))));
    if (offered.contains("job_workflow_ref")) {
      context(claims, pins);
    }
    return new TrustTemplate(
        arn,
        issuer,
        claims.audience().orElseGet(() -> Partition.audience(arn.partition())),
        subjects(claims),
        withoutRun(claims.subject()).isPresent(),
        pins,
        claims.all().has(Request.TAGS));
  }

  /** What GitHub's subject leaves out: the branch beside an environment, the called workflow. */
  private static void context(Claims claims, List<Pin> pins) {
    boolean environment = claims.subject().contains(":environment:");
    if (environment) {
      claims
          .claim("ref")
          .filter(ref -> !ref.startsWith("refs/pull/"))
          .ifPresent(ref -> pins.add(new Pin("ref", ref)));
    }
    String repository = claims.claim("repository").orElse("");
    claims
        .claim("job_workflow_ref")
        .filter(called -> !repository.isEmpty() && !called.startsWith(repository + "/"))
        .ifPresent(called -> pins.add(new Pin("job_workflow_ref", called)));
  }

  /** Both forms of GitHub's subjects, if the ids are known; else the one that the token has. */
  private static List<String> subjects(Claims claims) {
    String subject = claims.subject();
    Matcher ids = WITH_IDS.matcher(subject);
    if (ids.find()) {
      return List.of(
          PolicySnippets.literal(Subject.withoutIds(subject)), PolicySnippets.literal(subject));
    }
    Optional<String> owner = claims.claim("repository_owner_id");
    Optional<String> repository = claims.claim("repository_id");
    if (Subject.of(subject).gitHub() && owner.isPresent() && repository.isPresent()) {
      return List.of(
          PolicySnippets.literal(subject),
          PolicySnippets.literal(Subject.withIds(subject, owner.get(), repository.get())));
    }
    return List.of(withoutRun(subject).orElseGet(() -> PolicySnippets.literal(subject)));
  }

  /** A commit, a person or a step in the subject differs from run to run. */
  private static Optional<String> withoutRun(String subject) {
    Matcher buildkite = BUILDKITE.matcher(subject);
    if (buildkite.matches()) {
      return Optional.of(pattern(buildkite.group(1)) + ":commit:*");
    }
    Matcher circle = CIRCLECI.matcher(subject);
    if (circle.matches()) {
      String rest = Optional.ofNullable(circle.group(2)).orElse("");
      return Optional.of(pattern(circle.group(1)) + "*" + pattern(rest));
    }
    Matcher bitbucket = BITBUCKET.matcher(subject);
    if (bitbucket.matches()) {
      return Optional.of(pattern(bitbucket.group(1)) + ":*");
    }
    return Optional.empty();
  }

  private static String pattern(String text) {
    return PolicySnippets.literal(text).replaceAll("(?<!\\{)([*?])", "\\${$1}");
  }

  /** The ARN of the provider that has to exist in the account of the role. */
  public String provider() {
    return Principals.provider(issuer, role.partition(), role.account());
  }

  List<String> actions() {
    return tags ? List.of(Evaluation.ASSUME, Evaluation.TAG) : List.of(Evaluation.ASSUME);
  }

  /** One condition after the other: operator, key, values. */
  List<Condition> conditions() {
    var conditions = new ArrayList<Condition>();
    conditions.add(
        Condition.of("StringEquals", issuer + ":aud", List.of(PolicySnippets.literal(audience))));
    conditions.add(
        Condition.of(patterns ? "StringLike" : "StringEquals", issuer + ":sub", subjects));
    pins.forEach(
        pin ->
            conditions.add(
                Condition.of(
                    "StringEquals",
                    issuer + ":" + pin.claim(),
                    List.of(PolicySnippets.literal(pin.value())))));
    return conditions;
  }

  /** The element {@code Condition}. */
  Map<String, Map<String, Object>> conditionElement() {
    var conditions = new LinkedHashMap<String, Map<String, Object>>();
    for (Condition condition : conditions()) {
      conditions
          .computeIfAbsent(condition.name(), operator -> new LinkedHashMap<>())
          .put(
              condition.key(),
              condition.expected().size() == 1
                  ? condition.expected().get(0)
                  : condition.expected());
    }
    return conditions;
  }

  /** The policy as IAM takes it, with another text in place of the provider's ARN. */
  Map<String, Object> document(Object federated) {
    return map(
        "Version",
        "2012-10-17",
        "Statement",
        List.of(
            map(
                "Effect",
                "Allow",
                "Principal",
                Map.of("Federated", federated),
                "Action",
                tags ? actions() : actions().get(0),
                "Condition",
                conditionElement())));
  }

  /** The policy in JSON. */
  public String json() {
    return JsonWriter.indented(document(provider()));
  }
}
