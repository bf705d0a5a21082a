package io.github.rolecall.problem;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.Words;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One step to fix a problem. It names inputs in the words of the running command. If the command
 * does not have one of these inputs, the remedy does not apply.
 */
public final class Remedy {
  /** One or two sentences in the words of the running front end. */
  @FunctionalInterface
  public interface Text {
    String in(Words words);
  }

  private final Text text;

  private Remedy(Text text) {
    this.text = text;
  }

  /** Makes a remedy from a text with {@code %s}, see {@link #filled}. */
  public static Remedy of(String text, Object... values) {
    return new Remedy(filled(text, values));
  }

  /** Makes a remedy whose text differs by front end. */
  public static Remedy of(Text text) {
    return new Remedy(text);
  }

  /** Makes remedies that name no input. */
  public static List<Remedy> all(String... texts) {
    return Stream.of(texts).map(Remedy::of).toList();
  }

  /**
   * Fills values into a text. Without values, the text is used unchanged.
   *
   * @param values for each {@code %s}: inputs and texts are written in the words of the running
   *     front end
   */
  static Text filled(String text, Object... values) {
    return values.length == 0
        ? words -> text
        : words -> text.formatted(Stream.of(values).map(value -> said(value, words)).toArray());
  }

  private static Object said(Object value, Words words) {
    if (value instanceof Input input) {
      return words.spell(input);
    }
    return value instanceof Text text ? text.in(words) : value;
  }

  /** Returns one text for a front end, and another for all others. */
  static Text in(FrontEnd frontEnd, Object there, Object elsewhere) {
    return words -> said(words.frontEnd() == frontEnd ? there : elsewhere, words).toString();
  }

  /** Returns how a user sets the input to a value, as a part of a text. */
  public static Text assign(Input input, String value) {
    return words -> words.assign(input, value);
  }

  /** Returns the text; empty if one of its inputs cannot be set here. */
  public Optional<String> in(Words words) {
    var said = new Said(words);
    String sentence = text.in(said);
    return said.inputs.keySet().stream().allMatch(words::takes)
        ? Optional.of(sentence)
        : Optional.empty();
  }

  /** A text that may have been the second one, as the first: there is nothing before it. */
  static String first(String text) {
    String plain = text.replaceFirst("^Or,? ", "");
    return plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
  }

  /** Returns the inputs in the text, each with the value that it says to set, if any. */
  public Map<Input, Optional<String>> inputs(Words words) {
    var said = new Said(words);
    text.in(said);
    return said.inputs;
  }

  /** Records the inputs that a text names. */
  private static final class Said implements Words {
    private final Words words;
    private final Map<Input, Optional<String>> inputs = new EnumMap<>(Input.class);

    private Said(Words words) {
      this.words = words;
    }

    @Override
    public FrontEnd frontEnd() {
      return words.frontEnd();
    }

    /** Every input counts, because the text is only inspected. */
    @Override
    public boolean takes(Input input) {
      return words.takes(input);
    }

    @Override
    public String spell(Input input) {
      inputs.putIfAbsent(input, Optional.empty());
      return words.spell(input);
    }

    @Override
    public String assign(Input input, String value) {
      inputs.put(input, Optional.of(value));
      return words.assign(input, value);
    }
  }
}
