package io.github.rolecall.testkit;

import io.github.rolecall.testkit.http.Response;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Answers in JSON. */
final class Json {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Json() {}

  static Response ok(Map<String, ?> content) {
    return Response.json(200, JSON.writeValueAsString(content));
  }

  /** An error as GitHub's services write it; there is no place for a code. */
  static Response error(int status, String code, String message) {
    return Response.json(status, JSON.writeValueAsString(Map.of("message", message)));
  }
}
