package io.github.rolecall.testkit.sso;

import io.github.rolecall.testkit.http.Response;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An error of the access portal: the exception is in a header, and the message is in the body. */
public final class PortalError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String exception;

  PortalError(int status, String exception, String message) {
    super(message);
    this.status = status;
    this.exception = exception;
  }

  Response response() {
    return response(status, exception, String.valueOf(getMessage()));
  }

  /** The response for an error. */
  public static Response response(int status, String exception, String message) {
    return Response.json(status, JsonMapper.shared().writeValueAsString(Map.of("message", message)))
        .with("x-amzn-ErrorType", exception);
  }
}
