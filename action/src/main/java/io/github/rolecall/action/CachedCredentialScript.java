package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.Replaced;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A script that prints cached credentials in milliseconds, without a JVM. It lies in the folder of
 * the cache, and a shell reads it, so it also works on file systems that are mounted with noexec.
 */
record CachedCredentialScript(Path file) {
  private static final String NAME = "cached-credential";
  private static final Path SHELL = Path.of("/bin/sh");

  /** Returns the script for a cache; empty where there is no POSIX shell. */
  static Optional<CachedCredentialScript> beside(Path cache, Host host) {
    return host.onWindows() || !Files.isExecutable(SHELL)
        ? Optional.empty()
        : Optional.of(new CachedCredentialScript(cache.resolveSibling(NAME)));
  }

  /** Prepares to write the script. */
  Exporter.Prepared written() {
    return Replaced.by(text(), new SecureFile(file), "");
  }

  /** Returns a command line that prints cached credentials, or else runs the renewal. */
  OwnCommandLine before(OwnCommandLine renewal, Path cache) {
    return new OwnCommandLine(List.of(SHELL.toString(), file.toString(), cache.toString()))
        .with(renewal.words().toArray(String[]::new));
  }

  static String text() {
    try (InputStream script =
        Objects.requireNonNull(CachedCredentialScript.class.getResourceAsStream(NAME))) {
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
