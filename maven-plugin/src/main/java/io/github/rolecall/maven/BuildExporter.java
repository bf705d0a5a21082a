package io.github.rolecall.maven;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.endpoint.RenewingSession;
import io.github.rolecall.export.EnvFileExporter;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.Variables;
import io.github.rolecall.host.Host;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.Exposure;
import io.github.rolecall.session.Assumed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Exports credentials to later goals of the build, in the way that the user chose.
 *
 * @param exposure why Maven would log or store the configuration of goals; empty if it does not
 */
record BuildExporter(
    MavenContext build,
    Host host,
    CiPlatform platform,
    Console console,
    Optional<Exposure> exposure) {

  Exporter exporter(
      BuildCredentials buildCredentials,
      Parameters parameters,
      HandoffOptions options,
      PlannedRole role) {
    ExportTargets exportTargets = role.plan().exportTargets();
    return assumed -> {
      Optional<String> told = buildCredentials.profile(options, parameters);
      Delivery delivery = delivery(role, assumed, options, told);
      return () -> {
        delivery.open();
        var ecr = new EcrCalls(host, console, role.plan(), buildCredentials.passwords(), exposure);
        buildCredentials.deliver(parameters, options, build.projectId(), assumed, delivery, ecr);
        String prefix = exportTargets.prefixes().variables();
        String plainly = options.export() == DeliveryMode.ENV ? "" : " as " + delivery;
        return options.recipients()
            + (prefix.isEmpty() ? plainly : " as " + prefix + "AWS_ACCESS_KEY_ID and so on");
      };
    };
  }

  /**
   * The processes of outer builds whose profile this build may use. A session with a session policy
   * needs its own profile.
   */
  private Set<Long> outerBuilds(PlannedRole role) {
    return Stream.of(Input.INLINE_SESSION_POLICY, Input.MANAGED_SESSION_POLICIES)
            .anyMatch(role.inputs()::has)
        ? Set.of()
        : build.outerProcesses();
  }

  private Delivery delivery(
      PlannedRole role, Assumed assumed, HandoffOptions options, Optional<String> told) {
    ExportTargets exportTargets = role.plan().exportTargets();
    if (!exportTargets.prefixes().variables().isEmpty()) {
      return Delivery.Keys.beside(assumed, exportTargets);
    }
    return switch (options.export()) {
      case ENV -> Delivery.Keys.of(assumed, host);
      case FILE -> ProfileDelivery.prepared(assumed, told, host, outerBuilds(role));
      case ENDPOINT ->
          options.refresh()
              ? renewing(role, assumed)
              : EndpointDelivery.start(
                  assumed,
                  host.clock(),
                  console::warn,
                  options.exportChosen() ? Set.of() : new ConflictingAwsSettings(host).keys());
    };
  }

  private Delivery renewing(PlannedRole role, Assumed assumed) {
    var session =
        RenewingSession.of(new Assume(host, platform, console), role, assumed, host, console);
    return EndpointDelivery.renewing(assumed, session, host.clock());
  }

  /** Masks the keys if a later goal, a later step or a file gets them. */
  void mask(Assumed assumed, HandoffOptions options, ExportTargets exportTargets, boolean toJob) {
    if (toJob
        || options.export() != DeliveryMode.ENDPOINT
        || exportTargets.envFile().isPresent()
        || !exportTargets.prefixes().variables().isEmpty()) {
      Variables.secrets(assumed).forEach(console::mask);
    }
  }

  List<Exporter> envFile(ExportTargets exportTargets) {
    return exportTargets.envFile().stream()
        .map(file -> new EnvFileExporter(file, exportTargets, host.environment()))
        .map(build.jobFiles()::with)
        .toList();
  }
}
