package io.github.rolecall.testkit;

import io.github.rolecall.testkit.cloudformation.Stacks;
import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.sts.Parameters;
import io.github.rolecall.testkit.sts.Refusal;
import io.github.rolecall.testkit.sts.Sts;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Routes each request to a service.
 *
 * @param sts serves the path {@code /} of every host
 * @param stacks serves that path for requests with the version of CloudFormation
 * @param issuers serve their documents
 * @param gitHubTokens serves the token endpoint of GitHub jobs
 * @param sso routes the requests of IAM Identity Center
 * @param codeArtifact routes the requests of CodeArtifact and its repositories
 * @param ecr routes the requests of ECR and its registries
 */
record Router(
    Sts sts,
    Stacks stacks,
    Issuers issuers,
    GitHubTokens gitHubTokens,
    SsoRoutes sso,
    CodeArtifactRoutes codeArtifact,
    EcrRoutes ecr) {

  Operation route(Request request) {
    try {
      return issuers
          .route(request)
          .or(() -> gitHubTokens.route(request))
          .or(() -> sso.route(request))
          .or(() -> codeArtifact.route(request))
          .or(() -> ecr.route(request))
          .orElseGet(() -> request.path().equals("/") ? query(request) : unknown(request));
    } catch (Refusal malformed) {
      return new Operation(
          "unknown", Map.of(), Router::stsError, () -> malformed.response(requestId()));
    }
  }

  private Operation query(Request request) {
    Parameters parameters = Parameters.of(request);
    if (parameters.get("Version").equals(Optional.of(Stacks.VERSION))) {
      return new Operation(
          "cloudformation:" + parameters.action(),
          parameters.redacted(),
          Router::stsError,
          () -> stacks.answer(request));
    }
    String name = parameters.action().isEmpty() ? "unknown" : parameters.action();
    return new Operation(name, parameters.redacted(), Router::stsError, () -> sts.answer(request));
  }

  private static Operation unknown(Request request) {
    return new Operation(
        "unknown",
        Map.of("path", request.path()),
        Json::error,
        () -> Json.error(404, "", "Nothing is here: " + request.method() + " " + request.path()));
  }

  private static Response stsError(int status, String code, String message) {
    return Refusal.of(status, code, message).response(requestId());
  }

  private static String requestId() {
    return UUID.randomUUID().toString();
  }
}
