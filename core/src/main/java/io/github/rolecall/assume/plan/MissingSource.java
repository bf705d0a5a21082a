package io.github.rolecall.assume.plan;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.Remedy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the problem to report when the run has no source of credentials.
 *
 * @param role whether a role is to be assumed
 */
record MissingSource(Inputs inputs, Host host, CiPlatform platform, boolean role) {
  private static final String METADATA_DISABLED = "AWS_EC2_METADATA_DISABLED";

  /** Returns the problem to report if the machine has no role of its own either. */
  Problem otherwise() {
    boolean wantsToken =
        role
            && !inputs.flag(Input.ROLE_CHAINING, false)
            && !inputs.flag(Input.FORCE_SKIP_OIDC, false);
    Optional<IdentityProblem.NoIdToken> missing =
        wantsToken ? platform.missingToken() : Optional.empty();
    if (missing.isPresent() && platform.hosted()) {
      // The machine belongs to the CI system and can have no AWS role, so no source is left to try.
      throw new CredentialsException(missing.get());
    }
    return missing.<Problem>map(problem -> problem).orElseGet(this::nothing);
  }

  /** Returns the problem that no source of credentials exists. */
  IdentityProblem.NoCredentials nothing() {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("CI system", platform.name()));
    // The instance metadata service is the last source that is tried.
    boolean instance = !"true".equalsIgnoreCase(host.environment().get(METADATA_DISABLED));
    facts.add(
        new Fact(
            "searched",
            "environment variables, AWS profiles, the container role"
                + (instance ? ", the instance role" : "")));
    if (!instance) {
      facts.add(new Fact("not searched", "the instance role: " + metadataDisabledBy()));
    }
    List<String> untranslated = inputs.untranslated(host);
    if (!untranslated.isEmpty()) {
      facts.add(Planner.ignored(inputs, untranslated));
    }
    var remedies = new ArrayList<Remedy>();
    platform
        .withheld()
        .ifPresent(
            secrets -> {
              facts.add(new Fact("secrets", secrets.reason()));
              remedies.add(Remedy.of(secrets.instead()));
            });
    remedies.addAll(starts());
    return new IdentityProblem.NoCredentials(List.copyOf(facts), List.copyOf(remedies));
  }

  private List<Remedy> starts() {
    return role
        ? List.of(
            Remedy.of(
                words ->
                    "Set a source profile: " + words.assign(Input.SOURCE_PROFILE, "<profile>")),
            Remedy.of(
                "Or sign in first, so that AWS_PROFILE or the default profile has credentials."))
        : List.of(
            Remedy.of(
                words ->
                    "Set the role to assume: "
                        + words.assign(
                            Input.ROLE_TO_ASSUME, "arn:aws:iam::<account id>:role/<name>")),
            Remedy.of("Or set AWS credentials in environment variables or a profile."));
  }

  private String metadataDisabledBy() {
    return inputs.variables().values().containsKey(METADATA_DISABLED)
        ? "Pulumi files set skipMetadataApiCheck to true by default"
        : METADATA_DISABLED + " is true";
  }
}
