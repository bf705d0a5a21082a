package io.github.rolecall.option;

import java.util.Map;
import java.util.Set;

/**
 * The words of one use, which is a command, a goal or a step: of the inputs that it has, by where
 * the user wrote them: options, variables, or keys of a file.
 */
public final class UsedInputs implements Words {
  private final FrontEnd frontEnd;
  private final Set<Input> inputs;
  private final Map<Input, String> names;

  public UsedInputs(FrontEnd frontEnd, Set<Input> inputs, Map<Input, String> names) {
    this.frontEnd = frontEnd;
    this.inputs = Set.copyOf(inputs);
    this.names = Map.copyOf(names);
  }

  @Override
  public FrontEnd frontEnd() {
    return frontEnd;
  }

  @Override
  public boolean takes(Input input) {
    return inputs.contains(input) && frontEnd.takes(input);
  }

  @Override
  public String spell(Input input) {
    return names.getOrDefault(input, frontEnd.spell(input));
  }

  /** What is written here goes before files and variables, wherever the value is from. */
  @Override
  public String assign(Input input, String value) {
    return frontEnd.assign(input, value);
  }
}
