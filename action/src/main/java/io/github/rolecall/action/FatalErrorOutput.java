package io.github.rolecall.action;

import java.io.PrintStream;
import java.util.List;

/**
 * What a run says when nobody else could: before its inputs were read, or because there was neither
 * memory nor stack left for more. It needs little of both, and shows no text of the failure, which
 * may hold a secret.
 *
 * @param out where the result of a run goes, or the log of a step
 * @param err where the command says what it does
 */
record LastHandler(PrintStream out, PrintStream err) {
  /** Says so, in a form that stops whoever evaluates it, and returns the exit code. */
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
