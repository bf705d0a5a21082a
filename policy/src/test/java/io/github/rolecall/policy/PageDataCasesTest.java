package io.github.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.explain.FindingCode;
import io.github.rolecall.policy.report.AsOf;
import io.github.rolecall.policy.report.JsonReport;
import io.github.rolecall.policy.report.PageData;
import io.github.rolecall.policy.report.Report;
import io.github.rolecall.policy.report.Reports;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the page, which evaluates the data in it, has the same result as the report. */
class PageDataCasesTest {

  @ParameterizedTest
  @MethodSource("io.github.rolecall.policy.CasesTest#cases")
  void withAllClaimsThePageSaysWhatTheReportSays(CasesTest.Case one) {
    Reports before = reports(one.explanation(), one.request(), true);
    Reports after = reports(again(before, one.request()), one.request(), true);
    // The data of the page does not contain duplicate keys.
    boolean repeats =
        one.explanation().findings().stream()
            .anyMatch(finding -> finding.code() == FindingCode.DUPLICATE_KEYS);
    assertEquals(
        repeats ? before.verdict().text() : json(before),
        repeats ? after.verdict().text() : json(after));
  }

  /** Without the other claims, the reasons may contain fewer details. */
  @ParameterizedTest
  @MethodSource("io.github.rolecall.policy.CasesTest#cases")
  void withTheClaimsOfConditionKeysTheVerdictIsTheSame(CasesTest.Case one) {
    Reports before = reports(one.explanation(), one.request(), false);
    Reports after = reports(again(before, one.request()), one.request(), false);
    assertEquals(before.verdict(), after.verdict());
    assertEquals(before.all().get(0).statements(), after.all().get(0).statements());
  }

  /** The explanation that the page computes from its data. */
  private static Explanation again(Reports reports, Request asked) {
    JsonValue role = JsonTexts.value(new PageData("", reports).json()).path("roles").items().get(0);
    var request =
        new Request(
            new Claims(JsonTexts.value(role.path("claims").text())),
            asked.role(),
            asked.sessionName(),
            asked.region(),
            asked.now());
    return Explanation.of(request, Optional.of(PolicyTexts.policy(role.path("policy").text())));
  }

  private static Reports reports(Explanation explanation, Request request, boolean allClaims) {
    return new Reports(
        List.of(Report.of("", List.of(), explanation, AsOf.now(request.now()), allClaims)));
  }

  private static String json(Reports reports) {
    return new JsonReport(JsonTexts::document).text(reports);
  }
}
