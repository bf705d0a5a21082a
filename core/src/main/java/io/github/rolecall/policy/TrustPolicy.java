package io.github.rolecall.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.model.RoleArn;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

  /** How text, table and YAML of {@code aws iam get-role} begin. */
  private static final Pattern AWS_CLI =
      Pattern.compile("^(ROLE\\t|-{5,}\\R\\|\\s*GetRole|Role:\\s)");

  /**
   * A variable of Terraform, CloudFormation or a shell. One of IAM has a colon in its name, or is
   * one of three characters.
   */
  private static final Pattern TEMPLATE =
      Pattern.compile("\\$\\{(?![*?$]})(?:[^}:]*|[^}:]*::[^}]*)}");

  /**
   * Reads a policy, or what {@code aws iam get-role} prints.
   *
   * @throws IllegalArgumentException with a message that says what is wrong with the text
   */
  public static TrustPolicy parse(String text) {
    JsonDocument document = document(text.startsWith("\uFEFF") ? text.substring(1) : text);
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
    text(policy, "Version").stream()
        .filter(version -> !VERSIONS.contains(version))
        .findFirst()
        .ifPresent(
            version -> {
              throw new IllegalArgumentException(
                  "the Version is 2012-10-17 or 2008-10-17, and IAM refuses " + version);
            });
    return new TrustPolicy(
        arn,
        text(policy, "Version").contains("2012-10-17"),
        statements.isArray()
            ? statements.valueStream().map(TrustPolicy::statement).toList()
            : List.of(statement(statements)),
        document.duplicates());
  }

  /** IAM's API gives a policy encoded for URLs; the AWS CLI has other forms than JSON. */
  private static JsonDocument document(String text) {
    String plain = text.strip();
    try {
      return JsonDocument.parse(
          plain.startsWith("%7B") || plain.startsWith("%7b")
              ? URLDecoder.decode(plain, UTF_8)
              : plain);
    } catch (IllegalArgumentException e) {
      if (AWS_CLI.matcher(plain).find()) {
        throw new IllegalArgumentException(
            "it is no JSON, but what the AWS CLI prints in another form: add --output json", e);
      }
      throw e;
    }
  }

  private static Statement statement(JsonNode node) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("a Statement is a JSON object");
    }
    String effect = String.join("", text(node, "Effect"));
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw new IllegalArgumentException(
          "the Effect of a Statement is Allow or Deny, written like this, and IAM refuses any"
              + " other, here '"
              + effect
              + "'");
    }
    boolean others = member(node, "NotAction").isPresent();
    List<String> actions = text(node, others ? "NotAction" : "Action");
    if (actions.isEmpty()) {
      throw new IllegalArgumentException("a Statement has no Action");
    }
    return new Statement(
        text(node, "Sid").stream().findFirst(),
        effect.equals("Allow"),
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
    if (member(statement, "Resource").or(() -> member(statement, "NotResource")).isPresent()) {
      throw new IllegalArgumentException(
          "a Statement has a Resource, which IAM refuses in a trust policy");
    }
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
        ? node.valueStream().map(TrustPolicy::value).toList()
        : List.of(value(node));
  }

  private static String value(JsonNode node) {
    if (node.isObject() && node.propertyStream().anyMatch(TrustPolicy::isIntrinsic)) {
      throw new IllegalArgumentException(
          "a value is a function of CloudFormation that is not resolved; give the policy that the"
              + " role has: aws iam get-role --output json");
    }
    if (!node.isValueNode() || node.isNull()) {
      throw new IllegalArgumentException(
          "a value is a text, a number, true or false, not " + (node.isNull() ? "null" : "nested"));
    }
    String text = node.asString();
    Matcher template = TEMPLATE.matcher(text);
    if (template.find()) {
      throw new IllegalArgumentException(
          "a template variable is not filled in: "
              + template.group()
              + "; give the policy that the role has: aws iam get-role --output json");
    }
    return text;
  }

  private static boolean isIntrinsic(Map.Entry<String, JsonNode> entry) {
    return entry.getKey().equals("Ref") || entry.getKey().startsWith("Fn::");
  }
}
