package io.github.rolecall.option;

/**
 * The three ways in. Each spells the same inputs in its own way, so messages say what the user
 * wrote.
 */
public enum FrontEnd implements Words {
  /** The GitHub action: inputs in YAML, {@code role-to-assume}. */
  ACTION,
  /** The Maven plugin: parameters in a pom, {@code <roleToAssume>}. */
  MAVEN,
  /** The {@code rolecall} command: options, {@code --role-to-assume}. */
  COMMAND;

  @Override
  public FrontEnd frontEnd() {
    return this;
  }

  @Override
  public boolean takes(Input input) {
    return input.frontEnds().contains(this);
  }

  /** The input's name as a user of this front end writes it. */
  @Override
  public String spell(Input input) {
    return switch (this) {
      case ACTION -> input.key();
      case MAVEN -> "<" + input.parameter() + ">";
      case COMMAND -> "--" + input.key();
    };
  }

  /** How a user of this front end gives the input a value, for remedies that can be pasted. */
  @Override
  public String assign(Input input, String value) {
    return switch (this) {
      case ACTION -> input.key() + ": " + value;
      case MAVEN -> "<" + input.parameter() + ">" + value + "</" + input.parameter() + ">";
      case COMMAND -> "--" + input.key() + " " + value;
    };
  }
}
