package io.github.rolecall.testkit.ci;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program that runs as a separate process. Its standard output and standard error are one stream,
 * and its standard input is empty.
 *
 * @param words the command and its arguments
 */
public record CommandLine(List<String> words) implements Program {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  public CommandLine {
    words = List.copyOf(words);
  }

  @Override
  public int run(Map<String, String> environment, Path workDirectory, OutputStream standardOutput)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(workDirectory.toFile())
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(new File("/dev/null")));
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              late.set(process.isAlive());
              process.descendants().forEach(ProcessHandle::destroyForcibly);
              process.destroyForcibly();
            },
            CompletableFuture.delayedExecutor(LIMIT.toSeconds(), TimeUnit.SECONDS));
    try (InputStream printed = process.getInputStream()) {
      printed.transferTo(standardOutput);
      int exit = process.waitFor();
      if (late.get()) {
        throw new IllegalStateException("killed after " + LIMIT + ": " + words);
      }
      return exit;
    } finally {
      end.cancel(false);
      process.destroyForcibly();
    }
  }
}
