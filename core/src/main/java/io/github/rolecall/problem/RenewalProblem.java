package io.github.rolecall.problem;

import java.time.Instant;
import java.util.Optional;

/** Credentials that last longer than one session cannot be had, or no longer. */
public sealed interface RenewalProblem extends Problem {

  /** The credentials have ended, and new ones cannot be had. It has the code of the reason. */
  record Failed(Instant ended, Problem problem) implements RenewalProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(problem.code())
          .what(
              "Could not renew the credentials, which ended at %s: %s",
              ended, problem.diagnosis().what())
          .facts(problem.facts())
          .remedies(problem.remedies());
    }

    @Override
    public Optional<String> attachment() {
      return problem.attachment();
    }
  }

  /** The last attempt has just failed, and the next one is not made yet. */
  record Paused(String reason, String reasonCode, Instant retryAt, String log)
      implements RenewalProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("renewal-paused")
          .what("There are no valid credentials, and the last renewal failed: %s", reason)
          .fact("reason", reasonCode)
          .fact("next attempt", "from " + retryAt)
          .fact("log", log)
          .remedy("Fix the reason above. The log says when it began.")
          .remedy("Run the command again after the next attempt.");
    }
  }

  /** The source of the credentials is here once, and not when they are to be renewed. */
  record NotRenewable(String refresh, String source) implements RenewalProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("session-not-renewable")
          .what("With %s, Rolecall cannot use %s", refresh, source)
          .fact("why", "they are needed again at each renewal, and would stand in a file")
          .remedy("Use the token of the CI job: do not set access keys.")
          .remedy("Or use a profile of the AWS files: set source-profile.")
          .remedy("Or export the credentials without %s. They end with the session.", refresh);
    }
  }
}
