package io.github.rolecall;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the user wrote, untouched but for surrounding blanks, each value with where it came from. A
 * blank value is an absent one: YAML and poms cannot tell the two apart.
 */
public final class Inputs {
  private static final List<String> TRUE = List.of("true", "True", "TRUE");
  private static final List<String> FALSE = List.of("false", "False", "FALSE");

  private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]{0,63}");

  private final FrontEnd frontEnd;

  /** The first one counts; the others would have set the input if it were not there. */
  private final Map<Input, List<Value>> values;

  /**
   * A value and the name under which the user gave it: {@code role-to-assume}, or the environment
   * variable.
   */
  private record Value(String text, String name) {}

  private Inputs(FrontEnd frontEnd, Map<Input, List<Value>> values) {
    this.frontEnd = frontEnd;
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * Takes what the user wrote and, where that is nothing, what stands in for it.
   *
   * @param written what the user set in this front end; blanks count as absent
   * @param environment stands in for inputs that were not set, see {@link Input#environment}
   */
  public static Inputs of(
      FrontEnd frontEnd, Map<Input, String> written, Map<String, String> environment) {
    return of(frontEnd, EnumSet.allOf(Input.class), written, environment);
  }

  /**
   * The same for a use that has some of the inputs only.
   *
   * @param known the inputs that exist for this use; the environment stands in for no others
   */
  public static Inputs of(
      FrontEnd frontEnd,
      Set<Input> known,
      Map<Input, String> written,
      Map<String, String> environment) {
    var values = new EnumMap<Input, List<Value>>(Input.class);
    for (Input input : known) {
      List<Value> given = values(frontEnd, input, written, environment);
      if (!given.isEmpty()) {
        values.put(input, given);
      }
    }
    return new Inputs(frontEnd, values);
  }

  private static List<Value> values(
      FrontEnd frontEnd, Input input, Map<Input, String> written, Map<String, String> environment) {
    Stream<Value> own =
        Stream.of(new Value(written.getOrDefault(input, ""), frontEnd.spell(input)));
    Stream<Value> standIns =
        input.frontEnds().contains(frontEnd)
            ? input.environment(frontEnd).stream()
                .map(name -> new Value(environment.getOrDefault(name, ""), name))
            : Stream.of();
    return Stream.concat(own, standIns)
        .map(value -> new Value(value.text().strip(), value.name()))
        .filter(value -> !value.text().isEmpty())
        .toList();
  }

  private Optional<Value> value(Input input) {
    return values.getOrDefault(input, List.of()).stream().findFirst();
  }

  /**
   * Every input that has a value: the value, where it came from, and what else would have set it.
   * Secrets are not shown.
   */
  public List<Fact> decisions() {
    return values.entrySet().stream()
        .map(
            entry ->
                new Fact(
                    frontEnd.spell(entry.getKey()), decision(entry.getKey(), entry.getValue())))
        .toList();
  }

  private String decision(Input input, List<Value> given) {
    Value value = given.get(0);
    var text = new StringBuilder(shown(input, value));
    if (!value.name().equals(frontEnd.spell(input))) {
      text.append(", from ").append(value.name());
    }
    for (Value other : given.subList(1, given.size())) {
      text.append("; instead of ")
          .append(shown(input, other))
          .append(" from ")
          .append(other.name());
    }
    return text.toString();
  }

  private static String shown(Input input, Value value) {
    // A proxy can have a password in it.
    boolean hidden = input.secret() || input == Input.HTTP_PROXY;
    return hidden ? "(not shown)" : value.text();
  }

  public FrontEnd frontEnd() {
    return frontEnd;
  }

  public boolean has(Input input) {
    return values.containsKey(input);
  }

  public Optional<String> text(Input input) {
    return value(input).map(Value::text);
  }

  /** The name under which the user gave the value, for messages. */
  public String name(Input input) {
    return value(input).map(Value::name).orElse(frontEnd.spell(input));
  }

  /**
   * The value of an input that must have one.
   *
   * @throws CredentialsException with {@link InputProblem.Missing} when there is no value
   */
  public String required(Input input) {
    return text(input).orElseThrow(() -> new CredentialsException(new InputProblem.Missing(input)));
  }

  /**
   * A switch, spelled as YAML's core schema spells it.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} for any other spelling
   */
  public boolean flag(Input input, boolean standard) {
    return text(input)
        .map(
            text -> {
              if (TRUE.contains(text)) {
                return true;
              }
              if (FALSE.contains(text)) {
                return false;
              }
              throw invalid(input, "`true` or `false`");
            })
        .orElse(standard);
  }

  /**
   * A whole number within bounds, both included.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} otherwise
   */
  public int number(Input input, int least, int most, int standard) {
    String expected = "a whole number from " + least + " to " + most;
    return text(input)
        .map(
            text -> {
              try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                  return number;
                }
              } catch (NumberFormatException e) {
                throw invalid(input, expected);
              }
              throw invalid(input, expected);
            })
        .orElse(standard);
  }

  /**
   * The name of an environment variable. What cannot be one is not shown: it may be the secret
   * itself, put where its variable's name belongs.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} for what cannot be a name
   */
  public Optional<String> variableName(Input input) {
    Optional<String> name = text(input);
    if (name.isPresent() && !VARIABLE.matcher(name.get()).matches()) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              name(input),
              "(not shown)",
              "the name of an environment variable (A-Z, 0-9 and _), not its value"));
    }
    return name;
  }

  /**
   * One of a few words.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} for any other
   */
  public String choice(Input input, List<String> words, String standard) {
    String word = text(input).orElse(standard);
    if (!words.contains(word)) {
      throw invalid(input, "one of " + String.join(", ", words));
    }
    return word;
  }

  /** The entries of a list, see {@link Input#separator}. */
  public List<String> list(Input input) {
    return text(input).stream()
        .flatMap(text -> Stream.of(text.split(input.separator(), -1)))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  /** A wrong value of this input, with the value shown unless it is a secret. */
  public CredentialsException invalid(Input input, String expected) {
    String shown = input.secret() ? "(not shown)" : text(input).orElse("");
    return new CredentialsException(new InputProblem.Invalid(name(input), shown, expected));
  }
}
