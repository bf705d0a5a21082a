package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Resolves CloudFormation functions if the template or the role has the values. A missing value
 * becomes a text with its name, such as {@code ${Owner}}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">CloudFormation,
 *     intrinsic functions</a>
 */
final class Intrinsics {
  private static final int DEEPEST = 100;
  private static final int MOST_STEPS = 100_000;
  private static final int LONGEST = 100_000;

  private final References references;
  private final Texts texts;
  private final Choices choices;
  private final Function<String, JsonDocument> json;
  private int depth;
  private int steps;

  /**
   * Takes the sources of values.
   *
   * @param role whose account and partition are those of the stack
   * @param json parses JSON in a text
   */
  Intrinsics(Template template, Optional<RoleArn> role, Function<String, JsonDocument> json) {
    this.references = new References(template, role, this);
    this.json = json;
    this.texts = new Texts(references, this);
    this.choices = new Choices(template, this);
  }

  /** The value without functions; {@link JsonValue#MISSING} for an element that is left out. */
  JsonValue resolve(JsonValue node) {
    step();
    depth++;
    JsonValue value = node;
    if (node.isArray()) {
      value = list(node);
    } else if (function(node).isPresent()) {
      Map.Entry<String, JsonValue> call = function(node).get();
      value = call(call.getKey(), call.getValue());
    } else if (node.isObject()) {
      value = object(node);
    } else if (node.isString()) {
      value = JsonValue.of(dynamic(node.text()));
    }
    depth--;
    return value;
  }

  /** Counts the steps, so that a hostile template cannot take unlimited time. */
  void step() {
    Elements.check(
        depth < DEEPEST && ++steps < MOST_STEPS,
        "it has too many elements, or they are nested too deeply");
  }

  /** The value of a JSON text. */
  JsonValue parsed(String text) {
    return json.apply(text).root();
  }

  /** The value as a text; a list or an object is named after the function. */
  String text(JsonValue node, String name) {
    JsonValue value = resolve(node);
    return value.isScalar() && !value.isNull() ? value.text() : Unresolved.named(name);
  }

  static String bounded(String text) {
    Elements.check(
        text.length() <= LONGEST, "a function of the template returns a text that is too long");
    return text;
  }

  private static Optional<Map.Entry<String, JsonValue>> function(JsonValue node) {
    return node.members().entrySet().stream()
        .filter(
            only ->
                node.members().size() == 1
                    && (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")))
        .findFirst();
  }

  private JsonValue call(String name, JsonValue argument) {
    return switch (name) {
      case "Ref" ->
          argument.text().isEmpty()
              ? unresolved(name, JsonValue.NULL)
              : references.of(argument.text());
      case "Fn::GetAtt" ->
          argument.text().isEmpty() && argument.items().size() != 2
              ? unresolved(name, JsonValue.NULL)
              : references.attribute(argument);
      case "Fn::Sub" -> texts.sub(argument);
      case "Fn::Join" -> texts.join(argument);
      case "Fn::Split" -> texts.split(argument);
      case "Fn::Select" -> texts.select(argument);
      case "Fn::If" -> choices.choose(argument);
      case "Fn::FindInMap" -> choices.find(argument);
      default -> unresolved(name, argument);
    };
  }

  /** The text for a function whose value the template does not contain. */
  JsonValue unresolved(String name, JsonValue argument) {
    JsonValue first =
        argument.isArray()
            ? resolve(argument).items().stream().findFirst().orElse(JsonValue.NULL)
            : resolve(argument);
    boolean plain = !first.text().isEmpty() && !Unresolved.has(first.text());
    String of = plain ? " " + first.text() : "";
    return JsonValue.of(Unresolved.named(name + of));
  }

  private JsonValue list(JsonValue node) {
    List<JsonValue> items = new ArrayList<>();
    for (JsonValue item : node.items()) {
      JsonValue value = resolve(item);
      // A function inside a list of texts may return a list.
      if (value.isArray() && item.isObject()) {
        items.addAll(value.items());
      } else if (!value.isMissing()) {
        items.add(value);
      }
    }
    return JsonValue.array(items);
  }

  private JsonValue object(JsonValue node) {
    var object = new JsonObject();
    node.members()
        .forEach(
            (name, member) -> {
              JsonValue value = resolve(member);
              if (!value.isMissing()) {
                object.with(name, value);
              }
            });
    return object.value();
  }

  /** A value that CloudFormation reads from elsewhere when it creates the stack. */
  private static String dynamic(String text) {
    int start = text.indexOf("{{resolve:");
    int end = start < 0 ? -1 : text.indexOf("}}", start);
    return end < 0
        ? text
        : text.substring(0, start)
            + Unresolved.named("resolve " + text.substring(start + 10, end))
            + dynamic(text.substring(end + 2));
  }
}
