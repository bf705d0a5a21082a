package io.github.rolecall.testkit.scenario;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.GitHubJob;
import io.github.rolecall.testkit.GitLabJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** The environment of a scenario's job, which {@code env.json} describes. */
final class JobVariables {
  private final JsonNode settings;
  private final FakeAws aws;
  private final Path root;
  private final Map<String, String> environment = new LinkedHashMap<>();

  JobVariables(JsonNode settings, FakeAws aws, Path root) {
    this.settings = settings;
    this.aws = aws;
    this.root = root;
  }

  /**
   * All variables that are not empty.
   *
   * @param filled replaces the placeholders for addresses and folders in a value
   */
  Map<String, String> all(UnaryOperator<String> filled) throws IOException {
    environment.put("HOME", root.resolve("home").toString());
    environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
    job();
    settings
        .path("tokens")
        .properties()
        .forEach(token -> environment.put(token.getKey(), mint(token.getValue())));
    settings
        .path("variables")
        .properties()
        .forEach(
            variable ->
                environment.put(variable.getKey(), filled.apply(variable.getValue().asString())));
    environment.values().removeIf(String::isEmpty);
    return environment;
  }

  private void job() throws IOException {
    JsonNode options = settings.path("options");
    switch (settings.path("job").asString("github")) {
      case "github" -> {
        environment.putAll(gitHub(options).environment());
        for (String file : List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE")) {
          environment.put(file, Files.createFile(root.resolve(file)).toString());
        }
      }
      case "gitlab" -> {
        environment.putAll(gitLab(options).environment());
        environment.put("CI_PROJECT_DIR", root.resolve("workspace").toString());
      }
      default -> {
        environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
      }
    }
  }

  private GitHubJob gitHub(JsonNode options) {
    GitHubJob job = aws.gitHubJob();
    if (options.has("environment")) {
      job = job.environment(options.path("environment").asString());
    }
    if (options.has("event")) {
      job = job.event(options.path("event").asString());
    }
    if (options.path("immutableSubject").asBoolean(false)) {
      job = job.immutableSubject(true);
    }
    return options.path("idToken").asBoolean(true) ? job : job.withoutIdToken();
  }

  private GitLabJob gitLab(JsonNode options) {
    GitLabJob job = aws.gitLabJob();
    if (options.has("audience")) {
      job = job.audience(options.path("audience").asString());
    }
    return options.path("idToken").asBoolean(true) ? job : job.withoutIdToken();
  }

  /**
   * Signs a token with times relative to now: {@code {"issuer", "expiresIn": seconds, "claims":
   * {…}}}.
   */
  private String mint(JsonNode token) {
    var claims = new LinkedHashMap<String, Object>();
    token
        .path("claims")
        .properties()
        .forEach(
            claim ->
                claims.put(
                    claim.getKey(),
                    claim.getValue().isArray()
                        ? claim.getValue().valueStream().map(JsonNode::asString).toList()
                        : claim.getValue().asString()));
    if (token.has("expiresIn")) {
      long expires = Instant.now().getEpochSecond() + token.path("expiresIn").asLong();
      claims.put("exp", expires);
      claims.put("iat", expires - 300);
      claims.put("nbf", expires - 300);
    }
    return aws.issuer(token.path("issuer").asString("gitlab")).mint(claims);
  }
}
