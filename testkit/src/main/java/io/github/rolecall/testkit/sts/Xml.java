package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.http.Response;

/** Writer for the XML of the AWS Query protocol. */
final class Xml {
  static final String STS_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  private Xml() {}

  /** An element that contains other elements. */
  static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }

  /** An element that contains text, which is escaped. */
  static String text(String name, String value) {
    return element(name, value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
  }

  /** The response to a successful call. */
  static Response success(String action, String result, String requestId) {
    String name = action + "Response";
    String content =
        element(action + "Result", result)
            + element("ResponseMetadata", text("RequestId", requestId));
    return response(
        200,
        "<" + name + " xmlns=\"" + STS_NAMESPACE + "\">" + content + "</" + name + ">",
        requestId);
  }

  static Response response(int status, String xml, String requestId) {
    return Response.of(status, "text/xml", xml + "\n").with("x-amzn-RequestId", requestId);
  }
}
