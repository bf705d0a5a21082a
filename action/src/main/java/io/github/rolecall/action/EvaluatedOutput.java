package io.github.rolecall.action;

import io.github.rolecall.export.Shell;
import io.github.rolecall.host.Host;
import java.util.List;
import java.util.Optional;

/**
 * The output of {@code assume} and {@code export} that a shell evaluates. That shell does not see
 * the exit code, so after a failure the output is a statement that fails.
 */
final class EvaluatedOutput {
  /** The default format of {@code assume}. */
  static final String SHELL = "shell";

  private EvaluatedOutput() {}

  /**
   * Returns the shell that evaluates a format, or empty if no shell evaluates it.
   *
   * @param format the format as the user wrote it, valid or not
   * @param shell the shell for {@link #SHELL} as the user wrote it, valid or not; may be blank
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
   * Prints the statement that fails, unless the output goes to a terminal.
   *
   * @param words the command line
   */
  static void fail(Host host, List<String> words) {
    failure(words).ifPresent(statement -> fail(host, statement));
  }

  /** Prints the statement that fails in this shell, unless the output goes to a terminal. */
  static void fail(Host host, Shell shell) {
    fail(host, shell.failure());
  }

  private static void fail(Host host, String statement) {
    if (host.terminal().columns().isEmpty()) {
      host.log().print(statement + "\n");
      host.log().flush();
    }
  }

  /** Returns the statement for a command line that has not been parsed. */
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
