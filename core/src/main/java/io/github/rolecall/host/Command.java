package io.github.rolecall.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.http.Once;
import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.CredentialShape;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.IdentityProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that prints a secret. It is started without a shell, gets no input, and has a time
 * limit.
 *
 * @param purpose which program it is, for messages: "credential_process of the profile dev"
 * @param words the program and its arguments, which may contain secrets and are not shown
 */
public record Command(String purpose, List<String> words, Duration limit) {
  /** The time limit of a program: some call a server or ask the user. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final int LONGEST_OUTPUT = 256 * 1024;

  /** Returns the program without its arguments. Hides it if it looks like a secret. */
  public String program() {
    return CredentialShape.shown(words.get(0));
  }

  /** Omits the arguments. */
  @Override
  public String toString() {
    return purpose;
  }

  /**
   * Splits a command line into words like a POSIX shell: whitespace separates words, quotes and
   * backslashes preserve it. Expands nothing. Empty when a quote is not closed or there is no word.
   */
  public static Optional<List<String>> split(String line) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean started = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean last = i + 1 == line.length();
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (c == '\\' && quote != '\'') {
        if (last) {
          return Optional.empty();
        }
        char next = line.charAt(++i);
        // Within double quotes, a backslash escapes only the special characters.
        word.append(quote == '"' && next != '"' && next != '\\' ? "\\" : "").append(next);
        started = true;
      } else if (quote != 0) {
        word.append(c);
      } else if (c == '\'' || c == '"') {
        quote = c;
        started = true;
      } else if (" \t\r\n".indexOf(c) >= 0) {
        if (started) {
          words.add(word.toString());
        }
        word.setLength(0);
        started = false;
      } else {
        word.append(c);
        started = true;
      }
    }
    if (started) {
      words.add(word.toString());
    }
    return quote != 0 || words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  /** Splits a command line as programs on the host's operating system do. */
  public static Optional<List<String>> split(Host host, String line) {
    return host.onWindows() ? WindowsWords.of(line) : split(line);
  }

  /** Returns the path of an executable program; empty when there is none of that name. */
  public static Optional<Path> locate(Host host, String program) {
    try {
      if (program.contains("/") || (host.onWindows() && program.contains("\\"))) {
        return named(host, host.path(program)).filter(Files::isExecutable).findFirst();
      }
      return host.variable("PATH").stream()
          .flatMap(path -> Stream.of(path.split(host.onWindows() ? ";" : ":", -1)))
          .filter(folder -> !folder.isEmpty())
          .flatMap(folder -> named(host, host.path(folder).resolve(program)))
          .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Tries each extension that Windows appends to the name of a program: {@code az} finds az.cmd.
   */
  private static Stream<Path> named(Host host, Path file) {
    if (!host.onWindows()) {
      return Stream.of(file);
    }
    String endings = host.variable("PATHEXT").orElse(".COM;.EXE;.BAT;.CMD");
    return Stream.concat(Stream.of(""), Stream.of(endings.split(";", -1)))
        .map(ending -> file.resolveSibling(file.getFileName() + ending));
  }

  /**
   * Runs the program and returns its standard output. Fails with {@link
   * IdentityProblem.CommandFailed} when it cannot be started, returns another exit code than 0, or
   * exceeds the time limit.
   */
  public Secret output(Host host) {
    String program = words.get(0);
    Path file =
        locate(host, program).orElseThrow(() -> failed("there is no program " + program(), host));
    var builder = new ProcessBuilder(new ArrayList<>(words));
    builder.command().set(0, file.toString());
    builder.environment().clear();
    builder.environment().putAll(host.environment());
    if (Files.isDirectory(host.workDirectory())) {
      builder.directory(host.workDirectory().toFile());
    }
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> out = reading(process.getInputStream());
      CompletableFuture<String> err = reading(process.getErrorStream());
      return outcome(process, out, err, host);
    } catch (IOException e) {
      throw failed("it could not be started", host);
    }
  }

  private Secret outcome(
      Process process, CompletableFuture<String> out, CompletableFuture<String> err, Host host) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        stop(process);
        throw failed("it took longer than " + limit.toSeconds() + " seconds", host);
      }
    } catch (InterruptedException e) {
      stop(process);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw failed("exit code " + process.exitValue(), err.join(), host, out.join());
    }
    return new Secret(out.join());
  }

  private static void stop(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static CompletableFuture<String> reading(InputStream stream) {
    var text = new CompletableFuture<String>();
    Once.start(
        "rolecall-reader",
        () -> {
          try (stream) {
            text.complete(new String(stream.readNBytes(LONGEST_OUTPUT), UTF_8));
          } catch (IOException e) {
            text.complete("");
          }
        });
    return text;
  }

  private CredentialsException failed(String outcome, Host host) {
    return failed(outcome, "", host, "");
  }

  private CredentialsException failed(String outcome, String stderr, Host host, String printed) {
    return new CredentialsException(
        new IdentityProblem.CommandFailed(
            purpose,
            program(),
            outcome,
            host.secrets().shownEnd(stderr, CommandSecrets.of(words, printed))));
  }
}
