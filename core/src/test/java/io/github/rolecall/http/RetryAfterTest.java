package io.github.rolecall.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final String NOW = "Fri, 27 Nov 2026 07:00:00 GMT";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "3 | 3",
        " 120  | 120",
        "0 | 0",
        "0000000000003 | 3",
        "99999999 | 99999999",
        "Fri, 27 Nov 2026 07:00:05 GMT | 5",
        "Fri, 27 Nov 2026 08:00:00 GMT | 3600",
        "Fri, 27 Nov 2026 07:00:00 GMT | 0",
        "Fri, 27 Nov 2026 06:59:00 GMT | -",
        "-1 | -",
        "1.5 | -",
        "999999999999999999999999 | -",
        "soon | -",
        "'' | -"
      })
  void secondsAndTimesAreRead(String header, Long seconds) {
    assertEquals(
        Optional.ofNullable(seconds).map(Duration::ofSeconds),
        RetryAfter.of(answer(header, Optional.of(NOW))));
  }

  /** Without the date of the answer, a time is ignored: this machine's clock may be wrong. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {"3 | 3", "Fri, 27 Nov 2099 07:00:05 GMT | -"})
  void aTimeIsComparedWithTheDateOfTheAnswer(String header, Long seconds) {
    assertEquals(
        Optional.ofNullable(seconds).map(Duration::ofSeconds),
        RetryAfter.of(answer(header, Optional.empty())));
  }

  private static Http.Answer answer(String retryAfter, Optional<String> date) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("retry-after", retryAfter));
    date.ifPresent(now -> headers.add(Map.entry("date", now)));
    return new Http.Answer(503, headers, "");
  }
}
