package io.github.rolecall.testkit;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The issuers and their documents. Each issuer is served twice: under its real host name, for
 * clients that resolve this name to the simulator, and below {@code /oidc/}, for the simulator's
 * own STS.
 */
final class Issuers {
  static final String GITHUB = "https://token.actions.githubusercontent.com";
  static final String GITLAB = "https://gitlab.com";

  private static final Map<String, String> URL_BY_NAME = Map.of("github", GITHUB, "gitlab", GITLAB);
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final Map<String, Issuer> byUrl = new ConcurrentHashMap<>();
  private final URI server;
  private final Clock clock;
  private final Consumer<String> secrets;

  Issuers(URI server, Clock clock, Consumer<String> secrets) {
    this.server = server;
    this.clock = clock;
    this.secrets = secrets;
  }

  /** Returns an issuer by name or URL, and creates it if it does not exist. */
  Issuer get(String nameOrUrl) {
    String url = URL_BY_NAME.getOrDefault(nameOrUrl, nameOrUrl);
    if (!url.startsWith("https://")) {
      throw new IllegalArgumentException("neither github, gitlab nor an https URL: " + nameOrUrl);
    }
    return byUrl.computeIfAbsent(url, issuer -> new Issuer(issuer, clock, secrets));
  }

  /** The URL under which the simulator's own STS reads the documents of an issuer. */
  URI location(String url) {
    return server.resolve("/oidc/" + get(url).name());
  }

  /** The operation that serves the requested document. */
  Optional<Operation> route(Request request) {
    return byUrl.values().stream().flatMap(issuer -> route(request, issuer).stream()).findFirst();
  }

  private Optional<Operation> route(Request request, Issuer issuer) {
    URI real = URI.create(issuer.url());
    URI base = request.host().equals(real.getHost()) ? real : location(issuer.url());
    String jwksPath = issuer.url().equals(GITLAB) ? "/oauth/discovery/keys" : "/.well-known/jwks";
    if (request.path().equals(base.getPath() + DISCOVERY)) {
      return document("discovery", issuer, () -> issuer.discovery(base + jwksPath));
    }
    if (request.path().equals(base.getPath() + jwksPath)) {
      return document("jwks", issuer, issuer::jwks);
    }
    return Optional.empty();
  }

  private static Optional<Operation> document(
      String name, Issuer issuer, Supplier<String> content) {
    return Optional.of(
        new Operation(
            name,
            Map.of("issuer", issuer.url()),
            Json::error,
            () -> Response.json(200, content.get())));
  }
}
