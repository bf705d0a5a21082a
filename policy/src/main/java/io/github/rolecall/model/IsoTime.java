package io.github.rolecall.model;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as ISO 8601 writes them. The formatter of Java would bring all time zones into a browser,
 * which are half as large as everything else together.
 */
public final class IsoTime {
  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)"
              + "(T(\\d\\d):(\\d\\d)(:(\\d\\d)([.]\\d{0,9})?)?([Zz]|[+-]\\d\\d(:\\d\\d)?))?");

  private static final int DAY = 86_400;
  private static final int HOUR = 3_600;
  private static final int MINUTE = 60;
  private static final int FARTHEST_ZONE = 18 * HOUR;

  /** The days of 400 years. Then all repeats. */
  private static final int DAYS_OF_CYCLE = 146_097;

  /** The days from March of the year 0, with which a cycle begins, to 1970. */
  private static final int DAYS_TO_1970 = 719_468;

  private IsoTime() {}

  /** As {@link Instant#toString} writes it, for the years 0 to 9999. */
  public static String write(Instant time) {
    long days = Math.floorDiv(time.getEpochSecond(), DAY) + DAYS_TO_1970;
    long cycle = Math.floorDiv(days, DAYS_OF_CYCLE);
    int day = (int) Math.floorMod(days, (long) DAYS_OF_CYCLE);
    int year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    int ofYear = day - (365 * year + year / 4 - year / 100);
    // From March on, months have 31, 30, 31, 30 and 31 days, and then again.
    int month = (5 * ofYear + 2) / 153;
    int ofMonth = ofYear - (153 * month + 2) / 5 + 1;
    long calendarYear = year + cycle * 400 + (month < 10 ? 0 : 1);
    int second = (int) Math.floorMod(time.getEpochSecond(), (long) DAY);
    return padded(calendarYear, 4)
        + "-"
        + padded(month < 10 ? month + 3 : month - 9, 2)
        + "-"
        + padded(ofMonth, 2)
        + "T"
        + padded(second / HOUR, 2)
        + ":"
        + padded(second / MINUTE % MINUTE, 2)
        + ":"
        + padded(second % MINUTE, 2)
        + fraction(time.getNano())
        + "Z";
  }

  private static String padded(long number, int digits) {
    String text = String.valueOf(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }

  /** Three, six or nine digits, as many as it takes. */
  private static String fraction(int nanoseconds) {
    if (nanoseconds == 0) {
      return "";
    }
    String digits = padded(nanoseconds, 9);
    int end = digits.endsWith("000000") ? 3 : digits.endsWith("000") ? 6 : 9;
    return "." + digits.substring(0, end);
  }

  /**
   * Reads a date, which is its first second in UTC, or a date and a time with its zone.
   *
   * @return empty if there is no such time
   */
  public static Optional<Instant> parse(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int year = Integer.parseInt(matcher.group(1));
    int month = Integer.parseInt(matcher.group(2));
    int day = Integer.parseInt(matcher.group(3));
    if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
      return Optional.empty();
    }
    Instant date = Instant.ofEpochSecond((long) DAY * days(year, month, day));
    return matcher.group(4) == null ? Optional.of(date) : time(date, matcher);
  }

  private static Optional<Instant> time(Instant date, Matcher matcher) {
    int hour = Integer.parseInt(matcher.group(5));
    int minute = Integer.parseInt(matcher.group(6));
    int second = matcher.group(8) == null ? 0 : Integer.parseInt(matcher.group(8));
    Optional<Integer> zone = zone(matcher.group(10));
    if (hour > 23 || minute > 59 || second > 59 || zone.isEmpty()) {
      return Optional.empty();
    }
    String fraction = matcher.group(9) == null ? "" : matcher.group(9).substring(1);
    int nanoseconds = Integer.parseInt((fraction + "000000000").substring(0, 9));
    return Optional.of(
        date.plusSeconds((long) HOUR * hour + (long) MINUTE * minute + second - zone.get())
            .plusNanos(nanoseconds));
  }

  /** The seconds that a zone is ahead of UTC. */
  private static Optional<Integer> zone(String text) {
    if (text.equals("Z") || text.equals("z")) {
      return Optional.of(0);
    }
    String digits = text.substring(1).replace(":", "") + "00";
    int minutes = Integer.parseInt(digits.substring(2, 4));
    int seconds = HOUR * Integer.parseInt(digits.substring(0, 2)) + MINUTE * minutes;
    return minutes > 59 || seconds > FARTHEST_ZONE
        ? Optional.empty()
        : Optional.of(text.startsWith("-") ? -seconds : seconds);
  }

  private static int daysOf(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return switch (month) {
      case 2 -> leap ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** The days since 1970. */
  private static int days(int year, int month, int day) {
    int counted = month > 2 ? year : year - 1;
    int cycle = Math.floorDiv(counted, 400);
    int ofCycle = Math.floorMod(counted, 400);
    int ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return cycle * DAYS_OF_CYCLE
        + 365 * ofCycle
        + ofCycle / 4
        - ofCycle / 100
        + ofYear
        - DAYS_TO_1970;
  }
}
