package io.github.rolecall.policy.issuer;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.policy.CasesTest;
import io.github.rolecall.policy.Glob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each issuer with the samples in {@code samples.json}. */
class IssuerTest {

  /**
   * A subject of an issuer.
   *
   * @param fields "owner=acme repository=shop"
   * @param anyRun the pattern for the next run; empty if all runs have the same subject
   * @param anyPhase the pattern for all phases
   * @param same subjects of the next run of the job
   * @param others subjects of other jobs, which the pattern for the next run must not match
   */
  record Sample(
      String issuer,
      String name,
      String subject,
      String fields,
      Optional<String> anyRun,
      Optional<String> anyPhase,
      List<String> same,
      List<String> others) {}

  static List<Sample> samples() {
    return CasesTest.read("issuer/samples.json").items().stream()
        .map(
            item ->
                new Sample(
                    item.path("issuer").text(),
                    item.path("name").text(),
                    item.path("subject").text(),
                    item.path("fields").text(),
                    Optional.of(item.path("anyRun").text()).filter(text -> !text.isEmpty()),
                    Optional.of(item.path("anyPhase").text()).filter(text -> !text.isEmpty()),
                    item.path("same").items().stream().map(value -> value.text()).toList(),
                    item.path("others").items().stream().map(value -> value.text()).toList()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsTheSubject(Sample sample) {
    Issuer issuer = Issuer.of(sample.issuer());
    assertEquals(sample.name(), issuer.name());
    assertEquals(
        sample.fields(),
        issuer.fields(sample.subject()).stream().map(Map.Entry::toString).collect(joining(" ")));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void thePatternForTheNextRunLetsInItAndNoOther(Sample sample) {
    Issuer issuer = Issuer.of(sample.issuer());
    Optional<String> pattern = issuer.subjectOfAnyRun(sample.subject());
    assertEquals(sample.anyRun(), pattern);
    assertEquals(pattern, issuer.valueOfAnyRun("sub", sample.subject()));
    Glob glob = Glob.of(pattern.orElse(sample.subject()));
    assertTrue(glob.matches(sample.subject()));
    sample.same().forEach(next -> assertTrue(glob.matches(next), next));
    sample.others().forEach(other -> assertFalse(glob.matches(other), other));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void thePatternForAllPhasesLetsInTheJob(Sample sample) {
    Optional<String> pattern = Issuer.of(sample.issuer()).subjectOfAnyPhase(sample.subject());
    assertEquals(sample.anyPhase(), pattern);
    assertTrue(Glob.of(pattern.orElse(sample.subject())).matches(sample.subject()));
  }

  @Test
  void everyIssuerWithSubjectsHasASample() {
    var sampled = samples().stream().map(Sample::name).collect(Collectors.toSet());
    assertEquals(
        List.of(),
        Issuer.all().stream()
            .filter(issuer -> !issuer.subject().forms().isEmpty())
            .map(Issuer::name)
            .filter(name -> !sampled.contains(name))
            .toList());
  }

  @Test
  void everyRowHasItsSource() {
    for (Issuer issuer : Issuer.all()) {
      assertTrue(issuer.source().url().startsWith("https://"), issuer.name());
      assertTrue(issuer.source().read().matches("20\\d\\d-\\d\\d"), issuer.name());
      assertTrue(issuer.conditionKeys().containsAll(issuer.ids()), issuer.name());
      assertTrue(issuer.known());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "token.actions.githubusercontent.com, true, sub",
    "token.actions.githubusercontent.com/acme-inc, false, ''",
    "token.actions.acme.ghe.com, false, ''",
    "ghe.example.com/_services/token, false, ''",
    "gitlab.com, true, sub",
    "agent.buildkite.com, true, sub",
    "app.terraform.io, true, sub",
    "oidc.codefresh.io, true, sub",
    "api.pulumi.com/oidc, true, aud",
    "oidc.vercel.com, true, aud",
    "oidc.vercel.com/acme, false, ''",
    "vstoken.dev.azure.com/0ca3ddd9-0000-4635-a98c-000000000001, false, ''",
    "vstoken.actions.githubusercontent.com, true, sub",
    "acme.app.spacelift.io, false, ''",
    "oidc.circleci.com/org/0a0a0a0a-1111-4222-8333-444444444444, false, ''",
    "oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE, false, ''",
    "accounts.google.com, true, ''",
    "cognito-identity.amazonaws.com, true, aud",
    "gitlab.example.com, true, ''",
  })
  void saysWhoCanHaveATokenAndWhatIamDemands(String name, boolean shared, String demanded) {
    assertEquals(shared, Issuer.of(name).shared());
    assertEquals(demanded, Issuer.of(name).demanded().orElse(""));
    assertEquals(Issuer.of(name).name(), Issuer.of("https://" + name).name());
  }

  @Test
  void aServerThatNobodyKnowsHasTheSubjectsOfItsProduct() {
    Issuer issuer = Issuer.of("gitlab.example.com");
    assertFalse(issuer.known());
    assertEquals(
        List.of("project_path", "ref_type", "ref"),
        issuer.fields("project_path:a/b/c:ref_type:branch:ref:main").stream()
            .map(Map.Entry::getKey)
            .toList());
    assertEquals(List.of(Map.entry("subject", "a:b")), issuer.fields("a:b"));
  }

  /** Unrelated jobs have another name in one of these places. */
  @ParameterizedTest
  @CsvSource({
    "token.actions.githubusercontent.com, repo:acme@65/shop@74:ref:refs/heads/main,"
        + " acme 65 shop 74 main",
    "token.actions.githubusercontent.com, repo:acme/shop:environment:prod, acme shop prod",
    "gitlab.com, project_path:acme/web/shop:ref_type:branch:ref:main, acme web shop main",
    "agent.buildkite.com, organization:acme:pipeline:shop:ref:refs/heads/main:commit:0f:step:build,"
        + " acme shop main 0f build",
    "app.terraform.io, organization:acme:project:p1:workspace:shop:run_phase:plan,"
        + " acme p1 shop plan",
    "oidc.eks.eu-central-1.amazonaws.com/id/A, system:serviceaccount:prod:shop, prod shop",
    "gitlab.example.com, project_path:acme/shop:ref_type:tag:ref:v1, acme shop v1",
  })
  void namesAreNotTheWordsOfTheGrammar(String name, String subject, String names) {
    assertEquals(names, String.join(" ", Issuer.of(name).names(subject)));
  }

  @ParameterizedTest
  @CsvSource({
    "token.actions.githubusercontent.com, repo:acme/shop:pull_request, acme shop",
    "token.actions.githubusercontent.com, repo:acme/*, acme *",
    "gitlab.com, project_path:acme/web/shop:ref_type:branch:ref:main, acme/web/shop",
    "agent.buildkite.com, organization:acme:pipeline:shop:*, acme shop",
    "ci.example.com, whatever, whatever",
  })
  void thePlaceIsWhoseJobItIs(String name, String subject, String place) {
    assertEquals(place, String.join(" ", Issuer.of(name).place(subject)));
  }

  @Test
  void idsPinWhatNamesCanLose() {
    Issuer gitHub = Issuer.of("token.actions.githubusercontent.com");
    assertTrue(gitHub.pins("repository_id") && gitHub.pins("enterprise_id"));
    assertFalse(gitHub.pins("repository") || gitHub.pins("actor_id"));
    for (Issuer issuer : Issuer.all()) {
      assertTrue(issuer.conditionKeys().containsAll(issuer.idsOfOwner()), issuer.name());
    }
  }

  @Test
  void whatIsOfARunChangesInOtherClaimsToo() {
    Issuer gitHub = Issuer.of("token.actions.githubusercontent.com");
    assertEquals(Optional.of("*"), gitHub.valueOfAnyRun("sha", "0123"));
    assertEquals(Optional.empty(), gitHub.valueOfAnyRun("repository", "acme/shop"));
    assertEquals(
        Optional.of("acme/shop/.github/workflows/ci.yml@refs/pull/*/merge"),
        gitHub.valueOfAnyRun(
            "job_workflow_ref", "acme/shop/.github/workflows/ci.yml@refs/pull/5/merge"));
    assertTrue(Stream.of("jti", "iat", "run_id").allMatch(gitHub.claimsOfARun()::contains));
  }

  @Test
  void whatIsNotOfARunIsLiteral() {
    Issuer buildkite = Issuer.of("agent.buildkite.com");
    assertEquals(
        Optional.of("organization:a:pipeline:b:ref:${$}{x}${*}${?}:commit:*:step:s"),
        buildkite.subjectOfAnyRun("organization:a:pipeline:b:ref:${x}*?:commit:0:step:s"));
  }
}
