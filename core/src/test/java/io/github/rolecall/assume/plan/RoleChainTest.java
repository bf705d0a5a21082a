package io.github.rolecall.assume.plan;

import static io.github.rolecall.assume.plan.Planned.ROLE;
import static io.github.rolecall.assume.plan.Planned.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.model.Role;
import io.github.rolecall.model.RoleRef;
import io.github.rolecall.model.SessionPolicies;
import io.github.rolecall.model.SessionTag;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.InputProblem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the chain of roles, and all settings of a session. */
class RoleChainTest {

  private static Planned withKeys() {
    return Planned.inAction().keys().with(Input.ROLE_TO_ASSUME, ROLE);
  }

  private static Role last(Planned planned) {
    List<Role> chain = planned.plan().chain();
    return chain.get(chain.size() - 1);
  }

  // Roles

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:user/x",
        "arn:aws:iam::1111:role/x",
        "arn:aws:sts::111122223333:assumed-role/Deploy/x",
        "two words",
        "arn:aws:iam::111122223333:role/",
        "ro|le"
      })
  void whatIsNoRoleIsNamedAsItWasWritten(String text) {
    for (FrontEnd frontEnd : FrontEnd.values()) {
      var problem = Planned.in(frontEnd).with(Input.ROLE_TO_ASSUME, text).invalid();
      assertEquals(frontEnd.spell(Input.ROLE_TO_ASSUME), problem.name());
      assertEquals(text, problem.value());
    }
  }

  @Test
  void aWrongRoleOfTheEnvironmentIsNamedByItsVariable() {
    assertEquals(
        "ROLE_TO_ASSUME", Planned.inAction().env("ROLE_TO_ASSUME", "a b").invalid().name());
    assertEquals(
        "AWS_ROLE_ARN",
        Planned.in(FrontEnd.COMMAND).gitLab().env("AWS_ROLE_ARN", "a b").invalid().name());
  }

  @Test
  void aTokenCannotCompleteARoleName() {
    var problem =
        Planned.inAction()
            .gitHub()
            .with(Input.ROLE_TO_ASSUME, "Deploy")
            .problem(InputProblem.RoleNameNeedsAccount.class);
    assertEquals("Deploy", problem.role());
  }

  @Test
  void keysCan() {
    assertEquals(
        "ci/Deploy", last(withKeys().with(Input.ROLE_TO_ASSUME, "ci/Deploy")).target().text());
    Plan plan = Planned.inAction().gitHub().with(Input.ROLE_TO_ASSUME, ROLE + "\nChained").plan();
    assertEquals(
        List.of(ROLE, "Chained"), plan.chain().stream().map(role -> role.target().text()).toList());
  }

  @Test
  void rolesOnTheWayAreAssumedShortlyAndWithNothingElse() {
    List<Role> chain =
        withKeys()
            .with(Input.ROLE_TO_ASSUME, ROLE + "\n" + SECOND)
            .with(Input.ROLE_SESSION_NAME, "mine")
            .with(Input.ROLE_EXTERNAL_ID, "partner")
            .with(Input.ROLE_DURATION_SECONDS, "1800")
            .with(Input.CUSTOM_TAGS, "{\"Team\":\"a\"}")
            .with(Input.INLINE_SESSION_POLICY, "{}")
            .with(Input.MANAGED_SESSION_POLICIES, "arn:aws:iam::aws:policy/ReadOnlyAccess")
            .plan()
            .chain();
    assertEquals(Role.passing(RoleRef.parse(ROLE).orElseThrow(), "mine"), chain.get(0));
    assertEquals(900, chain.get(0).durationSeconds());
    assertEquals(
        new Role(
            RoleRef.parse(SECOND).orElseThrow(),
            "mine",
            1800,
            Optional.of("partner"),
            List.of(new SessionTag("Team", "a", false)),
            List.of(),
            new SessionPolicies(
                Optional.of("{}"), List.of("arn:aws:iam::aws:policy/ReadOnlyAccess")),
            Optional.empty()),
        chain.get(1));
  }

  // Partition

  @ParameterizedTest
  @CsvSource({
    "cn-north-1, arn:aws:iam::111122223333:role/x, aws-cn",
    "eu-central-1, arn:aws-cn:iam::111122223333:role/x, aws",
    "us-gov-west-1, arn:aws:iam::111122223333:role/x, aws-us-gov",
    "eusc-de-east-1, arn:aws:iam::111122223333:role/x, aws-eusc",
    "us-iso-east-1, arn:aws-iso-b:iam::111122223333:role/x, aws-iso"
  })
  void theRoleIsInThePartitionOfTheRegion(String region, String role, String partition) {
    var problem =
        withKeys()
            .with(Input.AWS_REGION, region)
            .with(Input.ROLE_TO_ASSUME, role)
            .problem(InputProblem.PartitionDiffers.class);
    assertEquals(partition, problem.partition());
    assertEquals(region, problem.region());
  }

  @Test
  void everyRoleOfTheChainIs() {
    withKeys()
        .with(Input.ROLE_TO_ASSUME, ROLE + "\narn:aws-cn:iam::111122223333:role/x")
        .problem(InputProblem.PartitionDiffers.class);
  }

  @Test
  void behindACustomEndpointOrAnUnknownRegionNobodyKnows() {
    String china = "arn:aws-cn:iam::111122223333:role/x";
    assertEquals(
        china,
        last(withKeys()
                .with(Input.ROLE_TO_ASSUME, china)
                .with(Input.STS_ENDPOINT, "https://sts.example.com"))
            .target()
            .text());
    assertEquals(
        china,
        last(withKeys().with(Input.ROLE_TO_ASSUME, china).with(Input.AWS_REGION, "xx-north-1"))
            .target()
            .text());
  }

  // Audience

  @ParameterizedTest
  @CsvSource({
    "eu-central-1, aws, sts.amazonaws.com",
    "cn-north-1, aws-cn, sts.amazonaws.com.cn",
    "us-gov-west-1, aws-us-gov, sts.amazonaws.com",
    "eusc-de-east-1, aws-eusc, sts.amazonaws.com"
  })
  void theAudienceFollowsThePartitionOfTheRole(String region, String partition, String audience) {
    Planned planned =
        Planned.gitHubJob()
            .with(Input.AWS_REGION, region)
            .with(Input.ROLE_TO_ASSUME, "arn:" + partition + ":iam::111122223333:role/x");
    assertEquals(
        new Source.CiToken("GitHub Actions", Optional.of(audience)), planned.plan().source());
    assertEquals(
        new Source.CiToken("GitHub Actions", Optional.of("mine")),
        planned.with(Input.AUDIENCE, "mine").plan().source());
  }

  // Session name

  @Test
  void theActionsSessionNameStaysTheOneThatPoliciesKnow() {
    assertEquals("GitHubActions", last(Planned.gitHubJob()).sessionName());
    assertEquals("GitHubActions", last(withKeys()).sessionName());
  }

  @ParameterizedTest
  @EnumSource(
      value = FrontEnd.class,
      names = {"MAVEN", "COMMAND"})
  void elsewhereTheSessionNameSaysWhichRunItWas(FrontEnd frontEnd) {
    assertEquals(
        "GitHub-octo-org-octo-repo-17-1",
        last(Planned.in(frontEnd).gitHub().with(Input.ROLE_TO_ASSUME, ROLE)).sessionName());
    assertEquals(
        "GitLab-acme-shop-302",
        last(Planned.in(frontEnd).gitLab().with(Input.ROLE_TO_ASSUME, ROLE)).sessionName());
    assertEquals(
        "rolecall-jane",
        last(Planned.in(frontEnd).env("USER", "jane").with(Input.ROLE_TO_ASSUME, ROLE))
            .sessionName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "a+b=c,d.e@f-g_1"})
  void sessionNamesOfStsAreTaken(String name) {
    assertEquals(name, last(withKeys().with(Input.ROLE_SESSION_NAME, name)).sessionName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a b", "a/b", "a:b", "ä_ä"})
  void othersAreRefused(String name) {
    assertEquals(
        "role-session-name", withKeys().with(Input.ROLE_SESSION_NAME, name).invalid().name());
  }

  @Test
  void aSessionNameHasAtMost64Characters() {
    assertEquals(
        64, last(withKeys().with(Input.ROLE_SESSION_NAME, "x".repeat(64))).sessionName().length());
    assertEquals(
        "ROLE_SESSION_NAME", withKeys().env("ROLE_SESSION_NAME", "x".repeat(65)).invalid().name());
  }

  // Duration

  @ParameterizedTest
  @CsvSource({"'', 3600", "900, 900", "43200, 43200"})
  void durationsOfStsAreTaken(String text, int seconds) {
    assertEquals(
        seconds, last(withKeys().with(Input.ROLE_DURATION_SECONDS, text)).durationSeconds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"899", "43201", "1h", "0"})
  void otherDurationsAreRefused(String text) {
    var problem = Planned.gitHubJob().with(Input.ROLE_DURATION_SECONDS, text).invalid();
    assertEquals("a whole number from 900 to 43200", problem.expected());
    assertEquals("role-duration-seconds", problem.name());
  }

  @Test
  void aChainedSessionLastsAnHourAtMost() {
    String both = ROLE + "\n" + SECOND;
    Planned planned = Planned.gitHubJob().with(Input.ROLE_TO_ASSUME, both);
    assertEquals(3600, last(planned.with(Input.ROLE_DURATION_SECONDS, "3600")).durationSeconds());
    var problem = planned.with(Input.ROLE_DURATION_SECONDS, "3601").invalid();
    assertEquals("at most 3600 in a role chain", problem.expected());
  }

  // External id

  @ParameterizedTest
  @ValueSource(strings = {"ab", "a+b=c,d.e@f:g/h-i_1"})
  void externalIdsOfStsAreTaken(String id) {
    assertEquals(Optional.of(id), last(withKeys().with(Input.ROLE_EXTERNAL_ID, id)).externalId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a b", "a#b", "ä_ä"})
  void otherExternalIdsAreRefused(String id) {
    assertEquals("role-external-id", withKeys().with(Input.ROLE_EXTERNAL_ID, id).invalid().name());
  }

  @Test
  void anExternalIdHasAtMost1224Characters() {
    assertTrue(
        last(withKeys().with(Input.ROLE_EXTERNAL_ID, "x".repeat(1224))).externalId().isPresent());
    withKeys().with(Input.ROLE_EXTERNAL_ID, "x".repeat(1225)).invalid();
  }

  // Tags

  @Test
  void customTagsFollowThoseOfTheCiSystem() {
    List<SessionTag> tags =
        last(Planned.gitHubJob()
                .keys()
                .with(
                    Input.CUSTOM_TAGS,
                    "{\"Team\":\"a b\",\"Cost\":12.50,\"Big\":1e3,\"Zero\":0.0,\"On\":true}"))
            .tags();
    assertEquals("GitHub", tags.get(0).key());
    assertEquals(
        List.of("Team=a b", "Cost=12.5", "Big=1000", "Zero=0", "On=true"),
        tags.stream().skip(tags.size() - 5).map(tag -> tag.key() + "=" + tag.value()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":null}",
        "{\"a\":[\"b\"]}",
        "{\"a\":{}}",
        "{\"\":\"a\"}",
        "{\"a#b\":\"c\"}",
        "{\"a\":\"b#c\"}",
        "{\"aws:x\":\"c\"}",
        "{\"Repository\":\"c\"}",
        "{\"repository\":\"c\"}",
        "{\"a\":\"b\\nc\"}"
      })
  void otherTagsAreRefused(String json) {
    var problem =
        Planned.gitHubJob()
            .keys()
            .with(Input.CUSTOM_TAGS, json)
            .env("GITHUB_REPOSITORY", "o/r")
            .invalid();
    assertEquals("custom-tags", problem.name());
    assertEquals(json, problem.value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"A\":\"x\",\"a\":\"y\"}", "{\"AWS:x\":\"c\"}"})
  void keysOfTagsAreComparedWithoutRegardToCase(String json) {
    assertEquals("custom-tags", withKeys().with(Input.CUSTOM_TAGS, json).invalid().name());
  }

  @Test
  void keysAndValuesOfTagsHaveTheirLengths() {
    String fits = "{\"" + "k".repeat(128) + "\":\"" + "v".repeat(256) + "\"}";
    assertEquals(1, last(withKeys().with(Input.CUSTOM_TAGS, fits)).tags().size());
    withKeys().with(Input.CUSTOM_TAGS, "{\"" + "k".repeat(129) + "\":\"v\"}").invalid();
    withKeys().with(Input.CUSTOM_TAGS, "{\"k\":\"" + "v".repeat(257) + "\"}").invalid();
  }

  @ParameterizedTest
  @CsvSource({"50, true", "51, false"})
  void thereAreAtMost50Tags(int number, boolean taken) {
    var json = new StringBuilder("{");
    for (int i = 0; i < number; i++) {
      json.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":1");
    }
    Planned planned = withKeys().with(Input.CUSTOM_TAGS, json.append('}').toString());
    if (taken) {
      assertEquals(number, last(planned).tags().size());
    } else {
      assertTrue(planned.invalid().expected().contains("at most 50"));
    }
  }

  @Test
  void noTagsAreSentWhereTheUserWantsNone() {
    Planned planned =
        withKeys()
            .with(Input.ROLE_SKIP_SESSION_TAGGING, "true")
            .with(Input.CUSTOM_TAGS, "{\"a\":1}");
    assertEquals(List.of(), last(planned).tags());
    planned.with(Input.CUSTOM_TAGS, "wrong").invalid();
  }

  @Test
  void transitiveKeysAreThoseOfTags() {
    Planned planned =
        withKeys()
            .with(Input.CUSTOM_TAGS, "{\"Team\":\"a\"}")
            .with(Input.TRANSITIVE_TAG_KEYS, "Team\nOther");
    assertEquals(List.of("Team"), last(planned).transitiveTagKeys());
    assertEquals(
        List.of("transitive-tag-keys: 'Other' is not a tag of the session."),
        planned.plan().notes().warnings());
  }

  @Test
  void droppingTagsDropsTheirTransitiveKeysToo() {
    var role =
        new Role(
            RoleRef.parse(ROLE).orElseThrow(),
            "ci",
            900,
            Optional.empty(),
            List.of(new SessionTag("Keep", "1", false), new SessionTag("Drop", "2", true)),
            List.of("Drop", "Keep"),
            SessionPolicies.NONE,
            Optional.empty());
    Role smaller = role.withoutDroppableTags();
    assertEquals(List.of(new SessionTag("Keep", "1", false)), smaller.tags());
    assertEquals(List.of("Keep"), smaller.transitiveTagKeys());
    assertEquals(smaller, smaller.withoutDroppableTags());
  }

  @Test
  void withATokenTagsAndExternalIdHaveNoEffectAndThatIsSaid() {
    Planned planned =
        Planned.gitHubJob()
            .with(Input.CUSTOM_TAGS, "{\"a\":1}")
            .with(Input.TRANSITIVE_TAG_KEYS, "a")
            .with(Input.ROLE_EXTERNAL_ID, "id");
    Role role = last(planned);
    assertEquals(List.of(), role.tags());
    assertEquals(List.of(), role.transitiveTagKeys());
    assertEquals(Optional.empty(), role.externalId());
    List<String> warnings = planned.plan().notes().warnings();
    assertEquals(3, warnings.size(), warnings.toString());
    for (String input : List.of("custom-tags", "transitive-tag-keys", "role-external-id")) {
      assertTrue(
          warnings.stream()
              .anyMatch(text -> text.startsWith(input + " has no effect with a web identity")),
          warnings.toString());
    }
    planned.with(Input.CUSTOM_TAGS, "wrong").invalid();
  }

  @Test
  void theSecondRoleOfATokenHasTags() {
    Role role = last(Planned.gitHubJob().with(Input.ROLE_TO_ASSUME, ROLE + "\n" + SECOND));
    assertTrue(role.tags().contains(new SessionTag("Repository", "octo-org/octo-repo", false)));
  }

  // Policies

  @ParameterizedTest
  @ValueSource(strings = {"no json", "[]", "\"x\"", "{\"a\":1,\"a\":2}"})
  void aPolicyIsAJsonObject(String text) {
    assertEquals(
        "inline-session-policy",
        Planned.gitHubJob().with(Input.INLINE_SESSION_POLICY, text).invalid().name());
  }

  @Test
  void aPolicyHasAtMost2048Characters() {
    String fits = "{\"a\":\"" + "x".repeat(2040) + "\"}";
    assertEquals(2048, fits.length());
    assertEquals(
        Optional.of(fits),
        last(Planned.gitHubJob().with(Input.INLINE_SESSION_POLICY, fits)).policies().inline());
    Planned.gitHubJob().with(Input.INLINE_SESSION_POLICY, fits.replace("xx", "xxx")).invalid();
  }

  @Test
  void managedPoliciesAreArns() {
    List<String> arns =
        List.of(
            "arn:aws:iam::aws:policy/ReadOnlyAccess",
            "arn:aws:iam::111122223333:policy/team/Mine",
            "arn:aws-cn:iam::aws:policy/job-function/ViewOnlyAccess");
    assertEquals(
        arns,
        last(Planned.gitHubJob().with(Input.MANAGED_SESSION_POLICIES, String.join("\n", arns)))
            .policies()
            .managed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ReadOnlyAccess", "arn:aws:iam::111122223333:role/x", "arn:aws:iam::aws:policy/"})
  void otherPoliciesAreRefused(String text) {
    assertEquals(
        "managed-session-policies",
        Planned.gitHubJob().with(Input.MANAGED_SESSION_POLICIES, text).invalid().name());
  }

  @ParameterizedTest
  @CsvSource({"10, true", "11, false"})
  void thereAreAtMostTenPolicies(int number, boolean taken) {
    Planned planned =
        Planned.gitHubJob()
            .with(Input.MANAGED_SESSION_POLICIES, "arn:aws:iam::aws:policy/x\n".repeat(number));
    if (taken) {
      assertEquals(number, last(planned).policies().managed().size());
    } else {
      planned.invalid();
    }
  }
}
