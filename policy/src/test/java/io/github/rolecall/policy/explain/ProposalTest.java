package io.github.rolecall.policy.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.CasesTest;
import io.github.rolecall.policy.PolicyTexts;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.repair.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the policies that {@code explain} proposes with the job, its next run, unrelated jobs, and
 * all other jobs that the policy allows. The policies are from public repositories and threads,
 * with changed names.
 */
class ProposalTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  /** A public policy and a job. */
  record Case(String id, String role, JsonValue policy, Claims claims, boolean allowed) {
    @Override
    public String toString() {
      return id;
    }

    Explanation explained() {
      return Explanation.of(request(claims), Optional.of(PolicyTexts.policy(policy.toString())));
    }

    /** The decision of AWS, without reasons. */
    Verdict verdict(String document, Claims who) {
      TrustPolicy other = PolicyTexts.policy(document);
      TriState saved = TriState.of(other.faults().isEmpty());
      return Verdict.of(saved.and(Answer.of(other, request(who))));
    }

    private Request request(Claims who) {
      return new Request(who, RoleArn.parse(role), Optional.empty(), Optional.empty(), NOW);
    }
  }

  private static final List<Case> ALL = read();

  private static List<Case> read() {
    try (InputStream stream = CasesTest.class.getResourceAsStream("public-policies.jsonl")) {
      String text = new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8);
      return text.lines().map(JsonTexts::value).map(ProposalTest::parse).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Case parse(JsonValue node) {
    return new Case(
        node.path("id").text(),
        node.path("role").text(),
        node.path("policy"),
        new Claims(node.path("claims")),
        node.path("expect").text().equals("allowed"));
  }

  static Stream<Case> refused() {
    return ALL.stream().filter(one -> !one.allowed());
  }

  /**
   * Tests everything with one explanation, because the mutation tests run this test for each
   * mutant.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void whatIsProposedIsRightForEverybody(Case one) {
    Explanation explained = one.explained();
    String document = explained.proposal().map(Proposal::document).orElse(one.policy().toString());
    assertEquals(Verdict.ALLOWED, one.verdict(document, one.claims()), document);
    assertEquals(Verdict.ALLOWED, one.verdict(document, nextRun(one.claims())), document);
    assertWhomThePolicyLetsInStaysIn(one, document);
    assertStrangersStayOut(one, document);
    assertPinsNoRun(one, explained);
  }

  private static void assertWhomThePolicyLetsInStaysIn(Case one, String document) {
    ALL.stream()
        .filter(other -> other.allowed() && other.policy().equals(one.policy()))
        .forEach(
            other ->
                assertEquals(
                    Verdict.ALLOWED, one.verdict(document, other.claims()), other + document));
  }

  private static void assertStrangersStayOut(Case one, String document) {
    for (Claims stranger : strangers(one.claims())) {
      if (one.verdict(one.policy().toString(), stranger) == Verdict.DENIED) {
        assertEquals(Verdict.DENIED, one.verdict(document, stranger), stranger + document);
      }
    }
  }

  private static void assertPinsNoRun(Case one, Explanation explained) {
    String advised =
        explained.findings().stream().map(Finding::remedy).collect(Collectors.joining("\n"));
    for (String ofARun : List.of("refs/pull/5/", "commit:0123abc")) {
      assertFalse(advised.contains(ofARun) && !one.policy().toString().contains(ofARun), advised);
    }
  }

  @Test
  void theLinesSayWhatChanges() {
    Proposal proposal =
        refused().flatMap(one -> one.explained().proposal().stream()).findFirst().orElseThrow();
    assertEquals(
        proposal.document(),
        proposal.lines().stream()
            .filter(line -> line.mark() != Proposal.Mark.REMOVED)
            .map(Proposal.Line::text)
            .collect(Collectors.joining("\n")));
    assertTrue(proposal.lines().stream().anyMatch(line -> line.mark() != Proposal.Mark.SAME));
    assertNotEquals(proposal.before(), proposal.after());
  }

  /** The claims of the next run, with another commit, step, actor and pull request number. */
  private static Claims nextRun(Claims claims) {
    String subject = claims.subject();
    String issuer = claims.issuer();
    String next =
        issuer.contains("bitbucket")
            ? subject.replaceFirst("\\{[^}]*}$", "{99999999-0000-4ccc-8ddd-eeeeeeeeeeee}")
            : issuer.contains("buildkite")
                ? subject.replaceFirst("commit:[^:]*", "commit:9876fed")
                : issuer.contains("circleci")
                    ? subject.replaceFirst("/user/[^/]+", "/user/3d3d3d3d-1111-4222-8333-44444444")
                    : subject;
    return changed(
        claims,
        Map.of("sub", next, "run_id", "100", "sha", "f".repeat(40), "build_commit", "9876fed"),
        text -> text.replaceAll("refs/pull/\\d+/", "refs/pull/77/"));
  }

  private static Claims changed(
      Claims claims, Map<String, String> values, java.util.function.UnaryOperator<String> each) {
    var all = new LinkedHashMap<String, JsonValue>();
    claims
        .all()
        .members()
        .forEach(
            (name, value) ->
                all.put(
                    name,
                    values.containsKey(name)
                        ? JsonValue.of(values.get(name))
                        : value.isString() ? JsonValue.of(each.apply(value.text())) : value));
    return new Claims(JsonValue.object(all));
  }

  /**
   * The claims of unrelated jobs, whose subjects have the same format but another name in one
   * place.
   */
  private static List<Claims> strangers(Claims claims) {
    var strangers = new ArrayList<Claims>();
    String s = claims.subject();
    for (String[] change :
        new String[][] {
          {"^repo:[^/:]+/[^/:]+", "repo:mallory/evil"},
          {"^project_path:[^:]+", "project_path:mallory/evil"},
          {"^organization:[^:]+", "organization:mallory"},
          {"^system:.*", "system:serviceaccount:evil:evil"},
          {"(?<=:org:)[^:]+", "mallory"},
          {"^space:.*", "space:evil:stack:evil:run_type:TRACKED:scope:write"},
          {"^\\{.*", "{deadbeef-0000-4000-8000-000000000000}:{99999999-0000-4ccc-8ddd-eeee}"},
          {"(?<=/project/)[^/]+", "deadbeef"},
          {"^(sc|p)://.*", "$1://acme/evil/evil"},
        }) {
      String other = s.replaceFirst(change[0], change[1]);
      if (!other.equals(s)) {
        strangers.add(
            changed(
                claims,
                Map.ofEntries(
                    Map.entry("sub", other),
                    Map.entry("repository", "mallory/evil"),
                    Map.entry("repository_owner", "mallory"),
                    Map.entry("repository_id", "666"),
                    Map.entry("repository_owner_id", "667"),
                    Map.entry("project_path", "mallory/evil"),
                    Map.entry("project_id", "666"),
                    Map.entry("organization_slug", "mallory"),
                    Map.entry("oidc.circleci.com/project-id", "deadbeef"),
                    Map.entry(
                        "job_workflow_ref",
                        "mallory/evil/.github/workflows/x.yml@refs/heads/main")),
                text -> text));
      }
    }
    return strangers;
  }
}
