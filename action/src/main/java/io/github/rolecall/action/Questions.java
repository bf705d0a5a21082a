package io.github.rolecall.action;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.SetupProblem;
import io.github.rolecall.problem.SsoProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Takes answers from the command line, and asks the user for the others. */
final class Questions {
  private static final int TRIES = 5;

  private final CommandLine.ParseResult parsed;
  private final Supplier<Dialog> source;
  private Optional<Dialog> dialog = Optional.empty();

  /**
   * Makes the questions. Opens the dialog only for a question that no option answers.
   *
   * @param dialog creates the dialog for the first question
   */
  Questions(CommandLine.ParseResult parsed, Supplier<Dialog> dialog) {
    this.parsed = parsed;
    this.source = dialog;
  }

  private Dialog dialog() {
    if (dialog.isEmpty()) {
      dialog = Optional.of(source.get());
    }
    return dialog.get();
  }

  boolean answered(String option) {
    return parsed.hasMatchedOption(option);
  }

  Optional<String> option(String name) {
    return answered(name) ? Optional.of(parsed.matchedOptionValue(name, "")) : Optional.empty();
  }

  void say(String text) {
    dialog().say(text);
  }

  /**
   * Returns the answer of the option or the user.
   *
   * @param text the question, as the AWS CLI asks it
   * @param current the meaning of an empty answer; empty: none
   * @param check returns the answer, or fails with {@link InputProblem} or {@link SetupProblem}
   * @throws CredentialsException with {@link SsoProblem.AnswerNeeded} when there is no user to
   *     answer
   */
  String text(
      String option, String text, Optional<String> current, Function<String, String> check) {
    if (answered(option)) {
      return check.apply(option(option).orElseThrow());
    }
    String question = text + current.map(value -> " [" + value + "]").orElse(" [None]") + ": ";
    return asked(option, question, current.orElse(""), check);
  }

  /** The same with a complete question. */
  String asked(String option, String question, String empty, Function<String, String> check) {
    for (int i = 0; i < TRIES; i++) {
      String said = dialog().ask(question).orElseThrow(() -> needed(question, option));
      try {
        return check.apply(said.isEmpty() ? empty : said);
      } catch (CredentialsException e) {
        if (!(e.problem() instanceof InputProblem || e.problem() instanceof SetupProblem)) {
          throw e;
        }
        dialog().say(e.problem().what(FrontEnd.COMMAND) + ".");
      }
    }
    throw needed(question, option);
  }

  /** Returns the index of an item that the option or the user chooses. */
  int choice(String option, String text, List<String> items) {
    dialog().say(text);
    return dialog().choose(items).orElseThrow(() -> needed(text, option));
  }

  private static CredentialsException needed(String question, String option) {
    return new CredentialsException(
        new SsoProblem.AnswerNeeded(question.strip().replaceFirst(":$", ""), option));
  }
}
