package io.github.rolecall.testkit;

import io.github.rolecall.testkit.ecr.EcrError;
import io.github.rolecall.testkit.ecr.EcrTokens;
import io.github.rolecall.testkit.ecr.Registry;
import io.github.rolecall.testkit.http.Request;
import java.util.Map;
import java.util.Optional;

/**
 * Routes requests to the two services of ECR by the header {@code X-Amz-Target}, and to their
 * registries by path.
 */
record EcrRoutes(EcrTokens tokens, Registry registry) {

  Optional<Operation> route(Request request) {
    if (request.path().startsWith("/v2/")) {
      return Optional.of(
          new Operation(
              "registry",
              Map.of("request", request.method() + " " + request.host() + request.path()),
              EcrError::response,
              () -> registry.answer(request)));
    }
    return switch (request.headers().first("x-amz-target").orElse("")) {
      case "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken" ->
          Optional.of(
              new Operation(
                  "ecr:GetAuthorizationToken",
                  Map.of("body", request.body()),
                  EcrError::response,
                  () -> tokens.ofPrivate(request)));
      case "SpencerFrontendService.GetAuthorizationToken" ->
          Optional.of(
              new Operation(
                  "ecr-public:GetAuthorizationToken",
                  Map.of("body", request.body()),
                  EcrError::response,
                  () -> tokens.ofPublic(request)));
      default -> Optional.empty();
    };
  }
}
