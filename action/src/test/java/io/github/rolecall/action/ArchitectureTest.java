package io.github.rolecall.action;

import io.github.rolecall.ArchitectureRules;

/** The rules of every module, for the action and the command. */
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
