package io.github.rolecall.config;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Converts the YAML nodes of a text. Converts each node once. */
final class PlacedYamlReader {
  private final String text;
  private final IdentityHashMap<Node, PlacedYaml> known = new IdentityHashMap<>();

  PlacedYamlReader(String text) {
    this.text = text;
  }

  PlacedYaml part(Node node) {
    PlacedYaml there = known.get(node);
    if (there != null) {
      return there;
    }
    PlacedYaml made = made(node);
    known.put(node, made);
    return made;
  }

  private PlacedYaml made(Node node) {
    int line = YamlText.line(node);
    if (node instanceof SequenceNode list) {
      return new PlacedYaml.Items(line, list.getValue().stream().map(this::part).toList());
    }
    if (node instanceof MappingNode map) {
      var entries = new LinkedHashMap<String, PlacedYaml>();
      for (NodeTuple entry : map.getValue()) {
        entries.put(((ScalarNode) entry.getKeyNode()).getValue(), part(entry.getValueNode()));
      }
      return new PlacedYaml.Entries(line, entries);
    }
    ScalarNode scalar = (ScalarNode) node;
    boolean block =
        scalar.getScalarStyle() == ScalarStyle.LITERAL
            || scalar.getScalarStyle() == ScalarStyle.FOLDED;
    return new PlacedYaml.Scalar(
        scalar.getValue(), line, at(node.getStartMark()), at(node.getEndMark()), !block);
  }

  /** Marks count Unicode characters, Java strings count UTF-16 units. */
  private int at(Optional<Mark> mark) {
    return text.offsetByCodePoints(0, mark.map(Mark::getIndex).orElse(0));
  }
}
