package io.github.rolecall.packagemanager;

import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CodeArtifactProblem;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The file of a package manager into which a login is written. Only its owner may read it then. */
public final class LoginFile {
  private final PackageTool tool;
  private final SecureFile file;
  private final Host host;

  public LoginFile(PackageTool tool, Host host) {
    this.tool = tool;
    this.file = new SecureFile(tool.path(host));
    this.host = host;
  }

  /** Returns the path, whether the file exists or not. */
  public Path path() {
    return file.path();
  }

  /**
   * Fails if the file cannot be changed, without changing anything.
   *
   * @throws CredentialsException with {@link ExportProblem} or {@link
   *     CodeArtifactProblem.FileSyntax}
   */
  public void check() {
    var unused = settings();
  }

  /** Writes the login, and leaves everything else as it is. Throws like {@link #check}. */
  public void write(RepositoryLogin login) {
    file.prepare();
    file.locked(
        host.deadline(),
        () -> {
          try {
            file.write(settings().with(login));
          } finally {
            file.removeLock();
          }
        });
  }

  /**
   * Returns why the tool will not use the login in all cases: other settings have precedence. Each
   * is a sentence, followed by what to do. Throws like {@link #check}.
   */
  public List<String> conflicts(RepositoryLogin login) {
    return Stream.concat(
            settings().conflicts(login).stream(),
            new OverridingSettings(tool, host, path()).over(login).stream())
        .toList();
  }

  private Settings settings() {
    return tool.settings(file.toString(), file.read().orElse(""));
  }
}
