package io.github.rolecall.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.JsonDocument;
import io.github.rolecall.RoleArn;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The trust policy of a role.
 *
 * @param role the role that it belongs to, where the text says so
 * @param variables whether policy variables are replaced: not in version 2008-10-17, which is also
 *     the version of a policy that names none
 * @param duplicateKeys where the JSON text names a key twice, so that only the last one counts
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">IAM,
 *     grammar of the policy language</a>
 */
public record TrustPolicy(
    Optional<RoleArn> role,
    boolean variables,
    List<Statement> statements,
    List<String> duplicateKeys) {

  /**
   * Reads a policy, or what {@code aws iam get-role} prints.
   *
   * @throws IllegalArgumentException with a message that says what is wrong with the text
   */
  public static TrustPolicy parse(String text) {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    JsonDocument document = JsonDocument.parse(plain);
    JsonNode root = document.root();
    JsonNode role = root.path("Role").isObject() ? root.path("Role") : root;
    Optional<RoleArn> arn = text(role, "Arn").stream().findFirst().flatMap(RoleArn::parse);
    JsonNode policy = member(role, "AssumeRolePolicyDocument").orElse(root);
    if (policy.isString()) {
      // The API gives it encoded for URLs; the AWS CLI decodes it.
      String encoded = policy.stringValue();
      String decoded = encoded.startsWith("%") ? URLDecoder.decode(encoded, UTF_8) : encoded;
      TrustPolicy inner = parse(decoded);
      return new TrustPolicy(arn, inner.variables, inner.statements, inner.duplicateKeys);
    }
    if (!policy.isObject()) {
      throw new IllegalArgumentException("a policy is a JSON object");
    }
    JsonNode statements =
        member(policy, "Statement")
            .orElseThrow(() -> new IllegalArgumentException("it has no Statement"));
    return new TrustPolicy(
        arn,
        text(policy, "Version").contains("2012-10-17"),
        statements.isArray()
            ? statements.valueStream().map(TrustPolicy::statement).toList()
            : List.of(statement(statements)),
        document.duplicates());
  }

  private static Statement statement(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("a Statement is a JSON object");
    }
    String effect = String.join("", text(node, "Effect"));
    if (!effect.equalsIgnoreCase("Allow") && !effect.equalsIgnoreCase("Deny")) {
      throw new IllegalArgumentException("the Effect of a Statement is Allow or Deny");
    }
    boolean others = member(node, "NotAction").isPresent();
    List<String> actions = text(node, others ? "NotAction" : "Action");
    if (actions.isEmpty()) {
      throw new IllegalArgumentException("a Statement has no Action");
    }
    return new Statement(
        text(node, "Sid").stream().findFirst(),
        effect.equalsIgnoreCase("Allow"),
        principals(node),
        others,
        actions,
        conditions(node));
  }

  private static Principals principals(JsonNode statement) {
    boolean negated = member(statement, "NotPrincipal").isPresent();
    JsonNode node =
        member(statement, negated ? "NotPrincipal" : "Principal")
            .orElseThrow(() -> new IllegalArgumentException("a Statement has no Principal"));
    var entries = new ArrayList<Principals.Entry>();
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> type : node.properties()) {
        texts(type.getValue())
            .forEach(value -> entries.add(new Principals.Entry(type.getKey(), value)));
      }
    } else {
      texts(node)
          .forEach(value -> entries.add(new Principals.Entry(value.equals("*") ? "*" : "", value)));
    }
    return new Principals(negated, List.copyOf(entries));
  }

  private static List<Condition> conditions(JsonNode statement) {
    var conditions = new ArrayList<Condition>();
    JsonNode node = member(statement, "Condition").orElse(statement.path("Condition"));
    if (!node.isObject() && !node.isMissingNode()) {
      throw new IllegalArgumentException("a Condition is a JSON object");
    }
    for (Map.Entry<String, JsonNode> operator : node.properties()) {
      if (!operator.getValue().isObject()) {
        throw new IllegalArgumentException("in a Condition, an operator has a JSON object");
      }
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        conditions.add(Condition.of(operator.getKey(), key.getKey(), texts(key.getValue())));
      }
    }
    return List.copyOf(conditions);
  }

  /** The names of elements are taken in any letter case, as IAM takes them. */
  private static Optional<JsonNode> member(JsonNode object, String name) {
    return object.properties().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static List<String> text(JsonNode object, String name) {
    return member(object, name).map(TrustPolicy::texts).orElse(List.of());
  }

  /** One value may stand in place of a list of one; booleans and numbers may stand bare. */
  private static List<String> texts(JsonNode node) {
    return node.isArray()
        ? node.valueStream().map(JsonNode::asString).toList()
        : List.of(node.asString());
  }
}
