package io.github.rolecall.option;

import java.util.Map;
import java.util.Set;

/** The words of one use: a command, a goal or a step. */
public final class UsedInputs implements Words {
  private final FrontEnd frontEnd;
  private final Set<Input> inputs;
  private final Map<Input, String> names;

  /**
   * Words for one use.
   *
   * @param inputs those that this use has
   * @param names where the user wrote them: options, variables, or keys of a file
   */
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
