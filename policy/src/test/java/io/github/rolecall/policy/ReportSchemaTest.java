package io.github.rolecall.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.report.AsOf;
import io.github.rolecall.policy.report.JsonReport;
import io.github.rolecall.policy.report.Report;
import io.github.rolecall.policy.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the output of {@code explain --format json} conforms to docs/explain.schema.json. */
class ReportSchemaTest {
  private static final AsOf NOW = AsOf.now(Instant.parse("2026-11-21T12:00:00Z"));

  private static final Schema SCHEMA = schema();

  private static Schema schema() {
    try {
      String text = Files.readString(Path.of("../docs/explain.schema.json"), UTF_8);
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(text, InputFormat.JSON);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> faults(String json) {
    return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  private static String json(Report... reports) {
    return new JsonReport(JsonTexts::document).text(new Reports(List.of(reports)));
  }

  private static Report report(String name, Explanation explanation) {
    return Report.of(name, List.of(), explanation, NOW, false);
  }

  static Stream<CasesTest.Case> cases() {
    return CasesTest.cases();
  }

  @Tag("heavy")
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void everyCaseHoldsToIt(CasesTest.Case one) {
    String json = json(report("", one.explanation()));
    assertEquals(List.of(), faults(json), json);
    String alone = json(report("", Explanation.of(one.explanation().request(), Optional.empty())));
    assertEquals(List.of(), faults(alone), alone);
  }

  @Test
  void severalRolesHoldToIt() {
    List<CasesTest.Case> all = CasesTest.cases().limit(3).toList();
    Report first = report("app", all.get(0).explanation());
    String json = json(first, report("logs", all.get(1).explanation()));
    assertEquals(List.of(), faults(json), json);
    assertEquals(
        List.of("app", "logs"),
        List.copyOf(JsonTexts.value(json).path("roles").members().keySet()));
  }

  /** Scripts depend on these names and values. */
  @Test
  void theDocumentNamesItsVersionAndTheClaims() {
    CasesTest.Case one = CasesTest.cases().findFirst().orElseThrow();
    JsonValue json = JsonTexts.value(json(report("", one.explanation())));
    assertEquals(JsonValue.of(1), json.path("version"));
    JsonValue claims = json.path("claims");
    assertEquals(one.explanation().request().claims().subject(), claims.path("sub").text());
    assertFalse(claims.has("runner_environment"), "a claim that does not decide");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\": 1|\"version\": 2",
        "\"verdict\": \"|\"verdict\": \"x",
        "\"findings\": [|\"findings\": [1, ",
        "\"statements\":|\"statement\":",
        "\"effect\": \"Allow\"|\"effect\": \"allow\"",
        "\"result\": \"|\"result\": \"x",
        "\"severity\": \"|\"severity\": \"x",
        "\"token\": {|\"token\": {\"jwt\": \"e\", "
      })
  void theSchemaSeesWhatIsWrong(String right, String wrong) {
    String json =
        CasesTest.cases()
            .map(one -> json(report("", one.explanation())))
            .filter(text -> text.contains(right) && text.contains("\"severity\""))
            .findFirst()
            .orElseThrow();
    assertFalse(faults(json.replace(right, wrong)).isEmpty(), wrong);
  }
}
