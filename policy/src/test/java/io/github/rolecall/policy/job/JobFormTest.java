package io.github.rolecall.policy.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.CasesTest;
import io.github.rolecall.policy.issuer.Issuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JobFormTest {
  /** The issuers whose subjects an administrator chooses. */
  private static final Set<String> FREE = Set.of("Harness", "Jenkins");

  static Stream<JobForm> forms() {
    return JobForm.all().stream();
  }

  @Test
  void everyIssuerOfTheTableHasAForm() {
    assertEquals(
        Issuer.all().stream().map(Issuer::name).collect(Collectors.toSet()),
        forms().flatMap(form -> form.issuers().stream()).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theExampleOfEachFormHasTheClaimsOfItsIssuer(JobForm form) {
    Claims claims = described(form, form.example());
    Issuer issuer = Issuer.of(claims.issuer());
    assertEquals(1, claims.audiences().size());
    if (form.id().equals("other")) {
      return;
    }
    assertTrue(form.issuers().contains(issuer.name()), issuer.name());
    if (!FREE.contains(issuer.name())) {
      assertEquals(List.of(), unread(issuer, claims.subject()), claims.subject());
    }
  }

  /**
   * Returns the parts of a subject that the table of issuers does not recognize: the whole subject,
   * or the rest after the known parts.
   */
  private static List<String> unread(Issuer issuer, String subject) {
    return issuer.fields(subject).stream()
        .map(Map.Entry::getKey)
        .filter(List.of("subject", "rest")::contains)
        .toList();
  }

  /** Tests that the subject of each choice is in the table of issuers. */
  @ParameterizedTest
  @MethodSource("forms")
  void everyChoiceLeadsToASubjectOfTheTable(JobForm form) {
    for (Field field : form.fields()) {
      for (String value : field.choices().keySet()) {
        var given = new LinkedHashMap<>(form.example());
        given.put(field.name(), value);
        Claims claims = described(form, given);
        Issuer issuer = Issuer.of(claims.issuer());
        assertTrue(form.issuers().contains(issuer.name()), issuer.name());
        assertEquals(List.of(), unread(issuer, claims.subject()), claims.subject());
      }
    }
  }

  /**
   * Compares subjects with those in samples.json, with which the table of issuers is tested too.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          github | repository=acme/shop branch=main | repo:acme/shop:ref:refs/heads/main
          github | repository=acme/shop branch=refs/heads/main | repo:acme/shop:ref:refs/heads/main
          github | repository=https://github.com/acme/shop.git branch=main | repo:acme/shop:ref:refs/heads/main
          github | repository=git@github.com:acme/shop.git branch=main | repo:acme/shop:ref:refs/heads/main
          github | repository=acme/shop subject=ids repository_owner_id=65 repository_id=74 runs_for=environment environment=prod | repo:acme@65/shop@74:environment:prod
          github | repository=acme/shop runs_for=pull_request | repo:acme/shop:pull_request
          github-audit-log | enterprise=acme-inc | https://github.com/acme-inc
          gitlab | project_path=acme/team/shop branch=feature/x audience=a | project_path:acme/team/shop:ref_type:branch:ref:feature/x
          gitlab | project_path=https://gitlab.com/acme/team/shop/-/tree/x branch=feature/x audience=a | project_path:acme/team/shop:ref_type:branch:ref:feature/x
          bitbucket | workspace=acme repository={66666666-7777-4888-9999-000000000001} audience=a | {66666666-7777-4888-9999-000000000001}:{aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee}
          bitbucket | workspace=acme repository=66666666-7777-4888-9999-000000000001 environment=bbbbbbbb-bbbb-4ccc-8ddd-eeeeeeeeeeee audience=a | {66666666-7777-4888-9999-000000000001}:{bbbbbbbb-bbbb-4ccc-8ddd-eeeeeeeeeeee}:{aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee}
          azure | organization_id=0ca3ddd9-0000-4635-a98c-000000000001 organization=acme project=shop service_connection=aws-deploy | sc://acme/shop/aws-deploy
          azure | organization_id=0ca3ddd9-0000-4635-a98c-000000000001 organization=acme project=shop runs_for=pipeline pipeline=deploy | p://acme/shop/deploy
          buildkite | organization=acme pipeline=shop branch=main step=deploy commit=0123abc | organization:acme:pipeline:shop:ref:refs/heads/main:commit:0123abc:step:deploy
          buildkite | organization=acme pipeline=shop branch=main commit=0123abc | organization:acme:pipeline:shop:ref:refs/heads/main:commit:0123abc:step:
          circleci | organization=0a0a0a0a-1111-4222-8333-444444444444 project=1b1b1b1b-1111-4222-8333-444444444444 version=v1 | org/0a0a0a0a-1111-4222-8333-444444444444/project/1b1b1b1b-1111-4222-8333-444444444444/user/2c2c2c2c-1111-4222-8333-444444444444
          circleci | organization=0a0a0a0a-1111-4222-8333-444444444444 project=1b1b1b1b-1111-4222-8333-444444444444 origin=github.com/acme/shop ref=refs/heads/main | org/0a0a0a0a-1111-4222-8333-444444444444/project/1b1b1b1b-1111-4222-8333-444444444444/user/2c2c2c2c-1111-4222-8333-444444444444/vcs-origin/github.com/acme/shop/vcs-ref/refs/heads/main
          semaphore | organization=acme project=p1 repository=shop ref=refs/heads/main | org:acme:project:p1:repo:shop:ref_type:branch:ref:refs/heads/main
          codefresh | account=acc1 pipeline=pl1 repository=https://github.com/acme/shop branch=main | account:acc1:pipeline:pl1:scm_repo_url:https://github.com/acme/shop:scm_user_name:dev:scm_ref:main
          codefresh | account=acc1 pipeline=pl1 started=user | account:acc1:pipeline:pl1:initiator:dev
          terraform | organization=acme project=shop workspace=prod | organization:acme:project:shop:workspace:prod:run_phase:plan
          spacelift | host=acme.app.spacelift.io space=production id=shop | space:production:stack:shop:run_type:TRACKED:scope:write
          spacelift | host=acme.app.us.spacelift.io space=root kind=module id=vpc run_type=TESTING | space:root:module:vpc:run_type:TESTING:scope:write
          pulumi | organization=acme project=shop stack=prod | pulumi:deploy:org:acme:project:shop:stack:prod:operation:update:scope:write
          pulumi | organization=acme kind=environment environment=shop/prod | pulumi:environments:org:acme:env:shop/prod
          vercel | owner=acme project=web | owner:acme:project:web:environment:production
          vercel | owner=acme project=web environment=preview issuer=global | owner:acme:project:web:environment:preview
          kubernetes | issuer=oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE namespace=ci service_account=deployer | system:serviceaccount:ci:deployer
          google | service_account_id=112233445566778899000 audience=a | 112233445566778899000
          aws | issuer=https://11111111-2222-4333-8444-555555555555.tokens.sts.global.api.aws principal=arn:aws:iam::111122223333:role/Ci audience=a | arn:aws:iam::111122223333:role/Ci
          other | issuer=https://ci.example.com/api/oidc subject=acme/shop audience=a | acme/shop
          """)
  void writesTheSubjectsOfTheSamples(String form, String fields, String subject) {
    Claims claims = described(JobForm.of(form).orElseThrow(), fields(fields));
    assertEquals(subject, claims.subject());
    assertTrue(
        CasesTest.read("issuer/samples.json").items().stream()
            .anyMatch(
                sample ->
                    sample.path("subject").text().equals(subject)
                        && ("https://" + sample.path("issuer").text()).equals(claims.issuer())),
        claims.issuer() + " is the issuer of no sample with this subject");
  }

  /** Compares all claims with those in the tokens of the other tests. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          branch | github | repository=acme/shop branch=main
          environment | github | repository=acme/shop runs_for=environment environment=prod ref=refs/heads/main
          ids | github | repository=acme/shop runs_for=environment environment=prod subject=ids repository_owner_id=1234 repository_id=5678
          gitlab | gitlab | project_path=acme/shop branch=main audience=sts.amazonaws.com project_id=20 namespace_id=72 ref_protected=true
          self-managed | gitlab | project_path=acme/shop branch=main audience=https://gitlab.example.com issuer=https://gitlab.example.com
          buildkite | buildkite | organization=acme pipeline=shop branch=main step=deploy organization_id=o-1 pipeline_id=p-1
          circleci | circleci | organization=11111111-2222-3333-4444-555555555555 project=66666666-7777-8888-9999-000000000000 version=v1 user=aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
          terraform | terraform | organization=acme project=net workspace=prod run_phase=apply
          google | google | service_account_id=112233445566778899000 audience=https://example.com/aud email=ci@project.iam.gserviceaccount.com
          pulumi | pulumi | organization=acme kind=environment environment=default/prod
          eks | kubernetes | issuer=https://oidc.eks.eu-central-1.amazonaws.com/id/ABCDEF0123456789 namespace=ci service_account=deployer
          """)
  void hasTheClaimsOfTheTokens(String token, String form, String fields) {
    var claims =
        new LinkedHashMap<>(
            described(JobForm.of(form).orElseThrow(), fields(fields)).all().members());
    JsonValue expected = CasesTest.read("tokens.json").path(token);
    if (form.equals("terraform")) {
      // The token of the tests does not contain these claims, but the documentation of HCP
      // Terraform lists them.
      claims.keySet().removeIf(name -> name.startsWith("terraform_") && !expected.has(name));
    }
    claims.forEach((name, value) -> assertEquals(expected.path(name), value, name));
  }

  @Test
  void saysWhichFieldIsWrongAndWhatItTakes() {
    JobForm.Described described =
        JobForm.of("github").orElseThrow().describe(Map.of("repository", "shop"));
    assertTrue(described.claims().isEmpty());
    assertEquals(
        Map.of(
            "repository",
            "Repository: expected OWNER/REPOSITORY, such as acme/shop.",
            "branch",
            "Branch: expected the name of a branch, such as main."),
        described.faults());
  }

  @Test
  void theNameOfAnEnvironmentIsEncodedInTheSubjectOnly() {
    Claims claims =
        described(
            JobForm.of("github").orElseThrow(),
            Map.of(
                "repository", "acme/shop", "runs_for", "environment", "environment", "prod: eu"));
    assertEquals("repo:acme/shop:environment:prod%3A eu", claims.subject());
    assertEquals("prod: eu", claims.claim("environment").orElseThrow());
  }

  @Test
  void aFieldThatIsNotShownIsNotRead() {
    Claims claims =
        described(
            JobForm.of("github").orElseThrow(),
            Map.of("repository", "acme/shop", "runs_for", "tag", "tag", "v1", "branch", "main"));
    assertEquals("repo:acme/shop:ref:refs/tags/v1", claims.subject());
  }

  private static Claims described(JobForm form, Map<String, String> given) {
    JobForm.Described described = form.describe(given);
    assertEquals(Map.of(), described.faults(), form.id());
    return described.claims().orElseThrow();
  }

  private static Map<String, String> fields(String text) {
    return Stream.of(text.trim().split(" "))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(field -> field[0], field -> field[1]));
  }
}
