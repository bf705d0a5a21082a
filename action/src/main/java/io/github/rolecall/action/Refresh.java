package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.ci.ContainerFolder;
import io.github.rolecall.ci.GitHubActions;
import io.github.rolecall.console.Console;
import io.github.rolecall.console.NamedConsole;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.Variables;
import io.github.rolecall.file.FileFailure;
import io.github.rolecall.host.Host;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.session.Assumed;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Exports profiles whose credentials later steps can renew. If that is impossible, it warns, and
 * the step exports keys as without {@code refresh}.
 */
final class Refresh {
  private final Host host;
  private final GitHubActions gitHub;
  private final Console console;
  private final Optional<ImageRuntime> runtime;
  private final ContainerFolder shared;

  /** The folder for all roles, or the reason why there is none. */
  private Optional<RefreshFolder> folder = Optional.empty();

  private String obstacle = "";

  /**
   * Makes an export of renewable credentials.
   *
   * @param runtime the program that renews credentials; empty outside of the container
   * @param shared a folder that later steps can also access
   */
  Refresh(
      Host host,
      GitHubActions gitHub,
      Console console,
      Optional<ImageRuntime> runtime,
      ContainerFolder shared) {
    this.host = host;
    this.gitHub = gitHub;
    this.console = console;
    this.runtime = runtime;
    this.shared = shared;
  }

  /** Warns, before any request, if the job may last longer than credentials can be renewed. */
  void warnOfEnd() {
    gitHub.tokensEndEarly().ifPresent(console::warn);
  }

  /**
   * Returns the exporters of a role; empty, after a warning, if its credentials cannot be renewed.
   */
  Optional<List<Exporter>> exporters(PlannedRole role, Assumed assumed) {
    Optional<String> why = new RefreshSettings(role, assumed.tagsDropped()).obstacle();
    if (why.isEmpty() && assumed.origin() != Assumed.Origin.ROLE) {
      why = Optional.of("existing credentials are used");
    }
    if (why.isEmpty()) {
      prepareFolder();
      why = Optional.of(obstacle).filter(text -> !text.isEmpty());
    }
    if (why.isPresent() || folder.isEmpty()) {
      NamedConsole.of(role.name(), console).warn(withoutEffect(why.orElse(""), assumed));
      return Optional.empty();
    }
    return Optional.of(exporters(folder.get(), role));
  }

  private static String withoutEffect(String why, Assumed assumed) {
    return "The credentials will not be renewed: "
        + why
        + ". Later steps get keys"
        + assumed.credentials().expires().map(end -> ", valid until " + end).orElse("")
        + ".";
  }

  private List<Exporter> exporters(RefreshFolder into, PlannedRole role) {
    ExportTargets targets = role.plan().exportTargets();
    Exporter variables =
        assumed -> {
          var all = new LinkedHashMap<>(into.variables());
          if (targets.environment()) {
            all.putAll(
                Variables.forProfile(
                    assumed, targets, RefreshExporter.profile(role), host.environment()));
          }
          return gitHub.variables(all).prepare(assumed);
        };
    return List.of(new RefreshExporter(into, role, host, gitHub), variables);
  }

  private void prepareFolder() {
    if (folder.isPresent() || !obstacle.isEmpty()) {
      return;
    }
    if (runtime.isEmpty()) {
      obstacle =
          "this is not the container action, which brings the program that renews them. It runs on"
              + " Linux runners with Docker";
      return;
    }
    host.deadline().doing("preparing the folder for renewed credentials");
    try {
      folder = RefreshFolder.ofEarlierStep(host, shared);
      if (folder.isEmpty()) {
        folder = Optional.of(RefreshFolder.make(shared, runtime.get(), gitHub));
      }
    } catch (IOException e) {
      obstacle =
          "the program that renews them cannot be copied to "
              + shared.here()
              + " and run there: "
              + FileFailure.reason(e);
    } catch (CredentialsException e) {
      obstacle = e.problem().what(FrontEnd.ACTION);
    }
  }
}
