package io.github.rolecall.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.RoleArn;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
      Pattern.compile("^(ROLE\\t|-{5,}\\r?\\n\\|\\s*GetRole|Role:\\s)");

  /**
   * A variable of Terraform, CloudFormation or a shell. One of IAM has a colon in its name, or is
   * one of three characters.
   */
  private static final Pattern TEMPLATE =
      Pattern.compile("\\$\\{(?![*?$]})(?:[^}:]*|[^}:]*::[^}]*)}");

  /**
   * Reads a policy, or what {@code aws iam get-role} prints.
   *
   * @param reader reads JSON, and throws an {@link IllegalArgumentException} where it is none
   * @throws IllegalArgumentException with a message that says what is wrong with the text
   */
  public static TrustPolicy parse(String text, Function<String, JsonDocument> reader) {
    JsonDocument document = document(text.startsWith("\uFEFF") ? text.substring(1) : text, reader);
    JsonValue root = document.root();
    JsonValue role = root.path("Role").isObject() ? root.path("Role") : root;
    Optional<RoleArn> arn = text(role, "Arn").stream().findFirst().flatMap(RoleArn::parse);
    JsonValue policy = member(role, "AssumeRolePolicyDocument").orElse(root);
    if (policy.isString()) {
      // The API gives it encoded for URLs; the AWS CLI decodes it.
      String encoded = policy.text();
      String decoded = encoded.startsWith("%") ? URLDecoder.decode(encoded, UTF_8) : encoded;
      TrustPolicy inner = parse(decoded, reader);
      return new TrustPolicy(arn, inner.variables, inner.statements, inner.duplicateKeys);
    }
    if (!policy.isObject()) {
      throw new IllegalArgumentException("a policy is a JSON object");
    }
    JsonValue statements =
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
            ? statements.items().stream().map(TrustPolicy::statement).toList()
            : List.of(statement(statements)),
        document.duplicates());
  }

  /** IAM's API gives a policy encoded for URLs; the AWS CLI has other forms than JSON. */
  private static JsonDocument document(String text, Function<String, JsonDocument> reader) {
    String plain = text.trim();
    try {
      return reader.apply(
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

  private static Statement statement(JsonValue node) {
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

  private static Principals principals(JsonValue statement) {
    boolean negated = member(statement, "NotPrincipal").isPresent();
    JsonValue node =
        member(statement, negated ? "NotPrincipal" : "Principal")
            .orElseThrow(() -> new IllegalArgumentException("a Statement has no Principal"));
    if (member(statement, "Resource").or(() -> member(statement, "NotResource")).isPresent()) {
      throw new IllegalArgumentException(
          "a Statement has a Resource, which IAM refuses in a trust policy");
    }
    var entries = new ArrayList<Principals.Entry>();
    if (node.isObject()) {
      for (Map.Entry<String, JsonValue> type : node.members().entrySet()) {
        texts(type.getValue())
            .forEach(value -> entries.add(new Principals.Entry(type.getKey(), value)));
      }
    } else {
      texts(node)
          .forEach(value -> entries.add(new Principals.Entry(value.equals("*") ? "*" : "", value)));
    }
    return new Principals(negated, List.copyOf(entries));
  }

  private static List<Condition> conditions(JsonValue statement) {
    var conditions = new ArrayList<Condition>();
    JsonValue node = member(statement, "Condition").orElse(statement.path("Condition"));
    if (!node.isObject() && !node.isMissing()) {
      throw new IllegalArgumentException("a Condition is a JSON object");
    }
    for (Map.Entry<String, JsonValue> operator : node.members().entrySet()) {
      if (!operator.getValue().isObject()) {
        throw new IllegalArgumentException("in a Condition, an operator has a JSON object");
      }
      for (Map.Entry<String, JsonValue> key : operator.getValue().members().entrySet()) {
        conditions.add(Condition.of(operator.getKey(), key.getKey(), texts(key.getValue())));
      }
    }
    return List.copyOf(conditions);
  }

  /** The names of elements are taken in any letter case, as IAM takes them. */
  private static Optional<JsonValue> member(JsonValue object, String name) {
    return object.members().entrySet().stream()
        .filter(entry -> LetterCase.same(entry.getKey(), name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static List<String> text(JsonValue object, String name) {
    return member(object, name).map(TrustPolicy::texts).orElse(List.of());
  }

  /** One value may stand in place of a list of one; booleans and numbers may stand bare. */
  private static List<String> texts(JsonValue node) {
    return node.isArray()
        ? node.items().stream().map(TrustPolicy::value).toList()
        : List.of(value(node));
  }

  private static String value(JsonValue node) {
    if (node.isObject() && node.members().entrySet().stream().anyMatch(TrustPolicy::isIntrinsic)) {
      throw new IllegalArgumentException(
          "a value is a function of CloudFormation that is not resolved; give the policy that the"
              + " role has: aws iam get-role --output json");
    }
    if (!node.isScalar() || node.isNull()) {
      throw new IllegalArgumentException(
          "a value is a text, a number, true or false, not " + (node.isNull() ? "null" : "nested"));
    }
    String text = node.text();
    Matcher template = TEMPLATE.matcher(text);
    if (template.find()) {
      throw new IllegalArgumentException(
          "a template variable is not filled in: "
              + template.group()
              + "; give the policy that the role has: aws iam get-role --output json");
    }
    return text;
  }

  private static boolean isIntrinsic(Map.Entry<String, JsonValue> entry) {
    return entry.getKey().equals("Ref") || entry.getKey().startsWith("Fn::");
  }
}
