package io.github.rolecall.testkit;

import io.github.rolecall.testkit.http.Response;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Responses in JSON. */
final class Json {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Json() {}

  static Response ok(Map<String, ?> content) {
    return Response.json(200, JSON.writeValueAsString(content));
  }

  /** An error in the format of GitHub's services, which has no error code. */
  static Response error(int status, String code, String message) {
    return Response.json(status, JSON.writeValueAsString(Map.of("message", message)));
  }
}
