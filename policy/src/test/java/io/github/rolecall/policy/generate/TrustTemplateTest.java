package io.github.rolecall.policy.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonTexts;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.CasesTest;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.PolicyTexts;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.explain.Explanation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a generated policy allows its job and no other, and that AWS would save it. */
class TrustTemplateTest {
  private static final RoleArn ROLE = new RoleArn("aws", "111122223333", "ci/Deploy");

  static Stream<String> tokens() {
    return CasesTest.read("tokens.json").members().keySet().stream();
  }

  private static JsonValue token(String name) {
    return CasesTest.read("tokens.json").path(name);
  }

  private static Explanation explain(JsonValue claims, TrustTemplate template) {
    Instant now = new Claims(claims).time("iat").orElse(Instant.ofEpochSecond(1_795_262_400L));
    return Explanation.of(
        new Request(
            new Claims(claims),
            Optional.of(template.role()),
            Optional.empty(),
            Optional.empty(),
            now),
        Optional.of(PolicyTexts.policy(template.json())));
  }

  private static TrustTemplate template(JsonValue claims) {
    return TrustTemplate.of(new Claims(claims), Optional.of(ROLE));
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void theJobItIsWrittenForIsLetInAndNothingIsFound(String name) {
    JsonValue claims = token(name);
    Explanation explanation = explain(claims, template(claims));
    assertEquals(Verdict.ALLOWED, explanation.verdict(), explanation.findings().toString());
    assertEquals(List.of(), explanation.findings());
  }

  /** A difference between the allowed job and another job. */
  record Change(String token, Map<String, String> claims) {}

  static Stream<Change> others() {
    return Stream.of(
        new Change("branch", Map.of("sub", "repo:acme/shop:ref:refs/heads/dev")),
        new Change("branch", Map.of("sub", "repo:acme/other:ref:refs/heads/main")),
        new Change("branch", Map.of("sub", "repo:acme/shop:environment:prod")),
        new Change("branch", Map.of("sub", "repo:acme/shop:pull_request")),
        new Change("branch", Map.of("repository_id", "9")),
        new Change("branch", Map.of("repository_owner_id", "9")),
        new Change("branch", Map.of("aud", "https://github.com/acme")),
        new Change("branch", Map.of("iss", "https://token.actions.githubusercontent.com/evil")),
        new Change("environment", Map.of("sub", "repo:acme/shop:environment:staging")),
        new Change("environment", Map.of("ref", "refs/heads/dev")),
        new Change("environment", Map.of("sub", "repo:evil/shop:environment:prod")),
        new Change("ids", Map.of("sub", "repo:acme@1234/shop@9:environment:prod")),
        new Change("ids", Map.of("sub", "repo:acme@1234/shop@5678:environment:dev")),
        new Change("reusable", Map.of("job_workflow_ref", "acme/x/.github/workflows/d.yml@v1")),
        new Change("gitlab", Map.of("sub", "project_path:acme/other:ref_type:branch:ref:main")),
        new Change("gitlab", Map.of("sub", "project_path:acme/shop:ref_type:branch:ref:dev")),
        new Change("gitlab", Map.of("sub", "project_path:acme/shop:ref_type:tag:ref:main")),
        new Change("gitlab", Map.of("project_id", "9")),
        new Change("self-managed", Map.of("sub", "project_path:acme/shop:ref_type:branch:ref:dev")),
        new Change(
            "buildkite",
            Map.of("sub", "organization:acme:pipeline:shop:ref:refs/heads/dev:commit:0:step:d")),
        new Change("buildkite", Map.of("pipeline_id", "p-2")),
        new Change("circleci", Map.of("oidc.circleci.com/project-id", "other")),
        new Change(
            "terraform",
            Map.of("sub", "organization:acme:project:net:workspace:dev:run_phase:plan")),
        new Change("eks", Map.of("sub", "system:serviceaccount:ci:other")));
  }

  @ParameterizedTest
  @MethodSource("others")
  void anotherJobIsKeptOut(Change change) {
    JsonValue claims = token(change.token());
    TrustTemplate template = template(claims);
    for (Map.Entry<String, String> other : change.claims().entrySet()) {
      claims = claims.with(other.getKey(), JsonValue.of(other.getValue()));
    }
    Explanation explanation = explain(claims, template);
    assertEquals(Verdict.DENIED, explanation.verdict(), explanation.findings().toString());
    assertTrue(CasesTest.hasErrors(explanation));
  }

  @Test
  void theOtherFormOfTheSubjectIsLetInToo() {
    JsonValue claims = token("environment");
    TrustTemplate template = template(claims);
    claims = claims.with("sub", JsonValue.of("repo:acme@1234/shop@5678:environment:prod"));
    assertEquals(Verdict.ALLOWED, explain(claims, template).verdict());
  }

  @Test
  void anotherRunIsLetInWhereTheSubjectNamesTheRun() {
    JsonValue buildkite = token("buildkite");
    TrustTemplate template = template(buildkite);
    buildkite =
        buildkite.with(
            "sub",
            JsonValue.of(
                "organization:acme:pipeline:shop:ref:refs/heads/main:commit:f00:step:other"));
    assertEquals(Verdict.ALLOWED, explain(buildkite, template).verdict());
    JsonValue circle = token("circleci");
    TrustTemplate other = template(circle);
    circle =
        circle.with(
            "sub",
            JsonValue.of(circle.path("sub").text().replaceFirst("user/.*", "user/somebody")));
    assertEquals(Verdict.ALLOWED, explain(circle, other).verdict());
  }

  @ParameterizedTest
  @ValueSource(strings = {"${aws:username}", "*", "a?b", "$x", "it's", "\"quoted\""})
  void aBranchNameIsNothingButAName(String branch) {
    JsonValue claims = token("branch");
    claims = claims.with("sub", JsonValue.of("repo:acme/shop:ref:refs/heads/" + branch));
    TrustTemplate template = template(claims);
    assertEquals(Verdict.ALLOWED, explain(claims, template).verdict(), template.json());
    claims = claims.with("sub", JsonValue.of("repo:acme/shop:ref:refs/heads/other"));
    assertEquals(Verdict.DENIED, explain(claims, template).verdict(), template.json());
  }

  @Test
  void inOtherPartitionsOnlyWhatIsKnownToExistIsAskedFor() {
    JsonValue claims = token("branch");
    claims = claims.with("aud", JsonValue.of("sts.amazonaws.com.cn"));
    TrustTemplate template =
        TrustTemplate.of(
            new Claims(claims), Optional.of(new RoleArn("aws-cn", "111122223333", "Deploy")));
    assertEquals(
        List.of(template.issuer() + ":aud", template.issuer() + ":sub"),
        template.conditions().stream().map(Condition::key).toList());
    assertTrue(template.json().contains("arn:aws-cn:iam::111122223333:oidc-provider/"));
    assertEquals(Verdict.ALLOWED, explain(claims, template).verdict());
  }

  @Test
  void tagsAreAllowedWhereTheTokenBringsThem() {
    assertTrue(template(token("buildkite")).json().contains("sts:TagSession"));
    assertFalse(template(token("branch")).json().contains("sts:TagSession"));
  }

  @Test
  void anAccountThatNobodyNamedIsMarked() {
    TrustTemplate template = TrustTemplate.of(new Claims(token("branch")), Optional.empty());
    assertTrue(template.json().contains("arn:aws:iam::<ACCOUNT-ID>:oidc-provider/"));
    assertFalse(template.json().matches("(?s).*\\d{12}.*"), template.json());
  }

  @Test
  void theOriginalAudienceOfGoogleIsComparedUnderItsOwnKey() {
    JsonValue claims = token("google");
    TrustTemplate template = template(claims);
    claims = claims.with("aud", JsonValue.of("https://other.example.com"));
    assertEquals(Verdict.DENIED, explain(claims, template).verdict(), template.json());
  }

  @Test
  void whatWasChosenIsSaid() {
    assertEquals(
        List.of(
            "The policy lists both forms of GitHub's subject, without ids and with ids.",
            "The policy also pins repository_id, repository_owner_id and ref.",
            "Remove ref if several branches or tags deploy to the environment."),
        template(token("environment")).choices());
    assertEquals(
        List.of(
            "A wildcard matches the parts that change with each run: commit.",
            "A wildcard matches every step of this job, like the samples of Buildkite.",
            "The policy also pins organization_id and pipeline_id."),
        template(token("buildkite")).choices());
    assertEquals(
        List.of(
            "A wildcard matches every run phase of this job, like the samples of HCP Terraform."),
        template(token("terraform")).choices());
    assertEquals(List.of(), template(token("eks")).choices());
  }

  @Test
  void anIndependentReaderTakesItToo() {
    JsonValue document = JsonTexts.value(template(token("ids")).json());
    io.github.rolecall.testkit.iam.TrustPolicy.parse(document.toString());
    assertEquals("2012-10-17", document.path("Version").text());
  }
}
