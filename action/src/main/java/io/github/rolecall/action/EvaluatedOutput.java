package io.github.rolecall.action;

import io.github.rolecall.export.Shell;
import io.github.rolecall.host.Host;
import java.util.List;
import java.util.Optional;

/**
 * What {@code assume} and {@code export} print for a shell to evaluate. A shell that evaluates it
 * does not see the exit code: after a failure, it gets a statement that fails.
 */
final class EvaluatedOutput {
  /** The standard format of {@code assume}. */
  static final String SHELL = "shell";

  private EvaluatedOutput() {}

  /**
   * The shell that evaluates a format; empty where no shell does.
   *
   * @param format as it is written, right or wrong
   * @param shell what the user says about {@link #SHELL}, right or wrong; blank: nothing
   */
  static Optional<Shell> shell(String format, String shell) {
    return switch (format) {
      case "json", "process", "pulumi", "profile" -> Optional.empty();
      case "powershell", "fish" -> Shell.named(format);
      case "windows-cmd" -> Optional.of(Shell.CMD);
      default -> Optional.of(Shell.named(shell).orElse(Shell.SH));
    };
  }

  /**
   * Prints the statement that fails, unless a person reads it at a terminal.
   *
   * @param words the command line
   */
  static void fail(Host host, List<String> words) {
    failure(words).ifPresent(statement -> fail(host, statement));
  }

  /** The same for a shell that is known. */
  static void fail(Host host, Shell shell) {
    fail(host, shell.failure());
  }

  private static void fail(Host host, String statement) {
    if (host.terminal().columns().isEmpty()) {
      host.log().print(statement + "\n");
      host.log().flush();
    }
  }

  /** The statement for a command line, of which nothing else is known. */
  static Optional<String> failure(List<String> words) {
    String standard =
        words.contains(CommandName.ASSUME.word()) || words.contains(CommandName.ECR_LOGIN.word())
            ? SHELL
            : words.contains(CommandName.EXPORT.word()) ? "process" : "json";
    return shell(value(words, "--format").orElse(standard), value(words, "--shell").orElse(""))
        .map(Shell::failure);
  }

  private static Optional<String> value(List<String> words, String option) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(option + "=")) {
        return Optional.of(words.get(i).substring(option.length() + 1));
      }
      if (words.get(i).equals(option) && i + 1 < words.size()) {
        return Optional.of(words.get(i + 1));
      }
    }
    return Optional.empty();
  }
}
