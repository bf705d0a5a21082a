package io.github.rolecall.testkit;

import io.github.rolecall.testkit.codeartifact.CodeArtifact;
import io.github.rolecall.testkit.codeartifact.CodeArtifactError;
import io.github.rolecall.testkit.codeartifact.MavenRepositories;
import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.sts.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Routes requests to the operations of CodeArtifact by method and path, and to its Maven
 * repositories by host.
 */
record CodeArtifactRoutes(CodeArtifact service, MavenRepositories repositories) {

  Optional<Operation> route(Request request) {
    if (MavenRepositories.isFor(request)) {
      return Optional.of(
          new Operation(
              "maven",
              Map.of("request", request.method() + " " + request.host() + request.path()),
              CodeArtifactError::response,
              () -> repositories.answer(request)));
    }
    return switch (request.method() + " " + request.path()) {
      case "POST /v1/authorization-token" ->
          operation("codeartifact:GetAuthorizationToken", request, service::getAuthorizationToken);
      case "GET /v1/repository/endpoint" ->
          operation("codeartifact:GetRepositoryEndpoint", request, service::getRepositoryEndpoint);
      default -> Optional.empty();
    };
  }

  private static Optional<Operation> operation(
      String name, Request request, Function<Request, Response> answer) {
    Map<String, String> query = new LinkedHashMap<>(Parameters.decode(request.query()).values());
    return Optional.of(
        new Operation(name, query, CodeArtifactError::response, () -> answer.apply(request)));
  }
}
