package io.github.rolecall.maven;

import io.github.rolecall.LicenseRules;
import java.nio.file.Path;

class LicensesIT extends LicenseRules {
  @Override
  protected Path jar() {
    return Path.of(
        "target", "credentials-maven-plugin-" + System.getProperty("it.version") + ".jar");
  }
}
