package io.github.rolecall.policy.generate;

import static java.util.stream.Collectors.joining;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.Partition;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.issuer.Issuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The narrowest trust policy that allows one job: its subject, its audience, and ids beside names
 * where AWS offers them.
 *
 * @param role whose account and partition are used; its name may be a placeholder
 * @param issuer without its scheme, as providers and condition keys name it
 * @param audience the audience that AWS compares
 * @param conditions on audience, subject, and claims that must have the value of the job
 * @param tags whether the token brings session tags
 * @param choices the choices that were made, a sentence each, without any value of the token
 */
public record TrustTemplate(
    RoleArn role,
    String issuer,
    String audience,
    List<Condition> conditions,
    boolean tags,
    List<String> choices) {
  /** The placeholder of an unknown account. IAM does not accept it as an account. */
  public static final String ACCOUNT = "<ACCOUNT-ID>";

  /**
   * The policy for the job that has these claims.
   *
   * @param role empty: a placeholder account
   */
  public static TrustTemplate of(Claims claims, Optional<RoleArn> role) {
    return of(claims, role, true);
  }

  /**
   * Like {@link #of(Claims, Optional)}, but only for the next runs of the job in the same phase.
   */
  public static TrustTemplate ofRuns(Claims claims, Optional<RoleArn> role) {
    return of(claims, role, false);
  }

  private static TrustTemplate of(Claims claims, Optional<RoleArn> role, boolean phases) {
    RoleArn arn = role.orElseGet(() -> new RoleArn("aws", ACCOUNT, "<role>"));
    String issuer = claims.issuer().replaceFirst("^https://", "");
    String audience = claims.audience().orElseGet(() -> Partition.audience(arn.partition()));
    var conditions = new TrustConditions(claims, audience, phases);
    if (arn.partition().equals("aws")) {
      conditions.pins();
    }
    boolean tags = claims.all().has(Request.TAGS);
    return new TrustTemplate(
        arn, issuer, audience, conditions.conditions(), tags, conditions.choices());
  }

  /** The ARN of the provider that must exist in the account of the role. */
  public String provider() {
    return Principals.provider(issuer, role.partition(), role.account());
  }

  /** Whether the issuer is built into AWS and needs no provider in the account. */
  boolean builtIn() {
    return Issuer.of(issuer).builtIn();
  }

  String url() {
    return "https://" + issuer;
  }

  /** The name of the role, or a default name. */
  String roleName() {
    return role.name().startsWith("<") ? "ci-deploy" : role.name();
  }

  /** The path of the role in IAM, {@code /ci/}; empty for a role without a path. */
  Optional<String> rolePath() {
    int end = role.path().lastIndexOf('/');
    return end < 0 ? Optional.empty() : Optional.of("/" + role.path().substring(0, end + 1));
  }

  /** The first subject or pattern for subjects. */
  String subject() {
    return conditions.stream()
        .filter(condition -> condition.sameKey(issuer + ":sub"))
        .findFirst()
        .map(condition -> condition.expected().get(0))
        .orElse("");
  }

  /** The choices, as comment lines. */
  String comments(String sign) {
    return choices.stream().map(choice -> sign + " " + choice + "\n").collect(joining());
  }

  /** The actions that the policy must allow. */
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

  /** The policy as IAM reads it, with another text in place of the provider's ARN. */
  Map<String, Object> document(Object federated) {
    return policy(
        "Principal",
        Map.of("Federated", federated),
        "Action",
        PolicySnippets.oneOrList(actions()),
        "Condition",
        conditionElement());
  }

  /** A policy with one Allow statement that has these elements: names and values in turn. */
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
