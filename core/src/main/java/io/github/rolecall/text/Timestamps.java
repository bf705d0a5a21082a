package io.github.rolecall.text;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Times in the texts of AWS tools. */
public final class Timestamps {
  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** ISO 8601 with an offset; the AWS CLI's older files of tokens end in UTC. */
  public static Optional<Instant> instant(String text) {
    try {
      String standard = text.replaceFirst("(?i)UTC$", "Z").replaceFirst("^(\\S{10}) ", "$1T");
      return Optional.of(OffsetDateTime.parse(standard, READ).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** In UTC, to the second before: {@code 2026-11-27T02:15:00Z}. */
  public static String seconds(Instant time) {
    return SECONDS.format(time);
  }
}
