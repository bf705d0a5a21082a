package io.github.rolecall.maven;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.export.EnvFileExporter;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.problem.Exposure;
import java.util.List;
import java.util.Optional;

/**
 * The parts of the environment of this build that determine whether later goals and steps get keys.
 *
 * @param exposures the reasons why later goals get no keys by default, the most serious first
 * @param masks masks texts in the log of the job; empty if this build cannot send masks to the
 *     runner
 */
record Surroundings(
    CiPlatform platform,
    Optional<OuterBuild> outer,
    List<Exposure> exposures,
    Optional<Console> masks) {

  /** How later goals get the credentials if the user does not choose. */
  DeliveryMode standard() {
    return exposures.isEmpty() ? DeliveryMode.ENV : DeliveryMode.ENDPOINT;
  }

  /**
   * Why Maven would log or store a secret in the configuration of a goal; empty if it would not.
   */
  Optional<Exposure> printed(HandoffOptions options) {
    boolean accepted = options.exportChosen() && options.export() == DeliveryMode.ENV;
    return exposures.stream()
        .filter(exposure -> exposure.refusesKeys() || !accepted)
        .filter(exposure -> !masked(exposure))
        .findFirst();
  }

  /** The same for what a goal is given that is not a key of AWS. */
  Optional<Exposure> shown() {
    return exposures.stream().filter(exposure -> !masked(exposure)).findFirst();
  }

  /** Whether later steps of the job get what is not a key of AWS. */
  boolean sharesWithJob(Inputs inputs) {
    boolean shared = inputs.flag(Input.EXPORT_TO_JOB, outer.isEmpty());
    if (shared && platform.masks() && masks.isEmpty()) {
      throw exposed(inputs.name(Input.EXPORT_TO_JOB), Exposure.OUTER_BUILD);
    }
    return shared;
  }

  /** Whether the user may choose keys. */
  boolean keysPossible() {
    return exposures.stream().noneMatch(Exposure::refusesKeys);
  }

  /** Why later steps of the job get no keys by default; empty if they do. */
  private Optional<String> reasonAgainstExport(
      HandoffOptions options, ExportTargets exportTargets) {
    return outer
        .map(build -> "this build runs inside " + build.name())
        .or(
            () ->
                platform
                    .laterSteps(exportTargets)
                    .filter(EnvFileExporter.class::isInstance)
                    .filter(file -> options.export() == DeliveryMode.ENDPOINT)
                    .map(
                        file ->
                            ("%s exports no access keys, and %s supports only a file"
                                    + " with access keys")
                                .formatted(options.export(), platform.name())));
  }

  private boolean exportsToJob(Inputs inputs, HandoffOptions options, ExportTargets exportTargets) {
    return exportTargets.environment()
        && (inputs.has(Input.EXPORT_TO_JOB)
            || reasonAgainstExport(options, exportTargets).isEmpty());
  }

  /** The exporter for later steps of the job, if they get the credentials. */
  Optional<Exporter> laterSteps(
      Inputs inputs, HandoffOptions options, ExportTargets exportTargets) {
    return exportsToJob(inputs, options, exportTargets)
        ? platform.laterSteps(exportTargets)
        : Optional.empty();
  }

  /** Rejects settings that would expose keys in logs or files. */
  void refuseExposed(Inputs inputs, HandoffOptions options, ExportTargets exportTargets) {
    boolean chosen = options.export() == DeliveryMode.ENV;
    boolean beside = !exportTargets.prefixes().variables().isEmpty();
    for (Exposure exposure : exposures) {
      if (chosen && exposure.refusesKeys()) {
        throw exposed(DeliveryMode.ENV.toString(), exposure);
      }
      if (beside && (exposure.refusesKeys() || !chosen) && !masked(exposure)) {
        throw exposed(inputs.name(Input.ENVIRONMENT_PREFIX), exposure);
      }
    }
    if (exportsToJob(inputs, options, exportTargets) && masks.isEmpty()) {
      throw exposed(inputs.name(Input.EXPORT_TO_JOB), Exposure.OUTER_BUILD);
    }
  }

  /** Whether the runner can mask the exposed keys. */
  private boolean masked(Exposure exposure) {
    return exposure == Exposure.OUTER_BUILD && masks.isPresent();
  }

  private static CredentialsException exposed(String input, Exposure exposure) {
    return new CredentialsException(new ExportProblem.KeysExposed(input, exposure));
  }

  /**
   * Logs the default export mode and its reason, or the consequence of the mode that the user
   * chose.
   */
  void tell(HandoffOptions options, Console console) {
    if (exposures.isEmpty()) {
      return;
    }
    Exposure exposure = exposures.get(0);
    if (!options.exportChosen()) {
      console.info(
          ("%s So Rolecall exports an endpoint for AWS SDKs to later goals instead of"
                  + " access keys (%s).")
              .formatted(exposure.sentence(), options.export()));
    } else if (options.export() == DeliveryMode.ENV && !masked(exposure)) {
      console.warn(
          "%s Without %s, Rolecall would export an endpoint instead."
              .formatted(exposure.sentence(), options.export()));
    }
  }

  void tellJob(
      Inputs inputs, HandoffOptions options, ExportTargets exportTargets, Console console) {
    reasonAgainstExport(options, exportTargets)
        .filter(
            reason -> exportTargets.environment() && !exportsToJob(inputs, options, exportTargets))
        .filter(reason -> platform.laterSteps(exportTargets).isPresent())
        .ifPresent(
            reason ->
                console.info(
                    "Not exported to later steps of the job, because %s. To export: %s"
                        .formatted(reason, FrontEnd.MAVEN.assign(Input.EXPORT_TO_JOB, "true"))));
  }
}
