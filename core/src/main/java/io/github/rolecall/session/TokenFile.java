package io.github.rolecall.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.TokenProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A file with a token. A symbolic link could point to a token that another user chose. So a file
 * that is a link, or that lies in a folder that is a link, is refused. The only exception is the
 * links of Kubernetes, which replace the token atomically: {@code token} points to {@code
 * ..data/token}, and {@code ..data} points to a folder named by the time. A descriptor of this
 * process, such as {@code /dev/fd/63}, is a stream that the user gives.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken">Kubernetes,
 *     projected volumes</a>
 */
public final class TokenFile {
  /** Two names of one folder: on most systems {@code /var/run} is a link to {@code /run}. */
  private static final List<Path> MOUNTS =
      List.of(Path.of("/var/run/secrets"), Path.of("/run/secrets"));

  private final String name;
  private final Path file;
  private final List<Path> mounts;

  /** Reads nothing yet. The name is the input that names the file, as the user wrote it. */
  public TokenFile(String name, Path file) {
    this(name, file, MOUNTS);
  }

  TokenFile(String name, Path file, List<Path> mounts) {
    this.name = name;
    this.file = file.toAbsolutePath().normalize();
    this.mounts = mounts;
  }

  /** Returns the text of the file unchanged. Fails with {@link TokenProblem.FileUnreadable}. */
  public String read() {
    try {
      String text = once();
      if (text.isBlank()) {
        throw unreadable("it is empty");
      }
      return text;
    } catch (NoSuchFileException e) {
      throw unreadable("it does not exist");
    } catch (IOException e) {
      throw unreadable(FileFailure.reason(e));
    }
  }

  /** The same, with the failure to throw when the file cannot be read. */
  public String read(Function<TokenProblem.FileUnreadable, CredentialsException> failure) {
    try {
      return read();
    } catch (CredentialsException e) {
      throw e.problem() instanceof TokenProblem.FileUnreadable unreadable
          ? failure.apply(unreadable)
          : e;
    }
  }

  private String once() throws IOException {
    try {
      return text(place());
    } catch (NoSuchFileException e) {
      // Kubernetes may have replaced the folder since the check.
      return text(place());
    }
  }

  private static String text(Path place) throws IOException {
    byte[] bytes =
        WholeFile.isDescriptor(place)
            ? WholeFile.bytesOrStream(place)
            : WholeFile.bytes(place, NOFOLLOW_LINKS);
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private Path place() throws IOException {
    if (WholeFile.isDescriptor(file)) {
      return file;
    }
    Path folder = folder();
    if (Files.isSymbolicLink(folder)) {
      throw unreadable(folder + " is a symbolic link");
    }
    if (Files.isSymbolicLink(file)) {
      return madeByKubernetes()
          .orElseThrow(() -> unreadable(file + " is a symbolic link, but not one of Kubernetes"));
    }
    return file;
  }

  /**
   * Returns the target of the Kubernetes links, if none leaves the folder; empty for other files.
   */
  private Optional<Path> madeByKubernetes() throws IOException {
    Path folder = folder();
    Path token = file.getFileName();
    Path data = folder.resolve("..data");
    boolean mounted =
        mounts.stream().anyMatch(folder::startsWith) && token.toString().endsWith("token");
    if (!mounted
        || !Files.readSymbolicLink(file).equals(Path.of("..data").resolve(token))
        || !Files.isSymbolicLink(data)) {
      return Optional.empty();
    }
    Path version = Files.readSymbolicLink(data);
    boolean inside = version.getNameCount() == 1 && version.toString().matches("\\.\\.[^.].*");
    if (!inside
        || !Files.readAttributes(folder.resolve(version), BasicFileAttributes.class, NOFOLLOW_LINKS)
            .isDirectory()) {
      return Optional.empty();
    }
    return Optional.of(folder.resolve(version).resolve(token))
        .filter(place -> !Files.isSymbolicLink(place));
  }

  private Path folder() {
    Path folder = file.getParent();
    return folder == null ? file : folder;
  }

  private CredentialsException unreadable(String reason) {
    return new CredentialsException(new TokenProblem.FileUnreadable(name, file.toString(), reason));
  }
}
