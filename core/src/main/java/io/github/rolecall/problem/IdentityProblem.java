package io.github.rolecall.problem;

import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** There is nobody to start from: no token, no keys, no credentials. */
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
   * The CI system is known, but this job has no token. Why, and what to change, only the file of
   * that CI system can say.
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
      return Diagnosis.of("no-credentials", "There are no AWS credentials to start from")
          .facts(facts)
          .remedies(remedies);
    }
  }

  /** There is nothing to explain, neither a token nor claims: a role is assumed with the source. */
  record NoToken(String source) implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("no-token", "There is no web identity token here to explain")
          .fact("a role would be assumed with", source)
          .remedy(
              "%s",
              Remedy.in(
                  FrontEnd.ACTION,
                  "Give the job the permission id-token: write.",
                  "Run it in the CI job whose token you want to understand."))
          .remedy("Or name a file with its claims: %s", assign(Input.CLAIMS, "<file>"))
          .remedy(
              "Or name a file with a token: %s", assign(Input.WEB_IDENTITY_TOKEN_FILE, "<file>"));
    }
  }

  /**
   * Credentials, as of "AWS_ACCESS_KEY_ID in the environment", whose end has passed.
   *
   * @param clock what is known of the clock of this machine; empty when nobody was asked
   */
  record Expired(String source, String toldBy, Instant end, Instant now, Optional<ClockSkew> clock)
      implements IdentityProblem {
    private static final String UNCONFIRMED =
        "If it is earlier now than this machine says, set its clock.";

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("credentials-expired")
          .what("The credentials of %s have expired", source)
          .fact(toldBy, end)
          .fact("now", now.truncatedTo(ChronoUnit.SECONDS))
          .remedy("Get new credentials.")
          .remedy("If they are newer than %s says, correct it.", toldBy)
          .remedies(clock.isPresent() ? List.of() : Remedy.all(UNCONFIRMED));
    }
  }

  /** IAM does not give the trust policy of the role. */
  record PolicyNotRead(String profile, String role, String reason) implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("policy-not-read")
          .what("The trust policy of the role could not be read with the profile %s", profile)
          .fact("role", role)
          .fact("reason", reason)
          .remedy("Allow iam:GetRole on the role for %s.", Input.POLICY_PROFILE)
          .remedy(
              "Or save it and name the file: aws iam get-role --role-name <name> > role.json, then"
                  + " %s",
              assign(Input.TRUST_POLICY, "role.json"));
    }
  }

  /** A variable that should hold a secret, named by an input; this run may not have it at all. */
  record VariableMissing(String input, String variable, Optional<Withheld> withheld)
      implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("variable-missing")
          .what("The environment variable %s, named by %s, is not set", variable, input)
          .facts(withheld.map(secrets -> new Fact("secrets", secrets.reason())).stream().toList())
          .remedies(withheld.map(secrets -> Remedy.of(secrets.instead())).stream().toList())
          .remedy("Set %s in the job, or correct the name in %s.", variable, input);
    }
  }

  /**
   * A key or token that is surely something else. It is not shown: it may be a secret.
   *
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
              "Correct %s where it is set. The value is not shown, as it may be a secret.", name)
          .remedy(
              "If a log or the arguments of a process have shown it, create a new key and delete"
                  + " this one.");
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
          .what("The command of %s gave nothing", purpose)
          .fact("program", program)
          .fact("outcome", outcome)
          .facts(Fact.unlessBlank("it said", stderr))
          .remedy(
              "Run the command by hand, as the same user and in the same folder, and mend what it"
                  + " says.")
          .remedy(
              "It runs without a shell: no variables, pipes or ~ in its arguments. Where it needs"
                  + " them, put it into a script.");
    }
  }

  /** A program ended well, but what it printed is not what it should print. */
  record CommandOutput(String purpose, String program, String expected) implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("command-output")
          .what("The command of %s printed something else than it should", purpose)
          .fact("program", program)
          .fact("expected", expected)
          .remedy(
              "Run the command by hand and look at its standard output; what is meant for people"
                  + " belongs to its standard error.");
    }
  }

  /** A server that gives credentials refuses to. */
  record EndpointRefused(String service, int status, String answer) implements IdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("credentials-refused")
          .what("No credentials came from %s", service)
          // After 200, empty or half of an answer: the server may have been starting.
          .repeat(status == 200 ? Repeat.BRIEFLY : Repeat.of(status))
          .fact("status", status)
          .facts(Fact.unlessBlank("answer", answer))
          .remedy(
              "Correct what the answer names; 200 without credentials means that it is no such"
                  + " server.")
          .remedy(
              "No other source was tried, on purpose: the one that is configured is the one that is"
                  + " used.");
    }
  }
}
