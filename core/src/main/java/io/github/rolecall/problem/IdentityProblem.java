package io.github.rolecall.problem;

import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The run has no usable credential source: no token, no keys, no credentials. */
public sealed interface IdentityProblem extends Problem
    permits IdentityProblem.NoIdToken,
        IdentityProblem.NoCredentials,
        IdentityProblem.VariableMissing,
        IdentityProblem.Malformed,
        IdentityProblem.CommandFailed,
        IdentityProblem.CommandOutput,
        IdentityProblem.EndpointRefused,
        IdentityProblem.NoToken,
        IdentityProblem.Expired,
        IdentityProblem.PolicyNotRead,
        ProfileProblem,
        SsoProblem {

  /**
   * The CI system is known, but this job has no token. The class of that CI system knows why, and
   * what to change.
   *
   * @param code stable name, for example {@code no-id-token-permission}
   * @param remedies what to change in that CI system's configuration
   */
  record NoIdToken(String code, String what, List<Fact> facts, List<Remedy> remedies)
      implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(code).what(what).facts(facts).remedies(remedies);
    }
  }

  /** No keys, no token, and nothing in the places where AWS tools look. */
  record NoCredentials(List<Fact> facts, List<Remedy> remedies) implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("no-credentials", "Rolecall found no AWS credentials")
          .facts(facts)
          .remedies(remedies);
    }
  }

  /**
   * There is neither a token nor claims to explain: a role is assumed with the credentials of the
   * source.
   */
  record NoToken(String source) implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("no-token", "This run has no web identity token to explain")
          .fact("source of the identity", source)
          .remedy(
              "%s",
              Remedy.in(
                  FrontEnd.ACTION,
                  "Give the job the permission id-token: write.",
                  "Run it in the CI job whose token you want to explain."))
          .remedy("Or use a file with its claims: %s", assign(Input.CLAIMS, "<file>"))
          .remedy(
              "Or use a file with a token: %s", assign(Input.WEB_IDENTITY_TOKEN_FILE, "<file>"));
    }
  }

  /**
   * Credentials that have expired, such as "AWS_ACCESS_KEY_ID in the environment".
   *
   * @param clock the error of this machine's clock; empty when no server was asked
   */
  record Expired(String source, String toldBy, Instant end, Instant now, Optional<ClockSkew> clock)
      implements IdentityProblem {
    private static final String UNCONFIRMED = "If the clock of this machine is fast, set it.";

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("credentials-expired")
          .what("The credentials of %s have expired", source)
          .fact(toldBy, end)
          .fact("now", now.truncatedTo(ChronoUnit.SECONDS))
          .remedy("Get new credentials.")
          .remedy("If the credentials are still valid, correct %s.", toldBy)
          .remedies(clock.isPresent() ? List.of() : Remedy.all(UNCONFIRMED));
    }
  }

  /** IAM does not return the trust policy of the role. */
  record PolicyNotRead(String profile, String role, String reason) implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("policy-not-read")
          .what("Could not read the trust policy of the role with the profile %s", profile)
          .fact("role", role)
          .fact("reason", reason)
          .remedy("Allow iam:GetRole on the role for the identity of %s.", Input.POLICY_PROFILE)
          .remedy(
              "Or save it to a file: aws iam get-role --role-name <name> > role.json, then %s",
              assign(Input.TRUST_POLICY, "role.json"));
    }
  }

  /**
   * A variable that should contain a secret, named by an input. The CI system may withhold it from
   * this run.
   */
  record VariableMissing(String input, String variable, Optional<Withheld> withheld)
      implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("variable-missing")
          .what("The environment variable %s, which %s names, is not set", variable, input)
          .facts(withheld.map(secrets -> new Fact("secrets", secrets.reason())).stream().toList())
          .remedies(withheld.map(secrets -> Remedy.of(secrets.instead())).stream().toList())
          .remedy("Set %s in the job, or correct the name in %s.", variable, input);
    }
  }

  /**
   * A key or token that is certainly something else. It is not shown: it may be a secret.
   *
   * @param name the input or variable that contains it, as the user wrote it
   * @param name what holds it, as the user wrote it
   * @param noun what it should be: "an access key id"
   * @param form what such a value looks like
   * @param probably what it looks like instead
   */
  record Malformed(String name, String noun, String form, String probably)
      implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("not-a-credential")
          .what("The value of %s is not %s", name, noun)
          .fact("expected", form)
          .fact("looks like", probably)
          .remedy(
              "Correct the value of %s. The value is not shown because it may be a secret.", name)
          .remedy(
              "If the value was in a log or in the arguments of a process, create a"
                  + " new key and delete this one.");
    }
  }

  /**
   * A program that should print a token or credentials did not.
   *
   * @param purpose whose program it is
   * @param program its name, without arguments
   * @param outcome the exit code, or why there is none
   * @param stderr what it said, without secrets
   */
  record CommandFailed(String purpose, String program, String outcome, String stderr)
      implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("command-failed")
          .what("The command of %s failed", purpose)
          .fact("program", program)
          .fact("outcome", outcome)
          .facts(Fact.unlessBlank("output", stderr))
          .remedy(
              "Run the command by hand, as the same user and in the same folder, and"
                  + " fix the error that it prints.")
          .remedy(
              "Rolecall runs it without a shell: its arguments cannot have variables,"
                  + " pipes or ~. If you need those, put the command into a script.");
    }
  }

  /** A program succeeded, but its output has the wrong format. */
  record CommandOutput(String purpose, String program, String expected) implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("command-output")
          .what("The command of %s printed unexpected output", purpose)
          .fact("program", program)
          .fact("expected", expected)
          .remedy(
              "Run the command by hand and check its standard output. Messages for"
                  + " people belong to its standard error.");
    }
  }

  /** A server that issues credentials refuses to. */
  record EndpointRefused(String service, int status, String answer) implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("credentials-refused")
          .what("%s returned no credentials", service)
          // A 200 with an empty or incomplete answer: the server may have been starting.
          .repeat(status == 200 ? Repeat.BRIEFLY : Repeat.of(status))
          .fact("status", status)
          .facts(Fact.unlessBlank("answer", answer))
          .remedy(
              "Correct what the answer names. Status 200 without credentials means"
                  + " that this is not a credentials server.")
          .remedy(
              "Or configure another source. Rolecall uses only the configured source,"
                  + " and tries no other.");
    }
  }
}
