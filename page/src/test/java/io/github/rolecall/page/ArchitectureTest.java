package io.github.rolecall.page;

import io.github.rolecall.BrowserRules;

/** The rules of every module that is compiled for browsers, for this one. */
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
