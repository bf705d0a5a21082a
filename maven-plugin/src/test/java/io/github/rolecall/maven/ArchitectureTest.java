package io.github.rolecall.maven;

import io.github.rolecall.ArchitectureRules;

/** The rules of every module, for the goals. */
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
