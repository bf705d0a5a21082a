package io.github.rolecall.problem;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.Words;
import java.time.Instant;
import java.util.ArrayList;
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
        ProfileProblem {

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
    public String what(Words words) {
      return what;
    }
  }

  /** No keys, no token, and nothing in the places where AWS tools look. */
  record NoCredentials(List<Fact> facts, List<Remedy> remedies) implements IdentityProblem {
    @Override
    public String code() {
      return "no-credentials";
    }

    @Override
    public String what(Words words) {
      return "There are no AWS credentials to start from";
    }
  }

  /**
   * There is nothing to explain: neither a token nor claims.
   *
   * @param source what roles would be assumed with
   */
  record NoToken(String source) implements IdentityProblem {
    @Override
    public String code() {
      return "no-token";
    }

    @Override
    public String what(Words words) {
      return "There is no web identity token here to explain";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("a role would be assumed with", source));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of(
              words ->
                  words.frontEnd() == FrontEnd.ACTION
                      ? "Give the job the permission id-token: write."
                      : "Run it in the CI job whose token you want to understand."),
          Remedy.of(
              words -> "Or name a file with its claims: " + words.assign(Input.CLAIMS, "<file>")),
          Remedy.of(
              words ->
                  "Or name a file with a token: "
                      + words.assign(Input.WEB_IDENTITY_TOKEN_FILE, "<file>")));
    }
  }

  /**
   * Credentials whose end has passed.
   *
   * @param source whose they are: "AWS_ACCESS_KEY_ID in the environment"
   * @param toldBy what says when they end
   */
  record Expired(String source, String toldBy, Instant end) implements IdentityProblem {
    @Override
    public String code() {
      return "credentials-expired";
    }

    @Override
    public String what(Words words) {
      return "The credentials of " + source + " have expired";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact(toldBy, end.toString()));
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "Get new credentials.",
          "If they are newer than " + toldBy + " says, unset " + toldBy + ".");
    }
  }

  /** IAM does not give the trust policy of the role. */
  record PolicyNotRead(String profile, String role, String reason) implements IdentityProblem {
    @Override
    public String code() {
      return "policy-not-read";
    }

    @Override
    public String what(Words words) {
      return "The trust policy of the role could not be read with the profile " + profile;
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("role", role), new Fact("reason", reason));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of(
              words ->
                  "Allow iam:GetRole on the role for " + words.spell(Input.POLICY_PROFILE) + "."),
          Remedy.of(
              words ->
                  "Or save it and name the file: aws iam get-role --role-name <name> > role.json,"
                      + " then "
                      + words.assign(Input.TRUST_POLICY, "role.json")));
    }
  }

  /**
   * An environment variable that should hold a secret, named by an input, is not set.
   *
   * @param withheld why this run may not have it
   */
  record VariableMissing(String input, String variable, Optional<Withheld> withheld)
      implements IdentityProblem {
    @Override
    public String code() {
      return "variable-missing";
    }

    @Override
    public String what(Words words) {
      return "The environment variable " + variable + ", named by " + input + ", is not set";
    }

    @Override
    public List<Remedy> remedies() {
      Remedy set =
          Remedy.of("Set " + variable + " in the job, or correct the name in " + input + ".");
      return withheld
          .map(secrets -> List.of(Remedy.of(secrets.instead()), set))
          .orElse(List.of(set));
    }

    @Override
    public List<Fact> facts() {
      return withheld.map(secrets -> new Fact("secrets", secrets.reason())).stream().toList();
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
    public String code() {
      return "not-a-credential";
    }

    @Override
    public String what(Words words) {
      return "The value of " + name + " is not " + noun;
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("expected", form), new Fact("looks like", probably));
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "Correct " + name + " where it is set. The value is not shown, as it may be a secret.",
          "If a log or the arguments of a process have shown it, create a new key and delete this"
              + " one.");
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
    public String code() {
      return "command-failed";
    }

    @Override
    public String what(Words words) {
      return "The command of " + purpose + " gave nothing";
    }

    @Override
    public List<Fact> facts() {
      var facts = new ArrayList<>(List.of(new Fact("program", program)));
      facts.add(new Fact("outcome", outcome));
      if (!stderr.isBlank()) {
        facts.add(new Fact("it said", stderr));
      }
      return facts;
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "Run the command by hand, as the same user and in the same folder, and mend what it"
              + " says.",
          "It runs without a shell: no variables, pipes or ~ in its arguments. Where it needs them,"
              + " put it into a script.");
    }
  }

  /** A program ended well, but what it printed is not what it should print. */
  record CommandOutput(String purpose, String program, String expected) implements IdentityProblem {
    @Override
    public String code() {
      return "command-output";
    }

    @Override
    public String what(Words words) {
      return "The command of " + purpose + " printed something else than it should";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("program", program), new Fact("expected", expected));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of(
              "Run the command by hand and look at its standard output; what is meant for people"
                  + " belongs to its standard error."));
    }
  }

  /** A server that gives credentials refuses to. */
  record EndpointRefused(String service, int status, String answer) implements IdentityProblem {
    @Override
    public String code() {
      return "credentials-refused";
    }

    @Override
    public String what(Words words) {
      return "No credentials came from " + service;
    }

    @Override
    public List<Fact> facts() {
      var facts = new ArrayList<>(List.of(new Fact("status", String.valueOf(status))));
      if (!answer.isBlank()) {
        facts.add(new Fact("answer", answer));
      }
      return facts;
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "Correct what the answer names; 200 without credentials means that it is no such server.",
          "No other source was tried, on purpose: the one that is configured is the one that is"
              + " used.");
    }

    @Override
    public Repeat repeat() {
      if (status == 200) {
        // Empty, or half of an answer: the server may have been starting.
        return Repeat.BRIEFLY;
      }
      return status == 429 || status >= 500 ? Repeat.WITHIN_BUDGET : Repeat.NEVER;
    }
  }
}
