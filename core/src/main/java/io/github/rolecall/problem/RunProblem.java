package io.github.rolecall.problem;

import io.github.rolecall.option.Input;
import io.github.rolecall.option.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The run itself ended, whoever was at fault. */
public sealed interface RunProblem extends Problem {

  /** The time for the whole run is over. */
  record TimedOut(int seconds, String doing) implements RunProblem {
    @Override
    public String code() {
      return "timed-out";
    }

    @Override
    public String what(Words words) {
      return "Timed out after " + seconds + " seconds";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("at that time", doing));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of("Run the job again: the other side may have been slow."),
          Remedy.of(
              words ->
                  "Or allow more time: "
                      + words.assign(
                          Input.ACTION_TIMEOUT_S, String.valueOf(Math.min(86_400, seconds * 2)))));
    }
  }

  /**
   * One of several roles failed, so none is handed on.
   *
   * @param role its name
   * @param others what else failed, each with its code
   */
  record OfRole(String role, Problem problem, List<String> others) implements RunProblem {
    @Override
    public String code() {
      return problem.code();
    }

    @Override
    public String what(Words words) {
      return "The role " + role + " failed, so nothing is handed on: " + problem.what(words);
    }

    @Override
    public List<Fact> facts() {
      var facts = new ArrayList<>(problem.facts());
      if (!others.isEmpty()) {
        facts.add(new Fact("also failed", String.join(", ", others)));
      }
      return facts;
    }

    @Override
    public List<Remedy> remedies() {
      return problem.remedies();
    }

    @Override
    public Optional<String> attachment() {
      return problem.attachment();
    }
  }

  /** A fault of Rolecall. The exception's own text is not shown: it may hold a secret. */
  record Internal(String exception, String where) implements RunProblem {
    @Override
    public String code() {
      return "internal";
    }

    @Override
    public String what(Words words) {
      return "This is a fault of Rolecall, not of your configuration";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("exception", exception), new Fact("where", where));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(Remedy.of("Please report it with the two facts above."));
    }

    /** What may be told of an unexpected exception: its kind and the line it came from. */
    public static Internal of(Throwable unexpected) {
      StackTraceElement[] trace = unexpected.getStackTrace();
      return new Internal(
          unexpected.getClass().getName(), trace.length == 0 ? "unknown" : trace[0].toString());
    }
  }
}
