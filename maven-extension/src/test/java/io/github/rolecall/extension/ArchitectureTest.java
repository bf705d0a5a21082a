package io.github.rolecall.extension;

import io.github.rolecall.ArchitectureRules;

/** The rules of every module, for the extension. */
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
