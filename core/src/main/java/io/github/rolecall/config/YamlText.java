package io.github.rolecall.config;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Parses YAML 1.2, which includes JSON, into a tree with line numbers. Error messages never quote
 * the text: it may contain a secret.
 */
final class YamlText {
  private static final int MOST_ALIASES = 20;
  private static final int DEEPEST = 100;
  private static final String NOT_SO_DEEP =
      "values that do not contain themselves, or " + DEEPEST + " deep";
  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setAllowNonScalarKeys(true)
          .setMaxAliasesForCollections(MOST_ALIASES)
          .build();

  private YamlText() {}

  /** Returns whether a text is a JSON list or map. */
  static boolean isJson(ScalarNode text) {
    return text.getValue().strip().matches("(?s)\\[.*\\]|\\{.*\\}");
  }

  /** Parses a document. All keys must be texts and unique. */
  static Node parse(String file, String text) {
    try {
      refuseDepth(file, text);
      Node root =
          new Compose(SETTINGS)
              .composeString(text)
              .orElseThrow(() -> syntax(file, 1, "a key and its value"));
      new Check(file, new HashSet<>(), new HashSet<>()).visit(root, 0);
      return root;
    } catch (MarkedYamlEngineException e) {
      throw syntax(
          file,
          line(e.getProblemMark()),
          expected(String.valueOf(e.getContext()), String.valueOf(e.getProblem())));
    } catch (YamlEngineException e) {
      String expected =
          String.valueOf(e.getMessage()).contains("aliases")
              ? "at most " + MOST_ALIASES + " aliases of lists and maps"
              : "text without control characters";
      throw syntax(file, 1, expected);
    }
  }

  /** Checks the nesting first, because the composer is recursive. */
  private static void refuseDepth(String file, String text) {
    int depth = 0;
    for (Event event : new Parse(SETTINGS).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        throw syntax(file, line(event.getStartMark()), NOT_SO_DEEP);
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  /** Returns the line of the node, counted from 1. */
  static int line(Node node) {
    return line(node.getStartMark());
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(Mark::getLine).orElse(0) + 1;
  }

  private static CredentialsException syntax(String file, int line, String expected) {
    return new CredentialsException(new InputProblem.ConfigSyntax(file, line, expected));
  }

  /** Returns what was expected, without names from the text. */
  private static String expected(String context, String problem) {
    if (problem.contains("unexpected end of stream") && context.contains("quoted scalar")) {
      return "the quote that closes a text";
    }
    String known = problem.replaceFirst(",? but (found|got) .*", "").replaceFirst("(?s)\\R.*", "");
    if (known.contains("alias")) {
      return "an anchor before the alias that names it";
    }
    if (known.contains("tag")) {
      return "a value without a tag of its own";
    }
    if (known.contains("TAB")) {
      return "spaces, not tabs";
    }
    if (known.startsWith("mapping values are not allowed")) {
      return "one `key: value` on the line; a text with `: ` in it needs quotes";
    }
    if (known.contains("another document")) {
      return "one document only";
    }
    return known.startsWith("expected ")
        ? known.substring("expected ".length())
        : known.replaceFirst("^could not find expected", "the missing");
  }

  /** Checks every node once, even if several aliases refer to it. */
  private record Check(String file, Set<Node> seen, Set<Node> above) {
    /** Omits the nodes, which may contain secrets. */
    @Override
    public String toString() {
      return file;
    }

    private void visit(Node node, int depth) {
      if (depth > DEEPEST || above.contains(node)) {
        throw syntax(file, line(node), NOT_SO_DEEP);
      }
      if (!seen.add(node)) {
        return;
      }
      above.add(node);
      if (node instanceof SequenceNode list) {
        list.getValue().forEach(item -> visit(item, depth + 1));
      } else if (node instanceof MappingNode map) {
        var lines = new HashMap<String, Integer>();
        for (NodeTuple entry : map.getValue()) {
          unique(entry.getKeyNode(), lines);
          visit(entry.getValueNode(), depth + 1);
        }
      }
      above.remove(node);
    }

    private void unique(Node key, Map<String, Integer> lines) {
      if (!(key instanceof ScalarNode scalar)) {
        throw syntax(file, line(key), "a text as the key");
      }
      Integer first = lines.putIfAbsent(scalar.getValue(), line(key));
      if (first != null) {
        String twice = scalar.getValue() + " is in line " + first + " too";
        throw syntax(file, line(key), "every key once; " + twice);
      }
    }
  }
}
