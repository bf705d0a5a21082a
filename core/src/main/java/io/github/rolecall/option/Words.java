package io.github.rolecall.option;

import java.util.Map;
import java.util.Set;

/**
 * How the running command speaks of inputs: a front end in general, or one use of it, which takes
 * some of the inputs, and of which the user has written some.
 */
public interface Words {
  FrontEnd frontEnd();

  /** Whether the user can set the input where this runs. */
  boolean takes(Input input);

  /** The input's name, as the user wrote it or would write it. */
  String spell(Input input);

  /** How the user gives the input a value, for remedies that can be pasted. */
  String assign(Input input, String value);

  /** The words of a use that has some of the front end's inputs, before any is read. */
  static Words of(FrontEnd frontEnd, Set<Input> inputs) {
    return new UsedInputs(frontEnd, inputs, Map.of());
  }
}
