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
 * Another build that reads the output of this one and prints it as its own. It may put text before
 * each line, and store the lines in files: a mask in them is then a secret that everyone can read.
 *
 * @param name for messages: "another build"
 * @param process of the outermost one, if it is known
 */
record OuterBuild(String name, Optional<Long> process) {
  /** The variable that processes of later goals get, for where their ancestors cannot be seen. */
  static final String MARK = "ROLECALL_BUILD";

  private static final Pattern JAVA = Pattern.compile("(.*[/\\\\])?javaw?(\\.exe)?");

  /** What starts Maven, and Ant, which puts text before lines too. */
  private static final Pattern LAUNCHER =
      Pattern.compile(
          "org\\.codehaus\\.(plexus\\.classworlds\\.launcher|classworlds)\\.Launcher"
              + "|org\\.apache\\.tools\\.ant\\.(launch\\.Launcher|Main)"
              + "|org\\.(apache\\.maven|mvndaemon\\.mvnd)(\\.\\w+)+");

  /** Every start of Maven sets it, whatever the class is that starts it. */
  private static final String MAVEN_PROPERTY = "-Dmaven.multiModuleProjectDirectory=";

  /** A process that has started this one, or one that has; mostly its command alone is known. */
  record Ancestor(long process, List<String> words) {

    private boolean builds() {
      if (words.isEmpty() || !JAVA.matcher(words.get(0)).matches()) {
        return false;
      }
      // Windows does not tell what a JVM runs: it may be a Maven.
      return words.size() == 1
          || words.stream()
              .anyMatch(
                  word -> LAUNCHER.matcher(word).matches() || word.startsWith(MAVEN_PROPERTY));
    }
  }

  /**
   * @param jvm the system properties of this process
   * @param ancestors of this process, the nearest first
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
      // The JDK reads no more than the first page of it.
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      String line = Files.readString(file, ISO_8859_1);
      if (!line.isEmpty()) {
        return List.of(line.split("\0"));
      }
    } catch (IOException | RuntimeException e) {
      // Not Linux, or the process is another user's or gone: what the JDK knows has to do.
    }
    ProcessHandle.Info info = process.info();
    return Stream.concat(info.command().stream(), info.arguments().stream().flatMap(Stream::of))
        .toList();
  }

  /**
   * The standard output of the outermost build, which is what the runner reads. Only a pipe is
   * taken for that: a file would keep what is written to it. Empty where the system does not let
   * one process write there for another, as all but Linux do.
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

  /** Opened for each line only, so that the runner does not wait for this process to end. */
  private static final class RunnerOutput extends PrintStream {
    private final Path output;

    private RunnerOutput(Path output) {
      super(OutputStream.nullOutputStream(), false, UTF_8);
      this.output = output;
    }

    /** At the beginning of a line, and in one piece, as others write there too. */
    @Override
    public void print(String line) {
      // Neither created nor emptied, whatever it has become since.
      try (OutputStream stream = Files.newOutputStream(output, StandardOpenOption.APPEND)) {
        stream.write(("\n" + line).getBytes(UTF_8));
      } catch (IOException e) {
        // Nothing may be exported that is not masked.
        throw new UncheckedIOException(e);
      }
    }
  }
}
