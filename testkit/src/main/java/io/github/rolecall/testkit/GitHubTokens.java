package io.github.rolecall.testkit;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.sts.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The endpoint that issues ID tokens to GitHub jobs. Its client is {@code oidc-utils.ts} of
 * actions/toolkit.
 */
final class GitHubTokens {
  static final String PATH = "/github/idtoken/";

  private final Map<String, GitHubJob> jobs = new ConcurrentHashMap<>();
  private final Consumer<String> secrets;

  GitHubTokens(Consumer<String> secrets) {
    this.secrets = secrets;
  }

  void register(GitHubJob job) {
    if (jobs.put(job.id(), job) == null) {
      secrets.accept(job.requestToken());
    }
  }

  Optional<Operation> route(Request request) {
    if (!request.path().startsWith(PATH)) {
      return Optional.empty();
    }
    Parameters query = Parameters.decode(request.query());
    return Optional.of(
        new Operation(
            "oidc-token",
            query.values(),
            Json::error,
            () -> answer(request, query.get("audience"))));
  }

  private Response answer(Request request, Optional<String> audience) {
    GitHubJob job = jobs.get(request.path().substring(PATH.length()));
    String bearer = request.headers().first("authorization").orElse("");
    if (!request.method().equals("GET")) {
      return Json.error(405, "", "Method not allowed");
    }
    if (job == null || !bearer.equals("Bearer " + job.requestToken())) {
      return Json.error(401, "", "The request token is missing, expired or not of this job");
    }
    String token =
        job.idToken(audience.filter(value -> !value.isEmpty()).orElseGet(job::defaultAudience));
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("count", token.length());
    content.put("value", token);
    return Json.ok(content);
  }
}
