package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.awsfile.RenewedProfile;
import io.github.rolecall.export.file.PrivateFolder;
import io.github.rolecall.file.UnfitFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The runtime of the image, which later steps on the host can also run: a small JVM, the jar, and
 * the C library that both need, because the host may have another one.
 *
 * @param folder the folder that {@code image/runtime} made
 * @param root the root of the container's file system, which contains the C library
 */
record ImageRuntime(Path folder, Path root) {
  /** The name of the folder with the copy. */
  private static final String COPY = RenewedProfile.RUNTIME;

  private static final List<String> FILES = List.of("rolecall.jar", "rolecall.aot");
  private static final String JAVA = "java/bin/java";
  private static final String LIBRARIES = "glibc";
  private static final long LONGEST_START_SECONDS = 30;

  /** Returns the runtime of this process; empty if this process runs on the host. */
  static Optional<ImageRuntime> ofProcess() {
    Path java = Path.of(System.getProperty("java.home"));
    return Optional.ofNullable(java.getParent())
        .map(folder -> new ImageRuntime(folder, Path.of("/")))
        .filter(ImageRuntime::isWhole);
  }

  private boolean isWhole() {
    return Stream.concat(FILES.stream(), Stream.of("run", JAVA))
        .allMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  /**
   * Copies the runtime and runs the copy once, because the file system may be mounted with noexec.
   *
   * @throws IOException also when the copy does not run
   */
  void copyTo(PrivateFolder target) throws IOException {
    target.folder(COPY);
    copyFolder(target, Path.of("java"));
    for (String file : FILES) {
      target.copy(folder.resolve(file), COPY + "/" + file);
    }
    // Leave out the path in the image: the same folder has several paths.
    target.write(
        COPY + "/run", Files.readString(folder.resolve("run"), UTF_8).replace(folder + "/", ""));
    copyLibraries(target);
    tryOut(target.path().resolve(COPY));
  }

  private void copyFolder(PrivateFolder target, Path name) throws IOException {
    target.folder(COPY + "/" + name);
    for (Path entry : entries(folder.resolve(name))) {
      Path path = name.resolve(entry.getFileName());
      if (Files.isDirectory(entry)) {
        copyFolder(target, path);
      } else {
        target.copy(entry, COPY + "/" + path);
      }
    }
  }

  /** Copies the loader and all libraries that are not the JVM's own into one folder. */
  private void copyLibraries(PrivateFolder target) throws IOException {
    target.folder(COPY + "/" + LIBRARIES);
    for (String place : List.of("lib64", "lib", "usr/lib64", "usr/lib")) {
      Path from = root.resolve(place);
      if (!Files.isDirectory(from)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.filter(ImageRuntime::isLibrary).toList()) {
          String copy = COPY + "/" + LIBRARIES + "/" + file.getFileName();
          if (!Files.exists(target.path().resolve(copy))) {
            target.copy(file, copy);
          }
        }
      }
    }
  }

  private static boolean isLibrary(Path file) {
    return file.getFileName().toString().matches(".+\\.so(\\.[0-9]+)*")
        && Files.isRegularFile(file);
  }

  private static void tryOut(Path copy) throws IOException {
    var builder = new ProcessBuilder(words(copy)).directory(copy.toFile());
    builder.environment().clear();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = started(builder, copy);
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST_START_SECONDS, TimeUnit.SECONDS)) {
        throw new UnfitFileException(
            copy, "it takes more than " + LONGEST_START_SECONDS + " seconds to start");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new UnfitFileException(copy, "it ends with exit code " + process.exitValue());
    }
  }

  private static Process started(ProcessBuilder builder, Path copy) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      boolean refused = String.valueOf(e.getMessage()).contains("Permission denied");
      throw new UnfitFileException(
          copy,
          refused
              ? "permission denied; the file system is probably mounted with noexec"
              : "it cannot be started");
    }
  }

  /**
   * The command line, relative to the copy. The script {@code credential} starts the copy the same
   * way.
   */
  private static List<String> words(Path copy) throws IOException {
    Stream<String> start = Stream.of(JAVA, "@run", "--version");
    Optional<String> loader =
        entries(copy.resolve(LIBRARIES)).stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> name.startsWith("ld-"))
            .findFirst();
    return (loader.isEmpty()
            ? start
            : Stream.concat(
                Stream.of(
                    copy.resolve(LIBRARIES).resolve(loader.get()).toString(),
                    "--library-path",
                    LIBRARIES + ":java/lib"),
                start))
        .toList();
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
