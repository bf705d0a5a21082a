package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.input.Switch;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.Words;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a goal by input, as Maven set them. Maven sets no value for blank parameters;
 * {@link PomParameters} reads those in the pom.
 */
final class Parameters {
  private final Set<Input> known = EnumSet.noneOf(Input.class);
  private final Map<Input, String> texts = new EnumMap<>(Input.class);

  /** The name of the role, if there are several; empty if there is only one. */
  private String role = "";

  Parameters put(Input input, @Nullable String text) {
    known.add(input);
    if (text == null || text.isBlank()) {
      texts.remove(input);
    } else {
      texts.put(input, text);
    }
    return this;
  }

  Parameters put(Input input, @Nullable List<@Nullable String> entries) {
    return put(
        input,
        entries == null
            ? null
            : entries.stream().filter(Objects::nonNull).collect(Collectors.joining("\n")));
  }

  private Parameters copy() {
    var other = new Parameters();
    other.known.addAll(known);
    other.texts.putAll(texts);
    return other;
  }

  Parameters with(Input input, String text) {
    return copy().put(input, text);
  }

  /** These parameters for one of several roles. */
  Parameters of(String name) {
    Parameters other = copy();
    other.role = name;
    return other;
  }

  /** The inputs for which the goal has a parameter. */
  Set<Input> known() {
    return Collections.unmodifiableSet(known);
  }

  Words words() {
    return Words.of(FrontEnd.MAVEN, known);
  }

  Optional<String> text(Input input) {
    return Optional.ofNullable(texts.get(input));
  }

  /** Whether the parameters are the same, in any module. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Parameters parameters
        && texts.equals(parameters.texts)
        && role.equals(parameters.role);
  }

  @Override
  public int hashCode() {
    return texts.hashCode() * 31 + role.hashCode();
  }

  /** Whether the user skips the goal. Then no other input is read. */
  boolean skipped() {
    Optional<Given> skip = given(Input.SKIP);
    if (skip.isEmpty()) {
      return false;
    }
    String text = skip.get().text();
    var invalid = new InputProblem.Invalid(skip.get().name(), text, Switch.EXPECTED);
    return Switch.of(text).orElseThrow(() -> new CredentialsException(invalid));
  }

  /** The value of a parameter, with its name for messages. */
  Optional<Given> given(Input input) {
    return text(input).map(text -> new Given(text.strip(), FrontEnd.MAVEN.spell(input)));
  }

  /** The inputs, including defaults of parameters that are not set. */
  Inputs inputs(Map<String, String> environment) {
    return Inputs.of(FrontEnd.MAVEN, known, texts, environment);
  }
}
