package io.github.rolecall.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.problem.Fact;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserAgentTest {
  private static final String PRODUCT = UserAgent.PLAIN.text();

  @Test
  void theProductStandsAlone() {
    assertTrue(PRODUCT.matches("rolecall/[A-Za-z0-9.+_~-]+"), PRODUCT);
  }

  @Test
  void aRunIsNamedAsSdksNameThings() {
    assertEquals(
        PRODUCT + " md/ci#GitHub_Actions md/run_id#4242 md/repository#octo-org+octo-repo",
        UserAgent.of(
                "GitHub Actions",
                List.of(new Fact("run_id", "4242"), new Fact("repository", "octo-org/octo-repo")))
            .text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nX-Evil: 1",
        "a b",
        "a;b",
        "a(b)",
        "\u0000",
        "\u00e9\u4e16",
        "\ud83d\ude00",
        "",
        "a#b"
      })
  void noValueBeginsAnotherPartOrHeader(String value) {
    String text = UserAgent.of("CI", List.of(new Fact("job", value))).text();
    String job = text.substring(text.indexOf("md/job#") + "md/job#".length());
    assertTrue(job.matches("[A-Za-z0-9.+_~-]*"), text);
  }

  @ParameterizedTest
  @CsvSource({"1", "127", "128", "129", "100000"})
  void itIsNeverLong(int length) {
    var facts = new ArrayList<Fact>();
    facts.add(new Fact("run_id", "7"));
    for (int i = 0; i < 9; i++) {
      facts.add(new Fact("x" + i, "v".repeat(length)));
    }
    String text = UserAgent.of("CI", facts).text();
    assertTrue(text.length() <= 512, text);
    assertTrue(text.contains(" md/run_id#7 md/x0#v"), text);
  }
}
