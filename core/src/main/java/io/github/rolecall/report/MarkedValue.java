package io.github.rolecall.report;

import io.github.rolecall.policy.report.Difference.Span;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A value, parts of which are marked.
 *
 * @param spans from left to right; an empty one marks the place before its character
 */
record MarkedValue(String value, List<Span> spans) {

  /** The value, its parts as these two write them. */
  String with(UnaryOperator<String> other, UnaryOperator<String> marked) {
    var text = new StringBuilder();
    int at = 0;
    for (Span span : spans) {
      text.append(other.apply(value.substring(at, span.from())));
      if (span.to() > span.from()) {
        text.append(marked.apply(value.substring(span.from(), span.to())));
      }
      at = span.to();
    }
    return text.append(other.apply(value.substring(at))).toString();
  }

  /** Carets under the marked parts, as these parts are shown; empty without any. */
  String carets(UnaryOperator<String> shown) {
    var line = new StringBuilder();
    int at = 0;
    for (Span span : spans) {
      line.append(" ".repeat(columns(shown.apply(value.substring(at, span.from())))));
      String marked = shown.apply(value.substring(span.from(), span.to()));
      line.append("^".repeat(Math.max(1, columns(marked))));
      at = span.to();
    }
    return line.toString();
  }

  private static int columns(String text) {
    return text.codePointCount(0, text.length());
  }
}
