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
    check(policy.isObject(), "a policy is a JSON object");
    JsonValue statements = demanded(policy, "Statement", "it has no Statement");
    List<String> versions = text(policy, "Version");
    for (String version : versions) {
      check(
          VERSIONS.contains(version),
          "the Version is 2012-10-17 or 2008-10-17, and IAM refuses " + version);
    }
    return new TrustPolicy(
        arn,
        versions.contains("2012-10-17"),
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
    check(node.isObject(), "a Statement is a JSON object");
    String effect = String.join("", text(node, "Effect"));
    check(
        effect.equals("Allow") || effect.equals("Deny"),
        "the Effect of a Statement is Allow or Deny, written like this, and IAM refuses any other,"
            + " here '%s'",
        effect);
    boolean others = member(node, "NotAction").isPresent();
    List<String> actions = text(node, others ? "NotAction" : "Action");
    check(!actions.isEmpty(), "a Statement has no Action");
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
        demanded(statement, negated ? "NotPrincipal" : "Principal", "a Statement has no Principal");
    check(
        member(statement, "Resource").or(() -> member(statement, "NotResource")).isEmpty(),
        "a Statement has a Resource, which IAM refuses in a trust policy");
    var entries = new ArrayList<Principals.Entry>();
    if (node.isObject()) {
      node.members()
          .forEach(
              (type, values) ->
                  texts(values).forEach(value -> entries.add(new Principals.Entry(type, value))));
    } else {
      texts(node)
          .forEach(value -> entries.add(new Principals.Entry(value.equals("*") ? "*" : "", value)));
    }
    return new Principals(negated, List.copyOf(entries));
  }

  private static List<Condition> conditions(JsonValue statement) {
    var conditions = new ArrayList<Condition>();
    JsonValue node = member(statement, "Condition").orElse(statement.path("Condition"));
    check(node.isObject() || node.isMissing(), "a Condition is a JSON object");
    node.members()
        .forEach(
            (operator, keys) -> {
              check(keys.isObject(), "in a Condition, an operator has a JSON object");
              keys.members()
                  .forEach(
                      (key, values) -> conditions.add(Condition.of(operator, key, texts(values))));
            });
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
    check(
        node.members().keySet().stream().noneMatch(name -> name.matches("Ref|Fn::.*")),
        "a value is a function of CloudFormation that is not resolved; give the policy that the"
            + " role has: aws iam get-role --output json");
    check(
        node.isScalar() && !node.isNull(),
        "a value is a text, a number, true or false, not %s",
        node.isNull() ? "null" : "nested");
    Matcher template = TEMPLATE.matcher(node.text());
    boolean found = template.find();
    check(
        !found,
        "a template variable is not filled in: %s; give the policy that the role has: aws iam"
            + " get-role --output json",
        found ? template.group() : "");
    return node.text();
  }

  private static JsonValue demanded(JsonValue object, String name, String otherwise) {
    return member(object, name).orElseThrow(() -> new IllegalArgumentException(otherwise));
  }

  private static void check(boolean right, String otherwise, Object... values) {
    if (!right) {
      throw new IllegalArgumentException(Placeholders.fill(otherwise, values));
    }
  }
}
