package io.github.rolecall.testkit.ecr;

import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.sts.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error in the protocol JSON 1.1 of AWS: the status is 400, and the exception is in the body.
 */
public final class EcrError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The error codes of services with this protocol, by the error codes of STS. */
  private static final Map<String, String> CODES =
      Map.of(
          "InvalidClientTokenId", "UnrecognizedClientException",
          "SignatureDoesNotMatch", "InvalidSignatureException",
          "ExpiredToken", "ExpiredTokenException",
          "MissingAuthenticationToken", "MissingAuthenticationTokenException",
          "IncompleteSignature", "IncompleteSignatureException");

  private final String exception;

  EcrError(String exception, String message) {
    super(message);
    this.exception = exception;
  }

  static EcrError of(Refusal refusal) {
    return new EcrError(
        CODES.getOrDefault(refusal.code(), refusal.code()), String.valueOf(refusal.getMessage()));
  }

  Response response() {
    return response(400, exception, String.valueOf(getMessage()));
  }

  /** The response for an error. */
  public static Response response(int status, String exception, String message) {
    var body = new LinkedHashMap<String, Object>();
    body.put("__type", exception);
    body.put("message", message);
    return Response.of(
        status, "application/x-amz-json-1.1", JsonMapper.shared().writeValueAsString(body));
  }
}
