package io.github.rolecall.config;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A YAML tree whose nodes know their place in the text, for edits that leave the rest unchanged. An
 * alias is the same object as its anchor.
 */
public sealed interface PlacedYaml {
  /** Returns the line where it starts, counted from 1. */
  int line();

  /**
   * A text.
   *
   * @param value the parsed value
   * @param start where it starts in the text, including its anchor and quote
   * @param end the position after its last character
   * @param inline whether it is not a block scalar
   */
  record Scalar(String value, int line, int start, int end, boolean inline) implements PlacedYaml {
    /** Omits the values: the file may contain a secret. */
    @Override
    public String toString() {
      return "Scalar[line " + line + "]";
    }
  }

  /** A list. */
  record Items(int line, List<PlacedYaml> items) implements PlacedYaml {
    /** Omits the values: the file may contain a secret. */
    @Override
    public String toString() {
      return "Items[line " + line + "]";
    }
  }

  /** A map by its unique keys. */
  record Entries(int line, Map<String, PlacedYaml> entries) implements PlacedYaml {
    /** Omits the values: the file may contain a secret. */
    @Override
    public String toString() {
      return "Entries[line " + line + "]";
    }
  }

  /**
   * Parses a document.
   *
   * @throws IllegalArgumentException with a message that says where it is not YAML; the message
   *     quotes nothing of the text
   */
  static PlacedYaml read(String text) {
    try {
      return new PlacedYamlReader(text).part(YamlText.parse("", text));
    } catch (CredentialsException e) {
      if (e.problem() instanceof InputProblem.ConfigSyntax syntax) {
        throw new IllegalArgumentException(
            "line " + syntax.line() + ": YAML expects " + syntax.expected(), e);
      }
      throw e;
    }
  }

  /** Returns the value of a key, if this is a map that has it. */
  default Optional<PlacedYaml> get(String key) {
    return Optional.ofNullable(entries().get(key));
  }

  /** Returns the text of a key, if this is a map that has one. */
  default Optional<Scalar> text(String key) {
    return get(key).filter(Scalar.class::isInstance).map(Scalar.class::cast);
  }

  /** Returns the items, if this is a list. */
  default List<PlacedYaml> items() {
    return List.of();
  }

  /** Returns the entries, if this is a map. */
  default Map<String, PlacedYaml> entries() {
    return Map.of();
  }
}
