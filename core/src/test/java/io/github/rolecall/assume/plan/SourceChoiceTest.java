package io.github.rolecall.assume.plan;

import static io.github.rolecall.assume.plan.Planned.ROLE;
import static io.github.rolecall.assume.plan.Planned.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.model.Secret;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.Fact;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which source of credentials is chosen. WhichIdentityTest tests the order of sources. */
class SourceChoiceTest {

  /** Configures all sources at once. The first source in the table that is present is used. */
  private static Planned everything() {
    return Planned.gitHubJob()
        .keysInEnvironment()
        .env("AWS_WEB_IDENTITY_TOKEN_FILE", "/eks/token")
        .env("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/Eks")
        .env("AWS_PROFILE", "env-profile");
  }

  @Test
  void whatTheUserNamesGoesBeforeAll() {
    Plan plan = everything().with(Input.SOURCE_PROFILE, "mine").plan();
    assertEquals(new Source.Profile("mine"), plan.source());
    assertEquals(Assumed.Origin.ROLE, plan.identity().origin());
  }

  @Test
  void theTokenOfTheJobGoesBeforeTheEnvironment() {
    Plan plan = everything().plan();
    assertEquals(
        new Source.CiToken("GitHub Actions", Optional.of("sts.amazonaws.com")), plan.source());
    assertEquals(1, plan.chain().size());
  }

