package io.github.rolecall.maven;

import io.github.rolecall.FrontEnd;
import io.github.rolecall.Input;
import io.github.rolecall.Inputs;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of a goal by the inputs they stand for, as Maven filled them in. */
final class Parameters {
  private final Map<Input, String> texts = new EnumMap<>(Input.class);

  /** Which of several roles they are for; empty: the only one. */
  private String role = "";

  Parameters put(Input input, @Nullable String text) {
    texts.put(input, Objects.requireNonNullElse(text, ""));
    return this;
  }

  Parameters put(Input input, @Nullable List<@Nullable String> entries) {
    return put(
        input,
        entries == null
            ? null
            : entries.stream().filter(Objects::nonNull).collect(Collectors.joining("\n")));
  }

  /** The same with another value. */
  Parameters with(Input input, String text) {
    var other = new Parameters();
    other.texts.putAll(texts);
    return other.put(input, text);
  }

  /** What they say for one of several roles. */
  Parameters of(String name) {
    var other = new Parameters();
    other.texts.putAll(texts);
    other.role = name;
    return other;
  }

  /** Whether Maven was told the same, in whatever module. */
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

  boolean skipped() {
    return inputs(Map.of()).flag(Input.SKIP, false);
  }

  /** With what stands in for parameters that are not set. */
  Inputs inputs(Map<String, String> environment) {
    return Inputs.of(FrontEnd.MAVEN, texts.keySet(), texts, environment);
  }
}
