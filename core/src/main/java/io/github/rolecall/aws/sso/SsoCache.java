package io.github.rolecall.aws.sso;

import io.github.rolecall.export.file.ReplaceableFile;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.host.Host;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The token and client files in {@code ~/.aws/sso/cache}, which the AWS CLI and SDKs share. */
final class SsoCache {
  private final Path folder;
  private final Deadline deadline;
  private final SsoSession session;

  SsoCache(Host host, SsoSession session) {
    this.folder = folder(host);
    this.deadline = host.deadline();
    this.session = session;
  }

  static Path folder(Host host) {
    return host.home().resolve(".aws").resolve("sso").resolve("cache");
  }

  boolean hasToken() {
    return Files.isRegularFile(file(session.tokenKey()));
  }

  /** Returns the cached token; empty when there is no readable one. */
  Optional<SsoToken> token() {
    return read(session.tokenKey()).flatMap(SsoToken::of);
  }

  Optional<ClientRegistration> client() {
    return read(session.registrationKey()).flatMap(ClientRegistration::of);
  }

  private Optional<JsonValue> read(String key) {
    try {
      return JsonReader.object(WholeFile.text(file(key)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Checks, before a user signs in, that the token can probably be saved.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  void prepare() {
    ReplaceableFile.require(file(session.tokenKey()));
    ReplaceableFile.require(file(session.registrationKey()));
  }

  void keep(SsoToken token) {
    new SecureFile(file(session.tokenKey())).write(token.file(session));
  }

  void keep(ClientRegistration client) {
    new SecureFile(file(session.registrationKey())).write(client.file());
  }

  /** Does the work while no other process can renew this token. */
  void locked(Runnable work) {
    new SecureFile(file(session.tokenKey())).locked(deadline, work);
  }

  private Path file(String key) {
    return folder.resolve(key + ".json");
  }
}
