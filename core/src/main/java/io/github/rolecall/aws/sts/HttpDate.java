package io.github.rolecall.aws.sts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The {@code Date} of an answer: what time it was for its server.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-date">RFC 9110, Date</a>
 */
final class HttpDate {
  private HttpDate() {}

  /** Empty when there is none, or none that can be read. */
  static Optional<Instant> parse(Optional<String> field) {
    try {
      // The day of the week says nothing new, and a wrong one would hide the rest.
      return field
          .map(text -> text.replaceFirst("^\\w+,", "").strip())
          .map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
