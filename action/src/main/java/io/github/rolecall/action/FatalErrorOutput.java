package io.github.rolecall.action;

import java.io.PrintStream;
import java.util.List;

/**
 * Prints an error that ended the run outside the normal error handling: before the inputs were
 * read, or because memory or stack was exhausted. It needs little of both. It does not print the
 * message of the exception, which may contain a secret.
 *
 * @param out the output for results, or the log of a step
 * @param err the output for messages of the command
 */
record FatalErrorOutput(PrintStream out, PrintStream err) {
  /** Prints the error and returns the exit code. A script that evaluates the output fails. */
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
