package io.github.rolecall.testkit.sso;

import io.github.rolecall.testkit.http.Response;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error of SSO OIDC, as in its API model: an OAuth error code, a description, and an exception.
 */
public final class OidcError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String error;

  OidcError(int status, String error, String description) {
    super(description);
    this.status = status;
    this.error = error;
  }

  /** Creates an error with status 400, the status of most errors. */
  static OidcError of(String error, String description) {
    return new OidcError(400, error, description);
  }

  static OidcError invalidClient(String description) {
    return new OidcError(401, "invalid_client", description);
  }

  String error() {
    return error;
  }

  Response response() {
    return response(status, error, String.valueOf(getMessage()));
  }

  /**
   * The response for an error. Its header names the exception, such as {@code SlowDownException}.
   */
  public static Response response(int status, String error, String description) {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", description);
    return Response.json(status, JsonMapper.shared().writeValueAsString(body))
        .with("x-amzn-ErrorType", exception(error));
  }

  private static String exception(String error) {
    return Stream.of(error.replaceFirst("_error$", "").split("_", -1))
            .filter(word -> !word.isEmpty())
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining())
        + "Exception";
  }
}
