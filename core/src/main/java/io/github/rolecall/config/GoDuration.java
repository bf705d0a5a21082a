package io.github.rolecall.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a session duration in the forms that Pulumi's users write: {@code 1h30m0s}, {@code 3600},
 * {@code 3600s}, {@code 1.5h}, and {@code PT1H30M}.
 *
 * @see <a href="https://pkg.go.dev/time#ParseDuration">Go, ParseDuration</a>
 */
final class GoDuration {
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|μs|ms|s|m|h)");
  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "ns", new BigDecimal("0.000000001"),
          "us", new BigDecimal("0.000001"),
          "µs", new BigDecimal("0.000001"),
          "μs", new BigDecimal("0.000001"),
          "ms", new BigDecimal("0.001"),
          "s", BigDecimal.ONE,
          "m", BigDecimal.valueOf(60),
          "h", BigDecimal.valueOf(3600));
  private static final int SHORTEST = 900;
  private static final int LONGEST = 43200;

  private GoDuration() {}

  /** Returns whole seconds, the form of the input. */
  static String seconds(Setting setting) {
    String text = setting.filled().text().strip();
    return parse(text)
        .filter(seconds -> seconds.stripTrailingZeros().scale() <= 0)
        .filter(seconds -> seconds.compareTo(BigDecimal.valueOf(SHORTEST)) >= 0)
        .filter(seconds -> seconds.compareTo(BigDecimal.valueOf(LONGEST)) <= 0)
        .map(seconds -> seconds.toBigInteger().toString())
        .orElseThrow(
            () ->
                setting.invalid(
                    text,
                    "a duration from 15m to 12h, as 1h30m or 3600; more than 1h only if the"
                        + " MaxSessionDuration of the role allows it"));
  }

  private static Optional<BigDecimal> parse(String text) {
    if (text.matches("\\d{1,9}")) {
      return Optional.of(new BigDecimal(text));
    }
    if (text.startsWith("P")) {
      try {
        return Optional.of(BigDecimal.valueOf(Duration.parse(text).toSeconds()));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
    if (!text.matches("(?:" + PART.pattern() + ")+")) {
      return Optional.empty();
    }
    BigDecimal sum = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.add(new BigDecimal(part.group(1)).multiply(SECONDS.get(part.group(2))));
    }
    return Optional.of(sum);
  }
}
