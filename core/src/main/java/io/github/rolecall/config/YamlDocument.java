package io.github.rolecall.config;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Parses YAML without secrets into JSON values: a template, or the output of the AWS CLI. */
public final class YamlDocument {
  /** With aliases, a short text can expand to a very large document. */
  private static final int MOST_VALUES = 200_000;

  private int values;

  private YamlDocument() {}

  /**
   * Parses a document. The short form of a CloudFormation function becomes the long one: {@code
   * !Sub x} is {@code {"Fn::Sub": "x"}}.
   *
   * @throws IllegalArgumentException with a message that says where it is not YAML
   */
  public static JsonDocument read(String text) {
    try {
      return new JsonDocument(new YamlDocument().value(YamlText.parse("", text)), List.of());
    } catch (CredentialsException e) {
      if (e.problem() instanceof InputProblem.ConfigSyntax syntax) {
        throw new IllegalArgumentException(
            "line " + syntax.line() + ": YAML expects " + syntax.expected(), e);
      }
      throw e;
    }
  }

  private JsonValue value(Node node) {
    if (++values > MOST_VALUES) {
      throw new IllegalArgumentException("it has more than " + MOST_VALUES + " values");
    }
    JsonValue plain = plain(node);
    String tag = node.getTag().getValue();
    return tag.startsWith("!") && tag.length() > 1 ? function(tag.substring(1), plain) : plain;
  }

  private JsonValue plain(Node node) {
    if (node instanceof SequenceNode list) {
      var items = new ArrayList<JsonValue>();
      list.getValue().forEach(item -> items.add(value(item)));
      return JsonValue.array(items);
    }
    if (node instanceof MappingNode map) {
      var members = new LinkedHashMap<String, JsonValue>();
      for (NodeTuple entry : map.getValue()) {
        members.put(((ScalarNode) entry.getKeyNode()).getValue(), value(entry.getValueNode()));
      }
      return JsonValue.object(members);
    }
    String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    return node.getTag().equals(Tag.NULL) ? JsonValue.NULL : JsonValue.of(text);
  }

  private static JsonValue function(String name, JsonValue argument) {
    String full = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
    return JsonValue.object(Map.of(full, argument));
  }
}
