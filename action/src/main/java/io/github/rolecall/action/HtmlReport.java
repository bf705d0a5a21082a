package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The page of the explainer, which shows reports and answers when they are changed.
 *
 * @param page without data
 */
record HtmlReport(String page) {
  private static final String RESOURCE = "/io/github/rolecall/page/page.html";
  private static final String BEGIN = "<script type=\"application/json\" id=\"data\">";
  private static final String EMPTY = BEGIN + "</script>";

  HtmlReport {
    if (!page.contains(EMPTY)) {
      throw new IllegalStateException("the page has no place for data");
    }
  }

  /** The page of this release. */
  static HtmlReport bundled() {
    try (InputStream stream =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new HtmlReport(new String(stream.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE, e);
    }
  }

  /**
   * The page with data, in JSON that contains no angle brackets.
   *
   * @throws IllegalArgumentException if the data could end the element that holds it
   */
  String with(String data) {
    if (data.contains("<")) {
      throw new IllegalArgumentException("data with an angle bracket");
    }
    int at = page.indexOf(EMPTY) + BEGIN.length();
    return page.substring(0, at) + data + page.substring(at);
  }
}
