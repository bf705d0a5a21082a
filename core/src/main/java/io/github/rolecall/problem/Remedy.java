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
 * One thing to do. It can name inputs only through the words of the running command; where that
 * does not take one of them, it is no remedy.
 */
public final class Remedy {
  /** A sentence or two, in the words of whoever runs. */
  @FunctionalInterface
  public interface Text {
    String in(Words words);
  }

  private final Text text;

  private Remedy(Text text) {
    this.text = text;
  }

  /** A remedy whose text is filled as {@link #filled} does. */
  public static Remedy of(String text, Object... values) {
    return new Remedy(filled(text, values));
  }

  /** A remedy that is said in another way in each front end. */
  public static Remedy of(Text text) {
    return new Remedy(text);
  }

  /** Remedies that name no input. */
  public static List<Remedy> all(String... texts) {
    return Stream.of(texts).map(Remedy::of).toList();
  }

  /**
   * A text with values in it. Without values it is taken as it is.
   *
   * @param values for each {@code %s}: an input is spelled, and a text said, by whoever runs
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

  /** Something that is said in one front end, and something else in the others. */
  static Text in(FrontEnd frontEnd, Object there, Object elsewhere) {
    return words -> said(words.frontEnd() == frontEnd ? there : elsewhere, words).toString();
  }

  /** How a user gives the input a value, as a part of a text. */
  public static Text assign(Input input, String value) {
    return words -> words.assign(input, value);
  }

  /** The text; empty where one of its inputs cannot be set. */
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

  /** The inputs that it names, each with the value that it says to set, if it says one. */
  public Map<Input, Optional<String>> inputs(Words words) {
    var said = new Said(words);
    text.in(said);
    return said.inputs;
  }

  /** Keeps in mind what is said. */
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

    /** Whoever asks has something else to say. */
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
