package io.github.rolecall.action;

import io.github.rolecall.ci.ContainerFolder;
import io.github.rolecall.ci.GitHubActions;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.ProfileExporter;
import io.github.rolecall.export.ProfileFile;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A profile that later steps on the host can use. A container has another home folder than the
 * host, so the files lie in a folder that both share. Variables name the files by their path on the
 * host. The runner translates that path for containers; it would not translate a path of the
 * container.
 */
record ContainerProfile(Host host, GitHubActions gitHub, ContainerFolder folder) {

  List<Exporter> exporters(ExportTargets.Profile profile) {
    var variables = new LinkedHashMap<String, String>();
    SecureFile credentials = file(ProfileFile.CREDENTIALS, "credentials", variables);
    SecureFile config = file(ProfileFile.CONFIG, "config", variables);
    var exporter = new ProfileExporter(profile, credentials, config, host.deadline());
    return variables.isEmpty()
        ? List.of(exporter)
        : List.of(exporter, gitHub.variables(Map.copyOf(variables)));
  }

  /**
   * Returns the file that the job already names, or else a new one in the shared folder. The runner
   * has translated the path of a named file. The file belongs to the owner of the folder that the
   * runner mounts.
   */
  private SecureFile file(String variable, String name, Map<String, String> variables) {
    if (host.variable(variable).isEmpty()) {
      ContainerFolder file = folder.resolve(name);
      variables.put(variable, file.onHost());
      return SecureFile.ofHost(file.here(), gitHub.mountOf(file.here()).orElse(host.home()));
    }
    Path named = host.awsFile(variable, name);
    Path mount =
        gitHub
            .mountOf(named)
            .orElseThrow(
                () ->
                    new CredentialsException(
                        new ExportProblem.FileOutsideContainer(variable, named.toString())));
    return SecureFile.ofHost(named, mount);
  }
}
