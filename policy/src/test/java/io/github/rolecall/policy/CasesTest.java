package io.github.rolecall.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.explain.Finding;
import io.github.rolecall.policy.explain.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the verdict and the findings for typical trust policies, each with a token. The files
 * {@code cases-*.json} contain the cases.
 */
public class CasesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final List<String> FILES =
      List.of(
          "subjects", "keys", "principals", "tokens", "safety", "others", "operators", "saving");

  /** A cache of parsed files, because each case reads the file with its token. */
  private static final Map<String, JsonValue> READ = new ConcurrentHashMap<>();

  /**
   * A case.
   *
   * @param first the code of the first finding; empty means any code
   */
  record Case(
      String name,
      Request request,
      String policy,
      String verdict,
      Optional<String> first,
      Set<String> codes) {
    Explanation explanation() {
      return Explanation.of(request, Optional.of(PolicyTexts.policy(policy)));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    return FILES.stream().flatMap(CasesTest::file);
  }

  static Stream<Case> file(String name) {
    return read("cases-" + name + ".json").path("cases").items().stream().map(CasesTest::parse);
  }

  private static Case parse(JsonValue node) {
    JsonValue policy = node.path("policy");
    String text = policy.isString() ? policy.text() : policy.toString();
    List<String> codes = node.path("codes").items().stream().map(JsonValue::text).toList();
    return new Case(
        node.path("name").text(),
        request(node),
        text,
        node.path("verdict").text(),
        codes.stream()
            .findFirst()
            .filter(code -> !node.path("anyOrder").equals(JsonValue.of(true))),
        Set.copyOf(codes));
  }

  static Request request(JsonValue node) {
    JsonValue role = node.path("role");
    JsonValue policyRole = node.path("policy").path("Role").path("Arn");
    return new Request(
        claims(node.path("claims")),
        Optional.of(role.isString() ? role : policyRole)
            .filter(JsonValue::isString)
            .flatMap(arn -> RoleArn.parse(arn.text())),
        Optional.of(node.path("sessionName")).filter(JsonValue::isString).map(JsonValue::text),
        Optional.empty(),
        NOW);
  }

  /** The claims of a named token, with changes. A change to null removes the claim. */
  static Claims claims(JsonValue node) {
    var claims =
        new LinkedHashMap<>(
            (node.has("like") ? read("tokens.json").path(node.path("like").text()) : node)
                .members());
    node.members()
        .forEach(
            (name, value) -> {
              if (value.isNull()) {
                claims.remove(name);
              } else if (!name.equals("like")) {
                claims.put(name, value);
              }
            });
    return new Claims(JsonValue.object(claims));
  }

  public static JsonValue read(String name) {
    return READ.computeIfAbsent(name, CasesTest::parsed);
  }

  private static JsonValue parsed(String name) {
    try (InputStream stream = CasesTest.class.getResourceAsStream(name)) {
      String text = new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
      return JsonTexts.value(text);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** Whether the explanation contains an error, which is a reason for denial. */
  public static boolean hasErrors(Explanation explanation) {
    return explanation.findings().stream()
        .anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
  }

  private static List<String> found(Explanation explanation) {
    return explanation.findings().stream().map(f -> f.code().code()).toList();
  }

  /**
   * Tests everything with one explanation, because the mutation tests run this test for each
   * mutant.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theVerdictIsThatOfAwsAndWhatIsWrongIsFound(Case one) {
    Explanation explanation = one.explanation();
    String findings = explanation.findings().toString();
    assertEquals(one.verdict(), explanation.verdict().text(), findings);
    List<String> found = found(explanation);
    assertEquals(one.codes(), Set.copyOf(found), findings);
    one.first().ifPresent(first -> assertEquals(first, found.get(0), findings));
    boolean denied = explanation.verdict() == Verdict.DENIED;
    assertEquals(
        denied, hasErrors(explanation), "a refusal has a reason, and an allowance has none");
    explanation.findings().forEach(CasesTest::assertSaysWhatToDo);
  }

  private static void assertSaysWhatToDo(Finding finding) {
    assertTrue(finding.message().length() > 20, finding.toString());
    assertTrue(finding.remedy().length() > 10, finding.toString());
    String both = finding.message() + finding.remedy();
    for (String inside : List.of("null", "Optional", "%s", "\uE000", "\uE001", "KeyValue")) {
      assertFalse(both.contains(inside), both);
    }
  }

  @Test
  void everyCodeHasACase() {
    Set<String> found = cases().flatMap(one -> one.codes().stream()).collect(Collectors.toSet());
    Set<String> codes =
        Stream.of(FindingCode.values()).map(FindingCode::code).collect(Collectors.toSet());
    assertEquals(codes, found);
  }

  @Test
  void namesOfCasesAreDistinct() {
    List<String> names = cases().map(Case::name).toList();
    assertEquals(names.size(), Set.copyOf(names).size());
    assertTrue(names.size() >= 60, String.valueOf(names.size()));
  }
}
