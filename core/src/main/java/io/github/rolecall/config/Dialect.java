package io.github.rolecall.config;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The program that a file is made for, which determines the form of its values. */
enum Dialect {
  PLAIN,
  /** Values may be encrypted, and lists and maps may be JSON in a text. */
  STACK,
  /** Values may also be secrets, functions and expressions. */
  ESC;

  private static final String SECRET = "fn::secret";

  /** Returns the node. Parses a text that contains a JSON list or map, as Pulumi does. */
  Node content(Node node, FilePlace place) {
    Node value = unwrapped(node, place);
    boolean json = this != PLAIN && value instanceof ScalarNode scalar && YamlText.isJson(scalar);
    return json ? YamlText.parse(place.lineOfFile(), ((ScalarNode) value).getValue()) : value;
  }

  /**
   * Returns the value of a secret without its marker. Refuses a value that only Pulumi can read.
   */
  Node unwrapped(Node node, FilePlace place) {
    Optional<NodeTuple> only = this == PLAIN ? Optional.empty() : onlyEntry(node);
    if (only.isEmpty()) {
      return node;
    }
    String key = key(only.get());
    Node value = only.get().getValueNode();
    boolean secret = this == ESC && key.equals(SECRET);
    if (key.equals("secure") || (secret && value instanceof MappingNode)) {
      throw new CredentialsException(new InputProblem.ConfigEncrypted(place.name()));
    }
    if (this == ESC && key.startsWith("fn::") && !secret) {
      throw new CredentialsException(new InputProblem.ConfigUnresolved(place.name(), key));
    }
    return secret ? value : node;
  }

  /** Returns whether the file marks the value as a secret, whatever it is for. */
  boolean marksSecret(Node node) {
    return this == ESC && onlyEntry(node).filter(entry -> key(entry).equals(SECRET)).isPresent();
  }

  /** Returns whether a part of the text refers to another place. */
  boolean isExpression(String text) {
    return this == ESC && text.replace("$${", "").contains("${");
  }

  String text(String written) {
    return this == ESC ? written.replace("$${", "${") : written;
  }

  static String key(NodeTuple entry) {
    return ((ScalarNode) entry.getKeyNode()).getValue();
  }

  private static Optional<NodeTuple> onlyEntry(Node node) {
    return node instanceof MappingNode map && map.getValue().size() == 1
        ? Optional.of(map.getValue().get(0))
        : Optional.empty();
  }
}