  @Test
  void whatAwsToolsFindComesLast() {
    Plan plan = Planned.gitHubJob().with(Input.ROLE_CHAINING, "true").plan();
    assertInstanceOf(Source.Ambient.class, plan.source());
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
  void halfOfTheKeysInTheEnvironmentIsAMistake(String only) {
    var problem =
        Planned.gitHubJob()
            .with(Input.ROLE_CHAINING, "true")
            .env(only, "half")
            .problem(InputProblem.Invalid.class);
    assertTrue(problem.name().startsWith("AWS_"), problem.name());
    assertNotEquals(only, problem.name());
    assertEquals("", problem.value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wJalrXUtnFEMI/K7MDENG", "eyJhbGciOi.eyJpc3Mi.c2ln", "lowercaseSecret"})
  void aValueInPlaceOfAVariablesNameIsNotShown(String secret) {
    var token =
        Planned.in(FrontEnd.COMMAND)
            .with(Input.WEB_IDENTITY_TOKEN_ENV, secret)
            .with(Input.ROLE_TO_ASSUME, ROLE)
            .problem(InputProblem.Invalid.class);
    var key =
        Planned.in(FrontEnd.COMMAND)
            .with(Input.ACCESS_KEY_ID_ENV, "ID")
            .with(Input.SECRET_ACCESS_KEY_ENV, secret)
            .env("ID", "AKIA")
            .problem(InputProblem.Invalid.class);
    for (InputProblem.Invalid problem : List.of(token, key)) {
      assertFalse(problem.message(FrontEnd.COMMAND).contains(secret));
    }
  }

  @Test
  void aTokenFileOfTheEnvironmentServesTheRoleOfTheUser() {
    Plan plan =
        Planned.in(FrontEnd.COMMAND)
            .with(Input.ROLE_TO_ASSUME, ROLE)
            .env("AWS_WEB_IDENTITY_TOKEN_FILE", "/token")
            .plan();
    assertInstanceOf(Source.TokenFile.class, plan.source());
    assertEquals(1, plan.chain().size());
  }

  @Test
  void theRoleOfTheTokenFileIsNotAssumedTwice() {
    Plan plan =
        Planned.inAction()
            .with(Input.ROLE_TO_ASSUME, ROLE)
            .env("AWS_WEB_IDENTITY_TOKEN_FILE", "token")
            .env("AWS_ROLE_ARN", ROLE)
            .plan();
    assertEquals(List.of(ROLE), plan.chain().stream().map(role -> role.target().text()).toList());
    assertEquals(
        new Source.TokenFile(TestHost.WORK.resolve("token"), "AWS_WEB_IDENTITY_TOKEN_FILE"),
        plan.source());
  }

  @ParameterizedTest
  @CsvSource({"MAVEN, ROLE", "COMMAND, ROLE", "ACTION, AMBIENT"})
  void theRoleOfTheTokenFileAloneIsEnough(FrontEnd frontEnd, Assumed.Origin origin) {
    Plan plan =
        Planned.in(frontEnd)
            .env("AWS_WEB_IDENTITY_TOKEN_FILE", "/token")
            .env("AWS_ROLE_ARN", ROLE)
            .plan();
    assertEquals(List.of(ROLE), plan.chain().stream().map(role -> role.target().text()).toList());
    assertEquals(origin, plan.identity().origin());
  }

  @Test
  void withoutRoleNoTokenIsNeeded() {
    Plan plan = Planned.inAction().gitHub().keysInEnvironment().plan();
    assertInstanceOf(Source.EnvironmentKeys.class, plan.source());
    assertEquals(List.of(), plan.chain());
    assertEquals(Assumed.Origin.AMBIENT, plan.identity().origin());
  }

  @ParameterizedTest
  @CsvSource({"ACTION, AMBIENT", "MAVEN, GIVEN", "COMMAND, GIVEN"})
  void withoutRoleTheFrontEndDecidesWhetherThereIsSomethingNew(
      FrontEnd frontEnd, Assumed.Origin origin) {
    assertEquals(origin, Planned.in(frontEnd).keysInEnvironment().plan().identity().origin());
    assertEquals(
        Assumed.Origin.GIVEN,
        Planned.in(frontEnd).with(Input.SOURCE_PROFILE, "p").plan().identity().origin());
  }

  @Test
  void gitLabsTokenIsUsedWithItsOwnAudience() {
    Plan plan = Planned.in(FrontEnd.COMMAND).gitLab().with(Input.ROLE_TO_ASSUME, ROLE).plan();
    assertEquals(new Source.CiToken("GitLab CI", Optional.empty()), plan.source());
    Plan expecting =
        Planned.in(FrontEnd.COMMAND)
            .gitLab()
            .with(Input.ROLE_TO_ASSUME, ROLE)
            .with(Input.AUDIENCE, "mine")
            .plan();
    assertEquals(new Source.CiToken("GitLab CI", Optional.of("mine")), expecting.source());
  }

  @Test
  void aTokenFileOfTheUserStartsAtTheWorkDirectory() {
    Plan plan = Planned.gitHubJob().with(Input.WEB_IDENTITY_TOKEN_FILE, "tokens/mine").plan();
    assertEquals(
        new Source.TokenFile(TestHost.WORK.resolve("tokens/mine"), "web-identity-token-file"),
        plan.source());
  }

  @Test
  void aTokenVariableOfTheUserIsNamed() {
    Plan plan =
        Planned.in(FrontEnd.MAVEN)
            .with(Input.ROLE_TO_ASSUME, ROLE)
            .with(Input.WEB_IDENTITY_TOKEN_ENV, "MY_TOKEN")
            .plan();
    assertEquals(new Source.TokenVariable("MY_TOKEN", "<webIdentityTokenEnv>"), plan.source());
  }

  @ParameterizedTest
  @EnumSource(
      value = Input.class,
      names = {"WEB_IDENTITY_TOKEN_FILE", "WEB_IDENTITY_TOKEN_ENV"})
  void aTokenWithoutRoleIsIncomplete(Input input) {
    var problem = Planned.inAction().with(input, "X").problem(InputProblem.Incomplete.class);
    assertEquals(input.key(), problem.name());
    assertEquals(Input.ROLE_TO_ASSUME, problem.needed());
  }

  @Test
  void keysOfTheUserAreTaken() {
    Plan plan = Planned.inAction().keys().with(Input.AWS_SESSION_TOKEN, "session").plan();
    assertEquals(
        new Source.Keys(
            new SessionCredentials(
                "AKIAINPUT",
                new Secret("secret"),
                Optional.of(new Secret("session")),
                Optional.empty()),
            "aws-access-key-id"),
        plan.source());
    assertEquals(Assumed.Origin.GIVEN, plan.identity().origin());
  }

  @Test
  void anAccessKeyHasTwoParts() {
    var problem =
        Planned.inAction()
            .with(Input.AWS_ACCESS_KEY_ID, "AKIA")
            .problem(InputProblem.Incomplete.class);
    assertEquals(
        "aws-access-key-id is set, but aws-secret-access-key is not: an access"
            + " key needs both an id and a secret",
        problem.what(FrontEnd.ACTION));
  }

  @ParameterizedTest
  @EnumSource(
      value = Input.class,
      names = {"AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"})
  void theOtherPartsAloneHaveNoEffectAndThatIsSaid(Input input) {
    Plan plan = Planned.gitHubJob().with(input, "x").plan();
    assertInstanceOf(Source.CiToken.class, plan.source());
    assertEquals(
        List.of(input.key() + " has no effect without aws-access-key-id."),
        plan.notes().warnings());
  }

  private static Planned byVariable() {
    return Planned.in(FrontEnd.MAVEN)
        .with(Input.ACCESS_KEY_ID_ENV, "MY_ID")
        .with(Input.SECRET_ACCESS_KEY_ENV, "MY_SECRET")
        .env("MY_ID", " AKIA \n")
        .env("MY_SECRET", "secret\n");
  }

  @Test
  void keysComeByTheNamesOfVariables() {
    var keys = assertInstanceOf(Source.Keys.class, byVariable().plan().source());
    assertEquals("AKIA", keys.credentials().accessKeyId());
    assertEquals("secret", keys.credentials().secretAccessKey().reveal());
    assertEquals("<accessKeyIdEnv>", keys.input());
    var temporary =
        byVariable().with(Input.SESSION_TOKEN_ENV, "MY_TOKEN").env("MY_TOKEN", "token").plan();
    assertEquals(
        Optional.of(new Secret("token")),
        ((Source.Keys) temporary.source()).credentials().sessionToken());
  }

  @ParameterizedTest
  @CsvSource({
    "ACCESS_KEY_ID_ENV, SECRET_ACCESS_KEY_ENV",
    "SECRET_ACCESS_KEY_ENV, ACCESS_KEY_ID_ENV"
  })
  void theNamesComeInPairs(Input given, Input needed) {
    var problem =
        Planned.in(FrontEnd.COMMAND)
            .with(given, "X")
            .env("X", "x")
            .problem(InputProblem.Incomplete.class);
    assertEquals("--" + given.key(), problem.name());
    assertEquals(needed, problem.needed());
  }

  @ParameterizedTest
  @CsvSource({
    "MY_ID, <accessKeyIdEnv>",
    "MY_SECRET, <secretAccessKeyEnv>",
    "MY_TOKEN, <sessionTokenEnv>"
  })
  void aNamedVariableMustHaveAValue(String variable, String input) {
    var problem =
        byVariable()
            .with(Input.SESSION_TOKEN_ENV, "MY_TOKEN")
            .env("MY_TOKEN", "x")
            .env(variable, " ")
            .problem(IdentityProblem.VariableMissing.class);
    assertEquals(variable, problem.variable());
    assertEquals(input, problem.input());
  }

  @Test
  void keysOfMavensSettingsAreASource() {
    var keys =
        new Source.Keys(
            new SessionCredentials("AKIA", new Secret("s"), Optional.empty(), Optional.empty()),
            "<serverId>");
    var host = TestHost.of(Map.of());
    Plan plan =
        new Planner(host, CiPlatform.detect(host), Optional.of(keys))
            .plan(Planned.in(FrontEnd.MAVEN).with(Input.SERVER_ID, "aws").inputs())
            .get(0)
            .plan();
    assertEquals(keys, plan.source());
    Thrown.problem(
        InputProblem.Conflict.class,
        () ->
            new Planner(host, CiPlatform.detect(host), Optional.of(keys))
                .plan(
                    Planned.in(FrontEnd.MAVEN)
                        .with(Input.SERVER_ID, "aws")
                        .with(Input.SOURCE_PROFILE, "p")
                        .inputs())
                .get(0)
                .plan());
  }

  @ParameterizedTest
  @CsvSource({
    "WEB_IDENTITY_TOKEN_FILE, WEB_IDENTITY_TOKEN_ENV",
    "WEB_IDENTITY_TOKEN_FILE, SOURCE_PROFILE",
    "WEB_IDENTITY_TOKEN_ENV, SOURCE_PROFILE"
  })
  void twoNamedSourcesAreAMistake(Input first, Input second) {
    for (FrontEnd frontEnd : FrontEnd.values()) {
      var problem =
          Planned.in(frontEnd)
              .with(first, "X")
              .with(second, "Y")
              .with(Input.ROLE_TO_ASSUME, ROLE)
              .problem(InputProblem.Conflict.class);
      assertEquals(frontEnd.spell(first), problem.first());
      assertEquals(frontEnd.spell(second), problem.second());
    }
  }

  @Test
  void aTokenFileBesideKeysIsUsedAsThePeerDoes() {
    Plan plan =
        Planned.inAction()
            .keys()
            .with(Input.ROLE_TO_ASSUME, ROLE)
            .with(Input.WEB_IDENTITY_TOKEN_FILE, "/token")
            .plan();
    assertInstanceOf(Source.TokenFile.class, plan.source());
    assertEquals(
        List.of("aws-access-key-id has no effect, because web-identity-token-file is set."),
        plan.notes().warnings());
  }

  @Test
  void aTokenFileBesideKeysIsAMistakeElsewhere() {
    byVariable()
        .with(Input.ROLE_TO_ASSUME, ROLE)
        .with(Input.WEB_IDENTITY_TOKEN_FILE, "/token")
        .problem(InputProblem.Conflict.class);
  }

  @Test
  void threeSourcesAreAMistakeInTheActionToo() {
    Planned.inAction()
        .keys()
        .with(Input.ROLE_TO_ASSUME, ROLE)
        .with(Input.WEB_IDENTITY_TOKEN_FILE, "/token")
        .with(Input.SOURCE_PROFILE, "p")
        .problem(InputProblem.Conflict.class);
  }

  @Test
  void aHostedRunnerWithoutPermissionHasNobodyLeftToAsk() {
    var problem =
        Planned.inAction()
            .gitHubWithoutToken()
            .env("RUNNER_ENVIRONMENT", "github-hosted")
            .with(Input.ROLE_TO_ASSUME, ROLE)
            .problem(IdentityProblem.NoIdToken.class);
    assertEquals("no-id-token-permission", problem.code());
  }

  @Test
  void aRunnerOfOnesOwnMayHaveARoleOfItsOwn() {
    Plan plan =
        Planned.inAction()
            .gitHubWithoutToken()
            .env("RUNNER_ENVIRONMENT", "self-hosted")
            .with(Input.ROLE_TO_ASSUME, ROLE)
            .plan();
    var ambient = assertInstanceOf(Source.Ambient.class, plan.source());
    assertEquals("no-id-token-permission", ambient.otherwise().code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys", "profile", "token file"})
  void aHostedRunnerWithoutPermissionMayHaveOtherCredentials(String what) {
    Planned planned =
        Planned.inAction()
            .gitHubWithoutToken()
            .env("RUNNER_ENVIRONMENT", "github-hosted")
            .with(Input.ROLE_TO_ASSUME, ROLE);
    switch (what) {
      case "keys" -> planned.keysInEnvironment();
      case "profile" -> planned.env("AWS_PROFILE", "p");
      default -> planned.env("AWS_WEB_IDENTITY_TOKEN_FILE", "/t").env("AWS_ROLE_ARN", SECOND);
    }
    assertFalse(planned.plan().source() instanceof Source.Ambient);
  }

  @Test
  void withoutAnythingTheUserIsToldWhatIsMissing() {
    Plan plan = Planned.in(FrontEnd.COMMAND).plan();
    var otherwise = ((Source.Ambient) plan.source()).otherwise();
    assertEquals("no-credentials", otherwise.code());
    assertTrue(
        otherwise.remedies(FrontEnd.COMMAND).get(0).contains("--role-to-assume arn:aws:iam::"),
        otherwise.message(FrontEnd.COMMAND));
    Plan withRole = Planned.in(FrontEnd.MAVEN).with(Input.ROLE_TO_ASSUME, ROLE).plan();
    assertTrue(
        ((Source.Ambient) withRole.source())
            .otherwise()
            .remedies(FrontEnd.MAVEN)
            .get(0)
            .contains("<sourceProfile>"));
  }

  @Test
  void forceSkipOidcNeedsAnotherSourceInTheAction() {
    var problem =
        Planned.gitHubJob()
            .with(Input.FORCE_SKIP_OIDC, "true")
            .problem(InputProblem.Incomplete.class);
    assertEquals("force-skip-oidc", problem.name());
    assertEquals(
        "AKIAINPUT",
        ((Source.Keys)
                Planned.gitHubJob().keys().with(Input.FORCE_SKIP_OIDC, "true").plan().source())
            .credentials()
            .accessKeyId());
    Planned.gitHubJob()
        .keysInEnvironment()
        .with(Input.FORCE_SKIP_OIDC, "true")
        .with(Input.ROLE_CHAINING, "true")
        .problem(InputProblem.Incomplete.class);
  }

  @Test
  void forceSkipOidcUsesTheEnvironmentElsewhere() {
    Plan plan =
        Planned.in(FrontEnd.COMMAND)
            .gitHub()
            .keysInEnvironment()
            .with(Input.ROLE_TO_ASSUME, ROLE)
            .with(Input.FORCE_SKIP_OIDC, "true")
            .plan();
    assertInstanceOf(Source.EnvironmentKeys.class, plan.source());
  }

  @Test
  void credentialsToKeepAreThoseOfTheEnvironment() {
    assertEquals(
        Optional.empty(), Planned.gitHubJob().keysInEnvironment().plan().identity().existing());
    Plan plan =
        Planned.gitHubJob().keysInEnvironment().with(Input.USE_EXISTING_CREDENTIALS, "true").plan();
    assertInstanceOf(Source.EnvironmentKeys.class, plan.identity().existing().orElseThrow());
    assertInstanceOf(Source.CiToken.class, plan.source());
  }

  @Test
  void everyDecisionHasItsReason() {
    Plan plan = Planned.gitHubJob().plan();
    assertEquals(
        List.of(
            new Fact("region", "eu-central-1, from aws-region"),
            new Fact(
                "identity",
                "the token of the GitHub Actions job: a role is set, and the job can get a token"),
            new Fact("role", ROLE + " as GitHubActions for 3600 seconds")),
        plan.notes().reasons());
    assertEquals(
        "the profile p: set by source-profile",
        Planned.gitHubJob()
            .with(Input.SOURCE_PROFILE, "p")
            .plan()
            .notes()
            .reasons()
            .get(1)
            .value());
  }
}
