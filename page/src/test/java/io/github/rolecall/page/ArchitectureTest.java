package io.github.rolecall.page;

import io.github.rolecall.BrowserRules;

/** The architecture rules of modules that are compiled for browsers, applied to this module. */
class ArchitectureTest extends BrowserRules {
  @Override
  protected Class<?> oneOfTheModule() {
    return Explainer.class;
  }

  @Override
  protected String module() {
    return "page";
  }
}
