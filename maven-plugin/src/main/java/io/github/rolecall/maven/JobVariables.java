package io.github.rolecall.maven;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.ci.GitHubActions;
import io.github.rolecall.export.EnvFileExporter;
import io.github.rolecall.export.Shell;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.plan.ExportTargets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Variables of tools for later steps of the CI job: on GitHub through the file of the runner, on
 * GitLab in a file that later commands source.
 *
 * @param targets where credentials would go
 * @param files what a failed build removes
 */
record JobVariables(CiPlatform platform, ExportTargets targets, JobFiles files) {

  /** Whether the CI system has a way. */
  boolean possible() {
    return platform instanceof GitHubActions || file("").isPresent();
  }

  /**
   * Sets the variables.
   *
   * @param name of the file on GitLab, after "rolecall-"
   * @return where they are, in words; empty where the CI system has no way
   */
  Optional<String> set(String name, Map<String, String> variables) {
    if (platform instanceof GitHubActions gitHub) {
      gitHub.setForLaterSteps(variables);
      return Optional.of("later steps of the job");
    }
    return file(name)
        .map(
            path -> {
              var file = new SecureFile(path);
              variables.values().forEach(value -> files.add(file, value));
              file.prepare();
              file.write(Shell.SH.statements(variables));
              return "the file %s; to use it in later commands of this job: . %s"
                  .formatted(file, file);
            });
  }

  /** Beside the file with the credentials of {@code assume}. */
  private Optional<Path> file(String name) {
    return platform
        .laterSteps(targets)
        .filter(EnvFileExporter.class::isInstance)
        .map(
            exporter ->
                ((EnvFileExporter) exporter).file().resolveSibling("rolecall-" + name + ".env"));
  }
}
