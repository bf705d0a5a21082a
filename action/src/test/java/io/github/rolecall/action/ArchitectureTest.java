package io.github.rolecall.action;

import io.github.rolecall.ArchitectureRules;

/** The architecture rules of all modules, applied to the action and the command. */
class ArchitectureTest extends ArchitectureRules {
  @Override
  protected Class<?> oneOfTheModule() {
    return Main.class;
  }

  @Override
  protected String module() {
    return "action";
  }
}
