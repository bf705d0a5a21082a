package io.github.rolecall.testkit.ci;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A GitLab job. All script lines run in one shell, so later lines see the variables that earlier
 * lines export.
 *
 * <p>GitLab reads no commands from the output, and masks only the variables that are declared as
 * masked.
 */
public final class GitLabRun {

  private final int exitCode;
  private final String output;

  private GitLabRun(int exitCode, String output) {
    this.exitCode = exitCode;
    this.output = output;
  }

  /** Runs lines with bash, which stops at the first failure, including a failure in a pipe. */
  public static GitLabRun bash(Path folder, Map<String, String> environment, String... script) {
    return run(folder, environment, List.of("bash", "-eo", "pipefail", "-c"), script);
  }

  /** Runs lines with {@code sh}, as in an image without bash. */
  public static GitLabRun sh(Path folder, Map<String, String> environment, String... script) {
    return run(folder, environment, List.of("sh", "-e", "-c"), script);
  }

  private static GitLabRun run(
      Path folder, Map<String, String> environment, List<String> shell, String... script) {
    List<String> words = new ArrayList<>(shell);
    words.add(String.join("\n", script) + "\n");
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try {
      int exit = new CommandLine(words).run(environment, folder, output);
      return new GitLabRun(exit, output.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** This job with the values of masked variables hidden in its output. */
  public GitLabRun masking(Collection<String> values) {
    String masked = output;
    for (String value : values) {
      masked = masked.replace(value, "[MASKED]");
    }
    return new GitLabRun(exitCode, masked);
  }

  /** The exit code of the shell. */
  public int exitCode() {
    return exitCode;
  }

  /** Standard output and standard error. */
  public String output() {
    return output;
  }

  /** Whether the log contains a secret. */
  public boolean shows(String secret) {
    return output.contains(secret);
  }
}
