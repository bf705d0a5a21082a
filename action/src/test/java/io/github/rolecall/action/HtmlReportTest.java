package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final String PLACE = "<script type=\"application/json\" id=\"data\"></script>";

  @Test
  void theDataStandsInItsElement() {
    assertEquals(
        "<p>a</p>" + PLACE.replace("></", ">{\"a\": 1}</") + "<p>b</p>",
        new HtmlReport("<p>a</p>" + PLACE + "<p>b</p>").with("{\"a\": 1}"));
  }

  @Test
  void dataThatCouldEndTheElementIsRefused() {
    var report = new HtmlReport(PLACE);
    assertThrows(IllegalArgumentException.class, () -> report.with("{\"a\": \"</script>\"}"));
  }

  @Test
  void aPageWithoutAPlaceForDataIsRefused() {
    assertThrows(IllegalStateException.class, () -> new HtmlReport("<p></p>"));
  }
}
