package io.github.rolecall.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.explain.Finding;
import io.github.rolecall.policy.explain.LikelyCauses;
import io.github.rolecall.policy.explain.Proposal;
import io.github.rolecall.policy.repair.Edit;
import io.github.rolecall.policy.report.AsOf;
import io.github.rolecall.policy.report.Change;
import io.github.rolecall.policy.report.Check;
import io.github.rolecall.policy.report.Difference;
import io.github.rolecall.policy.report.Reason;
import io.github.rolecall.policy.report.Report;
import io.github.rolecall.policy.report.StatementResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares all explanations of the cases and of the public policies with the files in the folder
 * {@code explained}. They show the effect of a changed message on all explanations. {@code
 * -Dgolden.update} writes them.
 */
class ExplainedCasesTest {
  private static final AsOf NOW = AsOf.now(Instant.parse("2026-11-21T12:00:00Z"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subjects",
        "keys",
        "principals",
        "tokens",
        "safety",
        "others",
        "operators",
        "saving"
      })
  void eachCaseIsExplainedAsBefore(String file) throws IOException {
    GoldenSections.assertSame(
        file, CasesTest.file(file).map(one -> section(one.name(), one.explanation())).toList());
  }

  /**
   * A remedy must not add {@code *} to a list of values: the condition would then match every
   * value, which is easy to overlook.
   */
  @ParameterizedTest
  @MethodSource("io.github.rolecall.policy.CasesTest#cases")
  void noRemedyHidesThatAConditionIsGivenUp(CasesTest.Case one) {
    for (Finding finding : one.explanation().findings()) {
      for (Edit edit : finding.edits()) {
        if (edit instanceof Edit.Replace replace && !replace.before().expected().contains("*")) {
          assertTrue(
              replace.after().stream().noneMatch(after -> after.expected().contains("*")),
              finding.remedy());
        }
      }
    }
  }

  @Test
  void eachPublicPolicyIsExplainedAsBefore() throws IOException {
    String policies = "src/test/resources/io/github/rolecall/policy/public-policies.jsonl";
    List<String> sections =
        Files.readString(Path.of(policies), UTF_8)
            .lines()
            .map(JsonTexts::value)
            .map(one -> section(one.path("id").text(), explanation(one)))
            .toList();
    GoldenSections.assertSame("public-policies", sections);
  }

  private static Explanation explanation(JsonValue node) {
    return Explanation.of(
        CasesTest.request(node), Optional.of(PolicyTexts.policy(node.path("policy").toString())));
  }

  /** Tests the explanation of a token without a policy. */
  @Test
  void likelyCausesOfEachTokenAreNamedAsBefore() throws IOException {
    var role = Optional.of(new RoleArn("aws", "111122223333", "Deploy"));
    List<String> sections =
        CasesTest.read("tokens.json").members().entrySet().stream()
            .map(
                token -> {
                  var likely = new LikelyCauses(new Claims(token.getValue()), role);
                  return section(token.getKey(), likely.causes(), likely.trustPolicy());
                })
            .toList();
    GoldenSections.assertSame("tokens-without-a-policy", sections);
  }

  private static String section(String name, List<String> causes, String policy) {
    return "== " + name + "\n" + String.join("\n", causes) + "\n" + policy.strip() + "\n";
  }

  private static String section(String name, Explanation explanation) {
    Report report = Report.of("", List.of(), explanation, NOW, false);
    return Stream.of(
            Stream.of("== " + name, report.answer().verdict() + ": " + report.answer().reason()),
            Stream.of(true, false)
                .flatMap(reasons -> report.findings(reasons).stream())
                .map(ExplainedCasesTest::finding),
            report.reasons().stream().map(ExplainedCasesTest::reason),
            report.otherStatements().stream().map(other -> statement("other", other)),
            report.change().stream().flatMap(ExplainedCasesTest::change))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String finding(Finding finding) {
    return "%s %s: %s%n  %s"
        .formatted(finding.severity(), finding.code().code(), finding.message(), finding.remedy());
  }

  private static String reason(Reason reason) {
    String deciding =
        reason.checks().stream()
            .map(check -> check.operator() + " " + check.key())
            .map(String::strip)
            .collect(Collectors.joining(", "));
    return statement("decides by " + deciding, reason.statement());
  }

  private static String statement(String part, StatementResult statement) {
    return "%s (%s): %s%s"
        .formatted(
            statement.title(),
            part,
            statement.applies(),
            statement.checks().stream()
                .map(ExplainedCasesTest::check)
                .collect(Collectors.joining()));
  }

  /**
   * The result of a condition. If it does not match, also the expected and the actual value, and
   * their difference.
   */
  private static String check(Check check) {
    String name = "%n  %s: %s".formatted(check.result(), check.operator() + " " + check.key());
    return check.result() == TriState.TRUE
        ? name.stripTrailing()
        : "%s%s %s; seen: %s%s"
            .formatted(
                name.stripTrailing(),
                check.excluded() ? " none of" : "",
                check.expected(),
                check.seen().known() ? check.seen().values() : "unknown",
                check.difference().map(different -> difference(different, check)).orElse(""));
  }

  /** Both values with brackets around the difference. */
  private static String difference(Difference difference, Check check) {
    return "%n    %s%n    %s"
        .formatted(
            marked(check.expected().get(difference.nearest()), difference.expected()),
            marked(check.seen().values().get(0), difference.actual()));
  }

  private static String marked(String text, List<Difference.Span> spans) {
    var marked = new StringBuilder(text);
    for (int i = spans.size() - 1; i >= 0; i--) {
      marked.insert(spans.get(i).to(), "⟧").insert(spans.get(i).from(), "⟦");
    }
    return marked.toString();
  }

  private static Stream<String> change(Change change) {
    Stream<String> lines =
        change.lines().stream()
            .filter(line -> line.mark() != Proposal.Mark.SAME)
            .map(line -> (line.mark() == Proposal.Mark.REMOVED ? "- " : "+ ") + line.text());
    return Stream.concat(Stream.of(change.title()), lines);
  }
}
