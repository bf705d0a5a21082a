package io.github.rolecall.assume.plan;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.ExportTargets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Plans where to export the credentials. */
record TargetsPlan(Inputs inputs, Host host) {
  private static final Pattern VARIABLE_PREFIX = Pattern.compile("([A-Z_][A-Z0-9_]{0,63})?");
  private static final Pattern PROFILE = Pattern.compile("[^\\s\\[\\]/\\\\\\p{Cntrl}]+");

  ExportTargets exportTargets() {
    Optional<String> profile = inputs.text(Input.AWS_PROFILE);
    if (profile.isPresent() && !PROFILE.matcher(profile.get()).matches()) {
      throw inputs.invalid(
          Input.AWS_PROFILE, "the name of a profile, without whitespace, brackets and slashes");
    }
    // A role of several that has no other place has a profile of its name.
    if (inputs.frontEnd() == FrontEnd.ACTION
        && inputs.flag(Input.REFRESH, false)
        && !inputs.role().isEmpty()
        && prefixes().variables().isEmpty()) {
      profile = profile.or(() -> Optional.of(inputs.role()));
    }
    boolean overwrite = inputs.flag(Input.OVERWRITE_AWS_PROFILE, false);
    ExportTargets.Prefixes prefixes = prefixes();
    // Only one of several roles could use the variable names that AWS tools read.
    boolean environment =
        (!inputs.role().isEmpty() && inputs.frontEnd() != FrontEnd.MAVEN)
            ? !prefixes.variables().isEmpty()
            : profile.isEmpty();
    return new ExportTargets(
        inputs.flag(Input.OUTPUT_ENV_CREDENTIALS, environment)
            && inputs.flag(Input.EXPORT_TO_JOB, !inputs.has(Input.FOR)),
        inputs.flag(Input.OUTPUT_CREDENTIALS, false),
        profile.map(name -> new ExportTargets.Profile(name, overwrite)),
        inputs.given(Input.ENV_FILE).map(host::file),
        inputs.flag(Input.UNSET_CURRENT_CREDENTIALS, false),
        inputs.flag(Input.MASK_AWS_ACCOUNT_ID, false),
        prefixes);
  }

  private ExportTargets.Prefixes prefixes() {
    String variables = inputs.text(Input.ENVIRONMENT_PREFIX).orElse("");
    if (!VARIABLE_PREFIX.matcher(variables).matches()) {
      throw inputs.invalid(
          Input.ENVIRONMENT_PREFIX, "capital letters, digits and _, without a digit at the start");
    }
    return new ExportTargets.Prefixes(
        variables, inputs.role().isEmpty() ? "" : inputs.role() + "-");
  }
}
