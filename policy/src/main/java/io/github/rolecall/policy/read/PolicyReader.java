package io.github.rolecall.policy.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.json.JsonValue;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds trust policies in a text: a policy, a part of one, what the AWS CLI prints, or a template.
 */
public final class PolicyReader {
  /** The limit of nested documents, such as JSON in a JSON string. Real files nest only one. */
  private static final int DEEPEST = 5;

  /** A block of Terraform's own language (HCL), or a plan that is written for people. */
  private static final Pattern HCL =
      Pattern.compile(
          "[+~ ]*(resource|data|module|variable|locals|provider|terraform|output)\\b[^:\\n]*\\{"
              + "|assume_role_policy\\s*=|Terraform (used|will)\\b");

  private final Function<String, JsonDocument> json;
  private final Function<String, JsonDocument> yaml;
  private final int depth;

  /**
   * Takes the readers of JSON and YAML, which this module does not have. They throw {@link
   * IllegalArgumentException} with a message for users. The YAML reader returns {@code !Sub x} as
   * {@code {"Fn::Sub": "x"}}.
   */
  public PolicyReader(Function<String, JsonDocument> json, Function<String, JsonDocument> yaml) {
    this(json, yaml, 0);
  }

  private PolicyReader(
      Function<String, JsonDocument> json, Function<String, JsonDocument> yaml, int depth) {
    this.json = json;
    this.yaml = yaml;
    this.depth = depth;
  }

  /**
   * Reads a text in any supported form.
   *
   * @throws IllegalArgumentException with a message that says what is wrong with the text
   */
  public PolicyFile read(String text) {
    Elements.check(depth < DEEPEST, "it is encoded as text too many times");
    var inner = new PolicyReader(json, yaml, depth + 1);
    String whole = text.startsWith("\uFEFF") ? text.substring(1) : text;
    String plain = whole.trim();
    Elements.check(!plain.isEmpty(), "it is empty");
    if (plain.matches("(?s)%(7[Bb]|5[Bb]|22).*")) {
      return inner.read(decoded(plain));
    }
    JsonDocument document = document(before(whole, plain), plain);
    JsonValue root = document.root();
    if (root.isString() && plain.startsWith("\"")) {
      return inner.read(root.text());
    }
    Elements.check(
        root.isObject() || root.isArray(), "a policy must be a JSON object, and this is not one");
    Optional<Template> template = Template.of(root);
    return new PolicyFile(
        candidates(root, template), template.orElse(Template.NONE), document.duplicates(), inner);
  }

  private List<Candidate> candidates(JsonValue root, Optional<Template> template) {
    List<Candidate> roles = Roles.of(root);
    if (!roles.isEmpty()) {
      return roles;
    }
    if (template.isPresent()) {
      return found(
          template.get().roles(this::json), "the template has no role with a trust policy");
    }
    if (Terraform.is(root)) {
      return found(new Terraform(root).roles(), "the plan or state of Terraform has no role");
    }
    Elements.check(
        !root.isArray() || root.items().stream().anyMatch(JsonValue::isObject),
        "a policy must be a JSON object, and this is a list without statements");
    return List.of(Candidate.alone(root));
  }

  private static List<Candidate> found(List<Candidate> roles, String otherwise) {
    Elements.check(!roles.isEmpty(), otherwise);
    return roles;
  }

  /** The blank lines before a text, which count in messages. */
  private static String before(String whole, String plain) {
    return whole.substring(0, whole.indexOf(plain.charAt(0))).replaceAll("[^\\n\\r]", " ");
  }

  private JsonDocument document(String before, String text) {
    if (CliTable.is(text)) {
      return new JsonDocument(new CliTable(text).json(), List.of());
    }
    if (CliText.is(text)) {
      return new JsonDocument(new CliText(text, this::json).json(), List.of());
    }
    Elements.check(!text.startsWith("<"), "it is XML or HTML, not JSON or YAML");
    String first = JsonComments.blanked(text).trim();
    if (first.startsWith("{") || first.startsWith("[") || text.startsWith("\"")) {
      return json(before + text);
    }
    Elements.check(
        !HCL.matcher(first).lookingAt(),
        "it is Terraform's own language; use the output of terraform show -json, for a"
            + " plan or the state");
    return yaml.apply(text);
  }

  /** Parses JSON, also with comments and trailing commas. */
  JsonDocument json(String text) {
    try {
      return json.apply(text);
    } catch (IllegalArgumentException e) {
      String plain = JsonComments.blanked(text);
      if (plain.equals(text)) {
        throw e;
      }
      return json.apply(plain);
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it is only partly URL-encoded", e);
    }
  }
}
