package io.github.rolecall.maven;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.export.EnvFileExporter;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.problem.Exposure;
import java.util.List;
import java.util.Optional;

/**
 * What is around this build, as far as it decides who gets keys.
 *
 * @param exposures why later goals get no keys by default, the gravest reason first
 * @param masks hides texts in the job's log; empty where the runner cannot be reached
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

  /** Whether the user may choose keys. */
  boolean keysPossible() {
    return exposures.stream().noneMatch(Exposure::refusesKeys);
  }

  /** Why later steps of the job get no keys unless the user wishes so; empty if they do. */
  private Optional<String> reasonAgainstExport(HandoffOptions options, HandOn handOn) {
    return outer
        .map(build -> "this build runs inside " + build.name())
        .or(
            () ->
                platform
                    .laterSteps(handOn)
                    .filter(EnvFileExporter.class::isInstance)
                    .filter(file -> options.export() == DeliveryMode.ENDPOINT)
                    .map(
                        file ->
                            "%s leaves no keys, and %s has only a file for them"
                                .formatted(options.export(), platform.name())));
  }

  private boolean exportsToJob(Inputs inputs, HandoffOptions options, HandOn handOn) {
    return handOn.environment()
        && (inputs.has(Input.EXPORT_TO_JOB) || reasonAgainstExport(options, handOn).isEmpty());
  }

  /** Exports to later steps of the job, if they are to get the credentials. */
  Optional<Exporter> laterSteps(Inputs inputs, HandoffOptions options, HandOn handOn) {
    return exportsToJob(inputs, options, handOn) ? platform.laterSteps(handOn) : Optional.empty();
  }

  /** Makes sure that keys go nowhere where they would be seen or stored. */
  void refuseExposed(Inputs inputs, HandoffOptions options, HandOn handOn) {
    boolean chosen = options.export() == DeliveryMode.ENV;
    boolean beside = !handOn.prefixes().variables().isEmpty();
    for (Exposure exposure : exposures) {
      if (chosen && exposure.refusesKeys()) {
        throw exposed(DeliveryMode.ENV.toString(), exposure);
      }
      if (beside && (exposure.refusesKeys() || !chosen) && !masked(exposure)) {
        throw exposed(inputs.name(Input.ENVIRONMENT_PREFIX), exposure);
      }
    }
    if (exportsToJob(inputs, options, handOn) && masks.isEmpty()) {
      throw exposed(inputs.name(Input.EXPORT_TO_JOB), Exposure.OUTER_BUILD);
    }
  }

  /** Whether the runner can still be told to mask what is exposed. */
  private boolean masked(Exposure exposure) {
    return exposure == Exposure.OUTER_BUILD && masks.isPresent();
  }

  private static CredentialsException exposed(String input, Exposure exposure) {
    return new CredentialsException(new ExportProblem.KeysExposed(input, exposure));
  }

  /** Says what the user did not choose, or what follows from what the user chose. */
  void tell(HandoffOptions options, Console console) {
    if (exposures.isEmpty()) {
      return;
    }
    Exposure exposure = exposures.get(0);
    if (!options.exportChosen()) {
      console.info(
          "%s Later goals get an address that AWS SDKs ask, instead of keys (%s)."
              .formatted(exposure.sentence(), options.export()));
    } else if (options.export() == DeliveryMode.ENV && !masked(exposure)) {
      console.warn(
          "%s Without %s, later goals would get an address instead."
              .formatted(exposure.sentence(), options.export()));
    }
  }

  void tellJob(Inputs inputs, HandoffOptions options, HandOn handOn, Console console) {
    reasonAgainstExport(options, handOn)
        .filter(reason -> handOn.environment() && !exportsToJob(inputs, options, handOn))
        .filter(reason -> platform.laterSteps(handOn).isPresent())
        .ifPresent(
            reason ->
                console.info(
                    "Not exported to later steps of the job, as %s. To export: %s"
                        .formatted(reason, FrontEnd.MAVEN.assign(Input.EXPORT_TO_JOB, "true"))));
  }
}
