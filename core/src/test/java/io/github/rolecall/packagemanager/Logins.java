package io.github.rolecall.packagemanager;

import io.github.rolecall.model.Secret;
import java.net.URI;
import java.util.Optional;

/** Logins to the repository {@code shared} of the domain {@code acme}. */
final class Logins {
  static final String HOST = "acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com";
  static final String TOKEN = "eyJ2ZXIiOjEsImlzdSI6.first_-";

  private Logins() {}

  static RepositoryLogin to(PackageTool manager) {
    return with(manager, TOKEN);
  }

  static RepositoryLogin with(PackageTool manager, String token) {
    return new RepositoryLogin(
        "acme",
        "shared",
        URI.create("https://" + HOST + "/" + manager.format() + "/shared/"),
        new Secret(token),
        Optional.empty(),
        Optional.empty());
  }
}
