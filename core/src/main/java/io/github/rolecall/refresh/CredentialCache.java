package io.github.rolecall.refresh;

import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The file in which processes share credentials, with mode 0600. Beside it are the lock of the
 * process that renews them, {@code .NAME.lock}, a file about the last renewal that failed, {@code
 * NAME.failed}, and a log, {@code NAME.log}. None of the latter contains a secret.
 */
public final class CredentialCache {
  private static final int LINES_OF_LOG = 200;

  private final SecureFile file;
  private final SecureFile failed;
  private final SecureFile log;
  private final String key;

  /**
   * A cache of this user.
   *
   * @param key of the inputs, see {@link CacheKey}: the credentials of other inputs are not read
   */
  public CredentialCache(Path path, String key) {
    this(path, key, SecureFile::new);
  }

  /** The same with files of another owner: a container writes them for its host. */
  public CredentialCache(Path path, String key, Function<Path, SecureFile> files) {
    this.file = files.apply(path);
    this.failed = files.apply(path.resolveSibling(path.getFileName() + ".failed"));
    this.log = files.apply(path.resolveSibling(path.getFileName() + ".log"));
    this.key = key;
  }

  /** Returns the file of the log. */
  public Path log() {
    return log.path();
  }

  /**
   * Returns the credentials; empty when there are none, when they belong to other inputs, or when
   * the file is not whole.
   *
   * @throws CredentialsException with {@link ExportProblem} when another user could have written
   *     the file
   */
  public Optional<CachedCredentials> read() {
    return file.read().flatMap(text -> CachedCredentials.parse(text, key));
  }

  /**
   * Replaces the credentials, and forgets a renewal that failed before.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void write(CachedCredentials credentials) {
    file.write(credentials.text(key));
    failed.delete();
    note("renewed, valid until " + credentials.expires(), credentials.issued());
  }

  /** Removes the credentials. */
  void delete() {
    file.delete();
  }

  /**
   * Checks that the files can probably be written. Creates the folder.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void prepare() {
    file.prepare();
  }

  /**
   * Does the work while no other process renews these credentials.
   *
   * @param enough asked while another process renews them; true: do not wait for it
   * @return whether the work was done
   * @throws CredentialsException with {@link ExportProblem}, or with {@code RunProblem.TimedOut}
   */
  boolean renewing(Deadline deadline, BooleanSupplier enough, Runnable work) {
    return file.lockedUnless(enough, deadline, work);
  }

  /** Returns the last renewal, if it failed. */
  Optional<FailedRenewal> failed() {
    return failed.read().flatMap(text -> FailedRenewal.parse(text, key));
  }

  void write(FailedRenewal failure, Instant now) {
    failed.write(failure.text(key));
    note("renewal failed: " + failure.reason() + " (" + failure.code() + ")", now);
  }

  /** Adds a line to the log, and removes its oldest lines. */
  private void note(String what, Instant now) {
    List<String> lines = log.read().map(text -> text.lines().toList()).orElse(List.of());
    List<String> kept = lines.subList(Math.max(0, lines.size() - LINES_OF_LOG + 1), lines.size());
    String before = kept.isEmpty() ? "" : String.join("\n", kept) + "\n";
    log.write(before + now + " " + what + "\n");
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
