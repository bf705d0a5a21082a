package io.github.rolecall.testkit.sts;

import static io.github.rolecall.testkit.sts.Xml.element;
import static io.github.rolecall.testkit.sts.Xml.text;

import io.github.rolecall.testkit.http.Response;

/** An error response of STS. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String namespace;

  private Refusal(int status, String code, String message, String namespace) {
    super(message);
    this.status = status;
    this.code = code;
    this.namespace = namespace;
  }

  /**
   * Creates an error of the service.
   *
   * @param status the HTTP status
   * @param code the error code, such as {@code AccessDenied}
   * @param message the error message
   */
  public static Refusal of(int status, String code, String message) {
    return new Refusal(status, code, message, Xml.STS_NAMESPACE);
  }

  /** Creates an error for a request without a known operation. Its XML namespace is another one. */
  static Refusal dispatch(String code, String message) {
    return new Refusal(400, code, message, "http://webservices.amazon.com/AWSFault/2005-15-09");
  }

  static Refusal accessDenied(String message) {
    return of(403, "AccessDenied", message);
  }

  static Refusal validation(String message) {
    return of(400, "ValidationError", message);
  }

  static Refusal invalidIdentityToken(String message) {
    return of(400, "InvalidIdentityToken", message);
  }

  static Refusal malformedPolicy(String message) {
    return of(400, "MalformedPolicyDocument", message);
  }

  static Refusal signature(String message) {
    return of(403, "SignatureDoesNotMatch", message);
  }

  /** The error code, such as {@code AccessDenied}. */
  public String code() {
    return code;
  }

  /** The response for this error. */
  public Response response(String requestId) {
    String error =
        text("Type", status < 500 ? "Sender" : "Receiver")
            + text("Code", code)
            + text("Message", String.valueOf(getMessage()));
    return Xml.response(
        status,
        "<ErrorResponse xmlns=\""
            + namespace
            + "\">"
            + element("Error", error)
            + text("RequestId", requestId)
            + "</ErrorResponse>",
        requestId);
  }
}
