package io.github.rolecall.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.SharedCases;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.report.AsOf;
import io.github.rolecall.policy.report.JsonReport;
import io.github.rolecall.policy.report.Report;
import io.github.rolecall.policy.report.Reports;
import io.github.rolecall.policyfile.PolicyFiles;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the page's report with that of the command, which uses other parsers. {@code
 * BrowserEqualityIT} compares the page's answers with those in a browser.
 */
@Tag("heavy")
@Tag("long")
class CommandEqualityTest {
  @Test
  void everyReportIsThatOfTheCommand() throws IOException {
    int reports = 0;
    for (SharedCases one : SharedCases.all()) {
      String answer = Explainer.answer(Requests.of(one));
      JsonValue read = JsonReader.document(answer).root();
      // Skip reports with an assumed issuer: the command adds a missing issuer in other code.
      if (read.has("report") && read.path("view").path("notes").items().isEmpty()) {
        reports++;
        String expected = "{\"report\":" + command(one) + ",\"claims\":";
        String actual = answer.substring(0, Math.min(answer.length(), expected.length()));
        assertEquals(expected, actual, one.toString());
      }
    }
    assertTrue(reports > 3_000, "reports: " + reports);
  }

  /** Returns the report of the command, which uses its own JSON parser. */
  private static String command(SharedCases one) {
    Optional<RoleArn> role = one.role().flatMap(RoleArn::parse);
    var claims = new Claims(JsonReader.document(one.claims()).root());
    TrustPolicy policy = PolicyFiles.read(one.policy()).of(role);
    AsOf asOf = AsOf.validityOf(claims, Instant.ofEpochSecond(one.now()));
    var request =
        new Request(
            claims, role.or(policy::role), one.sessionName(), Optional.empty(), asOf.time());
    Report report =
        Report.of("", List.of(), Explanation.of(request, Optional.of(policy)), asOf, false);
    var reports = new Reports(List.of(report));
    return JsonWriter.compact(new JsonReport(JsonReader::document).json(reports));
  }
}
