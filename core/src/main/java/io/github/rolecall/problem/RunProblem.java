package io.github.rolecall.problem;

import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Optional;

/** The run itself ended, whatever the cause. */
public sealed interface RunProblem extends Problem {

  /** The time for the whole run is over. */
  record TimedOut(int seconds, String doing) implements RunProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("timed-out")
          .what("Timed out after %s seconds", seconds)
          .fact("at the time", doing)
          .remedy("Run the job again: the server may have been slow.")
          .remedy(
              "Or allow more time: %s",
              assign(Input.ACTION_TIMEOUT_S, String.valueOf(Math.min(86_400, seconds * 2))));
    }
  }

  /**
   * One of several roles failed, so none is exported. The other failed roles are listed, each with
   * its code.
   */
  record OfRole(String role, Problem problem, List<String> others) implements RunProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(problem.code())
          .what("The role %s failed, so nothing is exported: %s", role, problem.diagnosis().what())
          .facts(problem.facts())
          .facts(Fact.unlessBlank("also failed", String.join(", ", others)))
          .remedies(problem.remedies());
    }

    @Override
    public Optional<String> attachment() {
      return problem.attachment();
    }
  }

  /** The input is larger or more deeply nested than the memory of this process allows. */
  record Exhausted(String what, String exception) implements RunProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("exhausted")
          .what("Rolecall ran out of %s", what)
          .fact("exception", exception)
          .remedy(
              "Check for a file or an environment variable that is very large or very"
                  + " deeply nested.");
    }
  }

  /** Returns the problem for an exception that no other code has handled. */
  static RunProblem of(Throwable unexpected) {
    String name = unexpected.getClass().getName();
    if (unexpected instanceof OutOfMemoryError) {
      return new Exhausted("memory", name);
    }
    return unexpected instanceof StackOverflowError
        ? new Exhausted("stack", name)
        : Internal.of(unexpected);
  }

  /** A bug in Rolecall. The exception's message is not shown: it may contain a secret. */
  record Internal(String exception, String where) implements RunProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("internal", "Internal error in Rolecall")
          .fact("exception", exception)
          .fact("where", where)
          .remedy(
              "Please report it, with the two facts above:"
                  + " https://github.com/rolecall/rolecall/issues");
    }

    /**
     * Returns the facts of an unexpected exception that are safe to show: its class and its source
     * line.
     */
    public static Internal of(Throwable unexpected) {
      StackTraceElement[] trace = unexpected.getStackTrace();
      return new Internal(
          unexpected.getClass().getName(), trace.length == 0 ? "unknown" : trace[0].toString());
    }
  }
}
