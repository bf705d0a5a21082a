package io.github.rolecall.aws.sso;

import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Signs out of all sessions: ends them in the portal and removes the token files, and the
 * credentials files that the AWS CLI caches. Registered clients stay, as in the AWS CLI.
 */
public final class SsoSignOut {
  private final SsoCaller caller;
  private final Function<String, URI> portal;

  /**
   * Makes a sign-out, which {@link #run} performs.
   *
   * @param portal returns the address of the access portal in a Region
   */
  public SsoSignOut(SsoCaller caller, Function<String, URI> portal) {
    this.caller = caller;
    this.portal = portal;
  }

  /**
   * Signs out. A token that the portal no longer accepts is also removed.
   *
   * @return the number of removed tokens
   * @throws CredentialsException with {@link ExportProblem} for a file that cannot be removed,
   *     after all others are removed
   */
  public int run() {
    var failed = new ArrayList<CredentialsException>();
    int tokens = 0;
    for (Path file : files(SsoCache.folder(caller.host()))) {
      Optional<JsonValue> token = read(file).filter(json -> json.path("accessToken").isString());
      if (token.isPresent()) {
        tell(token.get());
        tokens += remove(file, failed);
      }
    }
    for (Path file : files(caller.host().home().resolve(".aws").resolve("cli").resolve("cache"))) {
      if (read(file).filter(json -> json.path("ProviderType").text().equals("sso")).isPresent()) {
        remove(file, failed);
      }
    }
    if (!failed.isEmpty()) {
      throw failed.get(0);
    }
    return tokens;
  }

  private void tell(JsonValue token) {
    JsonValue region = token.path("region");
    if (!region.isString()) {
      return;
    }
    try {
      var secret = new Secret(token.path("accessToken").text());
      new SsoPortal(caller.once(), portal.apply(region.text()), secret).logout();
    } catch (CredentialsException e) {
      caller
          .console()
          .info(
              "Could not end one session of IAM Identity Center ("
                  + e.problem().code()
                  + "). It may already have ended");
    }
  }

  private static int remove(Path file, List<CredentialsException> failed) {
    try {
      new SecureFile(file).delete();
      return 1;
    } catch (CredentialsException e) {
      failed.add(e);
      return 0;
    }
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new CredentialsException(
          new ExportProblem.FileUnusable(folder.toString(), e.getClass().getSimpleName()), e);
    }
  }

  private static Optional<JsonValue> read(Path file) {
    try {
      return JsonReader.object(WholeFile.text(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
