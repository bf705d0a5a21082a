package io.github.rolecall.action;

import java.io.PrintStream;
import java.util.List;

/**
 * Prints an error that ended the run outside the normal error handling: before the inputs were
 * read, or because memory or stack ran out. It needs little of both. It prints no message of the
 * exception, which may hold a secret.
 *
 * @param out where the result of a run goes, or the log of a step
 * @param err where the command says what it does
 */
record FatalErrorOutput(PrintStream out, PrintStream err) {
  /**
   * Prints the error, in a form that makes a script which evaluates the output fail. Returns the
   * exit code.
   */
  int failed(String[] args, Throwable failure) {
    String message =
        "Rolecall failed: " + failure.getClass().getName() + " (" + where(failure) + ")";
    List<String> words = List.of(args);
    if (words.stream().anyMatch(CommandName.ACTION.word()::equals)) {
      out.println("::error::" + message);
      return 1;
    }
    EvaluatedOutput.failure(words).ifPresent(out::println);
    err.println(message);
    return 1;
  }

  private static String where(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "unknown" : trace[0].toString();
  }
}
