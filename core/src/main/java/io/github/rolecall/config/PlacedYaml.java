package io.github.rolecall.config;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * YAML as a tree whose parts say where they stand in the text, for edits that leave the rest as it
 * is. What an alias names is the same object as what the anchor names.
 */
public sealed interface PlacedYaml {
  /** The line where it begins, counted from 1. */
  int line();

  /**
   * A text.
   *
   * @param value as YAML reads it
   * @param start where it begins in the text, its anchor and quote included
   * @param end behind its last character
   * @param inline whether it is not a block of lines
   */
  record Scalar(String value, int line, int start, int end, boolean inline) implements PlacedYaml {
    /** Without the values: a secret may stand in a file. */
    @Override
    public String toString() {
      return "Scalar[line " + line + "]";
    }
  }

  /** A list. */
  record Items(int line, List<PlacedYaml> items) implements PlacedYaml {
    /** Without the values: a secret may stand in a file. */
    @Override
    public String toString() {
      return "Items[line " + line + "]";
    }
  }

  /** A map by its keys, each of which stands once. */
  record Entries(int line, Map<String, PlacedYaml> entries) implements PlacedYaml {
    /** Without the values: a secret may stand in a file. */
    @Override
    public String toString() {
      return "Entries[line " + line + "]";
    }
  }

  /**
   * The document.
   *
   * @throws IllegalArgumentException with a message that says where it is no YAML; the message
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

  /** The value of a key, if this is a map that has it. */
  default Optional<PlacedYaml> get(String key) {
    return Optional.ofNullable(entries().get(key));
  }

  /** The text of a key, if this is a map that has one. */
  default Optional<Scalar> text(String key) {
    return get(key).filter(Scalar.class::isInstance).map(Scalar.class::cast);
  }

  /** The items, if this is a list. */
  default List<PlacedYaml> items() {
    return List.of();
  }

  /** The entries, if this is a map. */
  default Map<String, PlacedYaml> entries() {
    return Map.of();
  }
}
