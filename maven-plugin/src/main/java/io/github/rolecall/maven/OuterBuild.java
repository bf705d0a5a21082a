package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Another build that reads and prints the output of this build. It may add a prefix to each line
 * and store the lines in files. Then a mask does not hide the secret, but shows it.
 *
 * @param name the name for messages, such as "another build"
 * @param process the process id of the outermost build, if known
 */
record OuterBuild(String name, Optional<Long> process) {
  /**
   * The variable that marks processes of later goals, for systems that do not show the ancestors of
   * a process.
   */
  static final String MARK = "ROLECALL_BUILD";

  private static final Pattern JAVA = Pattern.compile("(.*[/\\\\])?javaw?(\\.exe)?");

  /** The main classes of Maven and of Ant, which also adds prefixes to lines. */
  private static final Pattern LAUNCHER =
      Pattern.compile(
          "org\\.codehaus\\.(plexus\\.classworlds\\.launcher|classworlds)\\.Launcher"
              + "|org\\.apache\\.tools\\.ant\\.(launch\\.Launcher|Main)"
              + "|org\\.(apache\\.maven|mvndaemon\\.mvnd)(\\.\\w+)+");

  /** The system property that every start of Maven sets, regardless of the main class. */
  private static final String MAVEN_PROPERTY = "-Dmaven.multiModuleProjectDirectory=";

  /** An ancestor of this process. Often only its command is known, without the arguments. */
  record Ancestor(long process, List<String> words) {

    private boolean builds() {
      if (words.isEmpty() || !JAVA.matcher(words.get(0)).matches()) {
        return false;
      }
      // Windows does not show the arguments of a JVM, so it may run Maven.
      return words.size() == 1
          || words.stream()
              .anyMatch(
                  word -> LAUNCHER.matcher(word).matches() || word.startsWith(MAVEN_PROPERTY));
    }
  }

  /**
   * @param jvm the system properties of this process
   * @param ancestors the ancestors of this process, the nearest first
   */
  static Optional<OuterBuild> of(Host host, Properties jvm, List<Ancestor> ancestors) {
    if (jvm.getProperty("mvnd.home") != null) {
      return Optional.of(new OuterBuild("the Maven daemon", Optional.empty()));
    }
    Optional<Long> outermost =
        ancestors.stream()
            .filter(Ancestor::builds)
            .map(Ancestor::process)
            .reduce((nearer, farther) -> farther);
    return outermost.isPresent() || host.variable(MARK).isPresent()
        ? Optional.of(new OuterBuild("another build", outermost))
        : Optional.empty();
  }

  static List<Ancestor> ancestors() {
    return Stream.iterate(
            ProcessHandle.current().parent(),
            Optional::isPresent,
            parent -> parent.flatMap(ProcessHandle::parent))
        .limit(1000)
        .flatMap(Optional::stream)
        .map(process -> new Ancestor(process.pid(), words(process)))
        .toList();
  }

  private static List<String> words(ProcessHandle process) {
    try {
      // The JDK reads only the first page of this file.
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      String line = Files.readString(file, ISO_8859_1);
      if (!line.isEmpty()) {
        return List.of(line.split("\0"));
      }
    } catch (IOException | RuntimeException e) {
      // This is not Linux, or the process belongs to another user or has ended. Use the information
      // of the JDK.
    }
    ProcessHandle.Info info = process.info();
    return Stream.concat(info.command().stream(), info.arguments().stream().flatMap(Stream::of))
        .toList();
  }

  /**
   * The standard output of the outermost build, which the runner reads. It must be a pipe, because
   * a file would store the masks. Empty if this process cannot write to it; only Linux permits
   * that.
   */
  Optional<PrintStream> output() {
    return process
        .map(number -> Path.of("/proc", Long.toString(number), "fd", "1"))
        .filter(OuterBuild::isPipe)
        .map(RunnerOutput::new);
  }

  private static boolean isPipe(Path output) {
    try {
      return Files.readSymbolicLink(output).toString().startsWith("pipe:")
          && Files.isWritable(output);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /**
   * A stream that opens the pipe for each line, so that the runner does not wait for the end of
   * this process.
   */
  private static final class RunnerOutput extends PrintStream {
    private final Path output;

    private RunnerOutput(Path output) {
      super(OutputStream.nullOutputStream(), false, UTF_8);
      this.output = output;
    }

    /**
     * Writes at the beginning of a line and in one piece, because other processes write to the pipe
     * too.
     */
    @Override
    public void print(String line) {
      // APPEND neither creates nor truncates a file, in case the path is no longer a pipe.
      try (OutputStream stream = Files.newOutputStream(output, StandardOpenOption.APPEND)) {
        stream.write(("\n" + line).getBytes(UTF_8));
      } catch (IOException e) {
        // Rolecall must not export a secret that is not masked.
        throw new UncheckedIOException(e);
      }
    }
  }
}
