package io.github.rolecall.problem;

import io.github.rolecall.option.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that a user can mend, as data: what happened, the facts, and what to do, most likely
 * cure first. Only data that says so is tried again.
 */
public sealed interface Problem
    permits InputProblem,
        IdentityProblem,
        TokenProblem,
        StsProblem,
        ProofProblem,
        NetworkProblem,
        GuardProblem,
        ClockProblem,
        CodeArtifactProblem,
        EcrProblem,
        ExportProblem,
        RenewalProblem,
        RunProblem,
        SetupProblem {

  /** Where nothing that the running command takes would help. */
  String GENERAL =
      "Correct the setting that the facts above name: this command has no option for it.";

  /** Whether a retry can help. */
  enum Repeat {
    /** A retry gets the same answer. */
    NEVER,
    /** A new role or provider takes seconds to appear: two more tries within five seconds. */
    BRIEFLY,
    /** Server and connection faults: within the whole retry budget. */
    WITHIN_BUDGET,
    /** The time of a signature was refused, and the answer said which is right: one more try. */
    AT_ONCE,
    /** Throttling: the service is there, and its turn comes, so as long as the run may take. */
    WHILE_TIME_IS_LEFT;

    /** What the status of an answer over HTTP says. */
    static Repeat of(int status) {
      return status == 429 || status == 503
          ? WHILE_TIME_IS_LEFT
          : status >= 500 ? WITHIN_BUDGET : NEVER;
    }

    /** Whether it goes away by itself. */
    public boolean passes() {
      return this == WITHIN_BUDGET || this == WHILE_TIME_IS_LEFT;
    }
  }

  /** All parts of the message. */
  Diagnosis diagnosis();

  /** A stable name of this kind of problem, for searches and scripts. */
  default String code() {
    return diagnosis().code();
  }

  /** What happened, in one sentence without a full stop, in the words of the front end. */
  default String what(Words words) {
    return diagnosis().what().in(words);
  }

  /** What was seen, expected beside actual. */
  default List<Fact> facts() {
    return diagnosis().facts();
  }

  /** What to do, most likely cure first, wherever this may run. */
  default List<Remedy> remedies() {
    return diagnosis().remedies();
  }

  /**
   * What to do, most likely cure first, with inputs that the running command takes; never empty.
   */
  default List<String> remedies(Words words) {
    List<String> here = remedies().stream().flatMap(remedy -> remedy.in(words).stream()).toList();
    if (here.isEmpty()) {
      return List.of(GENERAL);
    }
    return Stream.concat(Stream.of(Remedy.first(here.get(0))), here.stream().skip(1)).toList();
  }

  default Repeat repeat() {
    return diagnosis().repeat();
  }

  /** Something longer to paste, after the remedies. */
  default Optional<String> attachment() {
    return Optional.empty();
  }

  /** The page that explains this kind of problem. */
  default String documentation() {
    return Documentation.own().ofCode(code());
  }

  /** The whole message: what, facts, remedies, code. Its text is not escaped for any platform. */
  default String message(Words words) {
    var text = new StringBuilder(what(words));
    int widest = facts().stream().mapToInt(fact -> fact.name().length()).max().orElse(0);
    for (Fact fact : facts()) {
      text.append("\n  ").append(fact.name());
      text.append(" ".repeat(widest - fact.name().length() + 2))
          .append(fact.value().strip().replaceAll("\\s*\\R\\s*", " "));
    }
    text.append("\nWhat to do:");
    int number = 1;
    for (String remedy : remedies(words)) {
      text.append("\n  ").append(number++).append(". ").append(remedy);
    }
    attachment().ifPresent(more -> text.append('\n').append(more));
    text.append("\nMore: ").append(documentation());
    return text.append("\n(").append(code()).append(")").toString();
  }
}
