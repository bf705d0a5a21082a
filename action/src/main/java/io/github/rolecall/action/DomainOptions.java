package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.aws.codeartifact.CodeArtifactDomain;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options for the domain and the lifetime of a CodeArtifact token. Their names are those of the
 * AWS CLI.
 *
 * @param name the name of the domain
 * @param owner the account that owns the domain; empty: the account of the credentials
 * @param lifetime how long the token is valid; empty: 12 hours
 */
record DomainOptions(String name, Optional<String> owner, Optional<Duration> lifetime) {
  private static final String DOMAIN = "--domain";
  private static final String OWNER = "--domain-owner";
  private static final String LIFETIME = "--token-duration-seconds";

  static void addTo(CommandSpec spec) {
    spec.addOption(Options.text(DOMAIN, "NAME", "Domain of CodeArtifact. Required.").build());
    spec.addOption(
        Options.text(
                OWNER,
                "ACCOUNT",
                "Account that owns the domain. Default: the account of the credentials.")
            .build());
    spec.addOption(
        Options.text(
                LIFETIME,
                "SECONDS",
                "How long the token is valid: 900 to 43200, or 0 for as long as the session of the"
                    + " role. Default: 43200.")
            .build());
  }

  static DomainOptions of(ParseResult parsed) {
    // The parser does not require it: it would report a missing domain before an option without
    // value.
    String name = parsed.matchedOptionValue(DOMAIN, "");
    if (!CodeArtifactDomain.isName(name)) {
      throw invalid(DOMAIN, name, CodeArtifactDomain.NAMES);
    }
    Optional<String> owner = Optional.ofNullable(parsed.matchedOptionValue(OWNER, null));
    if (!owner.orElse("000000000000").matches("\\d{12}")) {
      throw invalid(OWNER, owner.orElse(""), "an account: 12 digits");
    }
    Optional<String> lifetime = Optional.ofNullable(parsed.matchedOptionValue(LIFETIME, null));
    return new DomainOptions(name, owner, lifetime.map(DomainOptions::seconds));
  }

  private static Duration seconds(String text) {
    return CodeArtifactDomain.lifetime(text)
        .orElseThrow(() -> invalid(LIFETIME, text, CodeArtifactDomain.LIFETIMES));
  }

  private static CredentialsException invalid(String option, String value, String expected) {
    return new CredentialsException(new InputProblem.Invalid(option, value, expected));
  }

  /** Returns the plan for the one role that requests the token. */
  PlannedRole planned(Inputs inputs, Subcommand.Job job) {
    if (inputs.hasSeveralRoles()) {
      throw inputs.invalid(Input.CONFIG, "a file with one role: a token has one identity");
    }
    return job.planner().plan(inputs).get(0);
  }

  /** Returns the domain in the Region of the session. */
  CodeArtifactDomain domain(Assumed signer) {
    return new CodeArtifactDomain(
        name, Optional.of(owner.orElse(signer.identity().account())), signer.region());
  }
}
