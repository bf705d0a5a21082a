package io.github.rolecall.extension;

import io.github.rolecall.ArchitectureRules;

/** The architecture rules of all modules, applied to this module. */
class ArchitectureTest extends ArchitectureRules {
  @Override
  protected Class<?> oneOfTheModule() {
    return CodeArtifactConnectorFactory.class;
  }

  @Override
  protected String module() {
    return "maven-extension";
  }
}
