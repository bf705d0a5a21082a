package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The HTML page of the explainer. It shows reports, and updates its answers when the user edits
 * them.
 *
 * @param page the page without data
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

  /** Returns the page of this release. */
  static HtmlReport bundled() {
    try (InputStream stream =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new HtmlReport(new String(stream.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE, e);
    }
  }

  /**
   * Returns the page with data, as JSON without angle brackets.
   *
   * @throws IllegalArgumentException if the data could end the element that contains it
   */
  String with(String data) {
    if (data.contains("<")) {
      throw new IllegalArgumentException("data with an angle bracket");
    }
    int at = page.indexOf(EMPTY) + BEGIN.length();
    return page.substring(0, at) + data + page.substring(at);
  }
}
