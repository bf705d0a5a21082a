package io.github.rolecall.config;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/**
 * Edits keys below {@code config} in the text of a {@code Pulumi.<stack>.yaml}. All other lines
 * stay unchanged, including comments.
 *
 * @see <a href="https://www.pulumi.com/docs/iac/concepts/config/">Pulumi, configuration</a>
 */
public final class StackFile {
  private static final String CONFIG = "config";

  private final String file;
  private final List<String> lines;

  /**
   * Makes an editor for a text.
   *
   * @param file the name for messages
   */
  public StackFile(String file, String text) {
    this.file = file;
    this.lines = new ArrayList<>(text.lines().toList());
  }

  /**
   * Returns the text with these keys set and others removed.
   *
   * @param values texts, and lists of maps of texts
   * @throws CredentialsException with {@link InputProblem.ConfigSyntax} for a file that is not
   *     YAML, or whose {@code config} has several keys on one line
   */
  public String with(Map<String, Object> values, List<String> without) {
    without.forEach(this::remove);
    values.forEach(this::set);
    String text = String.join("\n", lines) + "\n";
    var unused = YamlText.parse(file, text);
    return text;
  }

  private void remove(String key) {
    config().flatMap(config -> find(config, key)).ifPresent(found -> span(found).clear());
  }

  private void set(String key, Object value) {
    Optional<NodeTuple> config = entry(root(), CONFIG);
    if (config.isEmpty()) {
      lines.add(CONFIG + ":");
      lines.addAll(rendered("  ", key, value));
      return;
    }
    Optional<NodeTuple> there = config().flatMap(map -> find(map, key));
    if (there.isPresent()) {
      List<String> span = span(there.get());
      String indentation = " ".repeat(start(there.get()).getColumn());
      span.clear();
      span.addAll(rendered(indentation, key, value));
      return;
    }
    int column =
        config()
            .filter(map -> !map.getValue().isEmpty())
            .map(map -> start(map.getValue().get(0)).getColumn())
            .orElse(2);
    span(config.get()).addAll(rendered(" ".repeat(column), key, value));
  }

  private Optional<Node> root() {
    String text = String.join("\n", lines);
    return text.lines().allMatch(line -> line.isBlank() || line.strip().startsWith("#"))
        ? Optional.empty()
        : Optional.of(YamlText.parse(file, text));
  }

  private Optional<MappingNode> config() {
    return entry(root(), CONFIG)
        .flatMap(
            config -> {
              Node value = config.getValueNode();
              boolean block =
                  !(value instanceof MappingNode map) || map.getFlowStyle() == FlowStyle.BLOCK;
              if (!block) {
                throw new CredentialsException(
                    new InputProblem.ConfigSyntax(
                        file, start(config).getLine() + 1, "config with one key per line"));
              }
              return value instanceof MappingNode map ? Optional.of(map) : Optional.empty();
            });
  }

  private static Optional<NodeTuple> entry(Optional<Node> node, String key) {
    return node.filter(MappingNode.class::isInstance).flatMap(map -> find((MappingNode) map, key));
  }

  private static Optional<NodeTuple> find(MappingNode map, String key) {
    return map.getValue().stream().filter(each -> Dialect.key(each).equals(key)).findFirst();
  }

  private static Mark start(NodeTuple entry) {
    return entry.getKeyNode().getStartMark().orElseThrow();
  }

  /** Returns the lines of an entry, without the comments and blank lines after it. */
  private List<String> span(NodeTuple entry) {
    int column = start(entry).getColumn();
    int first = start(entry).getLine();
    int end = first + 1;
    for (int i = first + 1; i < lines.size() && belongs(lines.get(i), column); i++) {
      String line = lines.get(i).strip();
      end = line.isEmpty() || line.startsWith("#") ? end : i + 1;
    }
    return lines.subList(first, end);
  }

  /** Returns whether a line below an entry belongs to it: list items may be in the same column. */
  private static boolean belongs(String line, int column) {
    String text = line.strip();
    int depth = line.indexOf(text);
    return text.isEmpty()
        || text.startsWith("#")
        || depth > column
        || (depth == column && (text.equals("-") || text.startsWith("- ")));
  }

  private static List<String> rendered(String indentation, String key, Object value) {
    if (value instanceof String text) {
      return List.of(indentation + key + ": " + scalar(text));
    }
    var rendered = new ArrayList<String>();
    rendered.add(indentation + key + ":");
    for (Object item : value instanceof List<?> list ? list : Collections.emptyList()) {
      String sign = "- ";
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) item).entrySet()) {
        rendered.add(
            indentation + "  " + sign + entry.getKey() + ": " + scalar((String) entry.getValue()));
        sign = "  ";
      }
    }
    return rendered;
  }

  /**
   * Returns a plain scalar if every parser reads it as a text; otherwise a JSON string, which is
   * valid YAML.
   */
  private static String scalar(String text) {
    boolean plain = text.matches("[A-Za-z][A-Za-z0-9_./@+=-]*(:[A-Za-z0-9_./@+=-]*)*[A-Za-z0-9]");
    boolean word = text.matches("(?i)true|false|null|yes|no|on|off|y|n");
    return plain && !word ? text : JsonWriter.compact(text);
  }
}
