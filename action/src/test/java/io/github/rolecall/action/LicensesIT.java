package io.github.rolecall.action;

import io.github.rolecall.LicenseRules;
import java.nio.file.Path;

class LicensesIT extends LicenseRules {
  @Override
  protected Path jar() {
    return Path.of(System.getProperty("rolecall.jar"));
  }
}
