package io.github.rolecall.host;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;

/** Returns the problem of a failed call. */
public final class Thrown {
  private Thrown() {}

  /** Returns the problem of the call, which must be of this kind. */
  public static <P extends Problem> P problem(Class<P> kind, Executable call) {
    return assertInstanceOf(
        kind, assertThrows(CredentialsException.class, call).problem(), "kind of problem");
  }

  /**
   * Returns everything that a stack trace would show, with all causes and suppressed exceptions.
   */
  public static String everythingIn(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  /** Returns the values of the facts with this name, separated by |. */
  public static String fact(Problem problem, String name) {
    return problem.facts().stream()
        .filter(fact -> fact.name().equals(name))
        .map(Fact::value)
        .collect(Collectors.joining("|"));
  }

  public static List<String> factNames(Problem problem) {
    return problem.facts().stream().map(Fact::name).toList();
  }
}
