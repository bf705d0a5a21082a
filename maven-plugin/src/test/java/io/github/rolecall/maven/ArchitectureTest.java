package io.github.rolecall.maven;

import io.github.rolecall.ArchitectureRules;

/** Runs the architecture rules of all modules for this module. */
class ArchitectureTest extends ArchitectureRules {
  @Override
  protected Class<?> oneOfTheModule() {
    return AssumeMojo.class;
  }

  @Override
  protected String module() {
    return "maven-plugin";
  }
}
