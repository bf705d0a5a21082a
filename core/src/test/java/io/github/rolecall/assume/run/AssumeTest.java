package io.github.rolecall.assume.run;

import static io.github.rolecall.assume.plan.Planned.ROLE;
import static io.github.rolecall.assume.plan.Planned.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.FakeTime;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.GuardProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.problem.SessionProblem;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.problem.TokenProblem;
import io.github.rolecall.problem.WebIdentityProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the way from inputs to credentials, against a simulator. */
class AssumeTest {
  private static final String KEY_ID = "AKIAIOSFODNN7ROLECAL";
  private static final String KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY";
  private static final String TOKEN_CALL = "AssumeRoleWithWebIdentity";
  private static final String OTHER = "arn:aws:iam::444455556666:role/Other";

  private final Map<Input, String> written = new EnumMap<>(Input.class);
  private final Map<String, String> environment = new HashMap<>();
  private final FakeTime time = new FakeTime(Instant.now());
  private final RecordingConsole console = new RecordingConsole();
  private FakeAws aws;
  private FrontEnd frontEnd = FrontEnd.ACTION;

  @BeforeEach
  void start() {
    aws = FakeAws.start();
    with(Input.AWS_REGION, "us-east-1");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private AssumeTest with(Input input, String value) {
    written.put(input, value);
    return this;
  }

  private AssumeTest gitHub() {
    environment.putAll(aws.gitHubJob().environment());
    return with(Input.ROLE_TO_ASSUME, ROLE);
  }

  private AssumeTest keysInEnvironment() {
    environment.put("AWS_ACCESS_KEY_ID", KEY_ID);
    environment.put("AWS_SECRET_ACCESS_KEY", KEY);
    environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return this;
  }

  private Assumed run() {
    Host host = TestHost.of(environment, time);
    CiPlatform platform = CiPlatform.detect(host);
    var plan = new Planner(host, platform).plan(Inputs.of(frontEnd, written, environment));
    return new Assume(host, platform, console).run(plan).get(0);
  }

  private <P extends Problem> P failure(Class<P> kind) {
    return Thrown.problem(kind, this::run);
  }

  private List<String> calls() {
    return aws.calls().stream()
        .map(Call::name)
        .filter(name -> !name.equals("jwks") && !name.equals("discovery"))
        .toList();
  }

  private static void assertMasked(RecordingConsole console, Assumed assumed) {
    List<String> masks = console.of("mask");
    assertTrue(masks.contains(assumed.credentials().secretAccessKey().reveal()), "secret");
    assertTrue(masks.contains(assumed.credentials().accessKeyId()), "id");
    assumed
        .credentials()
        .sessionToken()
        .ifPresent(token -> assertTrue(masks.contains(token.reveal()), "token"));
  }

  @Test
  void whatStsSaysAboutComingAgainIsHeeded() {
    aws.fault(
        TOKEN_CALL,
        Fault.busy(503, "ServiceUnavailable", "busy", "7"),
        Fault.busy(400, "Throttling", "Rate exceeded", "13"));
    gitHub().run();
    assertEquals(3, aws.calls(TOKEN_CALL).size());
    assertEquals(2, time.slept().size(), time.slept()::toString);
    assertTrue(time.slept().get(0).compareTo(Duration.ofSeconds(7)) >= 0, time.slept()::toString);
    assertTrue(time.slept().get(1).compareTo(Duration.ofSeconds(13)) >= 0, time.slept()::toString);
  }

  @Test
  void usersAndPasswordsOfProxiesAreHiddenBeforeAnythingIsSaid() {
    environment.put("HTTPS_PROXY", "http://us%40er:p%25ss@127.0.0.1:1");
    environment.put("http_proxy", "http://second:geheim@127.0.0.1:1");
    environment.put("NO_PROXY", "*");
    gitHub().with(Input.HTTP_PROXY, "http://third:w+rd@127.0.0.1:1").run();
    List<String> hidden =
        List.of("us%40er", "us@er", "p%25ss", "p%ss", "second", "geheim", "third");
    assertTrue(console.of("mask").containsAll(hidden), console.of("mask")::toString);
    int said =
        console
            .events()
            .indexOf(
                console.events().stream()
                    .filter(e -> !e.startsWith("mask "))
                    .findFirst()
                    .orElseThrow());
    assertTrue(console.events().subList(0, said).contains("mask w+rd"), "before");
    for (String event : console.events()) {
      assertFalse(
          !event.startsWith("mask ") && event.matches(".*(p%25ss|p%ss|geheim|w.rd).*"), event);
    }
  }

  // Sources of credentials

  @Test
  void aJobGetsARoleWithItsToken() {
    Assumed assumed = gitHub().run();
    assertEquals(List.of("oidc-token", TOKEN_CALL), calls());
    assertEquals(Assumed.Origin.ROLE, assumed.origin());
    assertEquals("us-east-1", assumed.region());
    assertEquals(
        "arn:aws:sts::111122223333:assumed-role/Deploy/GitHubActions", assumed.identity().arn());
    assertEquals("111122223333", assumed.identity().account());
    assertTrue(assumed.credentials().expires().isPresent());
    assertMasked(console, assumed);
  }

  @Test
  void aJobOfGitLabToo() {
    environment.putAll(aws.gitLabJob().environment());
    frontEnd = FrontEnd.COMMAND;
    Assumed assumed = with(Input.ROLE_TO_ASSUME, ROLE).run();
    assertEquals(List.of(TOKEN_CALL), calls());
    assertEquals(
        "arn:aws:sts::111122223333:assumed-role/Deploy/GitLab-acme-shop-574-302",
        assumed.identity().arn());
    assertTrue(console.of("mask").contains(environment.get("AWS_ID_TOKEN")));
  }

  @Test
  void keysAssumeARoleWithTagsOfTheRun() {
    gitHub().keysInEnvironment();
    with(Input.ROLE_CHAINING, "true").with(Input.ROLE_TO_ASSUME, SECOND);
    Assumed assumed = run();
    assertEquals(List.of("AssumeRole"), calls());
    Call call = aws.calls().get(0);
    assertEquals(Optional.of(KEY_ID), call.signedBy());
    assertEquals("Repository", call.parameters().get("Tags.member.2.Key"));
    assertEquals("octo-org/octo-repo", call.parameters().get("Tags.member.2.Value"));
    assertMasked(console, assumed);
  }

  @Test
  void aChainGoesFromRoleToRole() {
    Assumed assumed = gitHub().with(Input.ROLE_TO_ASSUME, ROLE + "\n" + SECOND).run();
    assertEquals(List.of("oidc-token", TOKEN_CALL, "AssumeRole"), calls());
    Call first = aws.calls(TOKEN_CALL).get(0);
    Call second = aws.calls("AssumeRole").get(0);
    assertEquals("900", first.parameters().get("DurationSeconds"));
    assertEquals("3600", second.parameters().get("DurationSeconds"));
    assertTrue(second.signedBy().orElseThrow().startsWith("ASIA"));
    assertEquals(
        "arn:aws:sts::111122223333:assumed-role/Chained/GitHubActions", assumed.identity().arn());
    // The credentials between the two roles are masked too.
    assertTrue(console.of("mask").contains(second.signedBy().orElseThrow()));
    assertTrue(console.of("mask").contains(second.sessionToken().orElseThrow()));
  }

  @Test
  void aBareNameIsCompletedByTheAnswerBeforeIt() {
    gitHub().with(Input.ROLE_TO_ASSUME, ROLE + "\nChained").run();
    assertEquals(List.of("oidc-token", TOKEN_CALL, "AssumeRole"), calls());
    assertEquals(SECOND, aws.calls("AssumeRole").get(0).parameters().get("RoleArn"));
  }

  @Test
  void aBareNameOfKeysAsksWhoseTheyAre() {
    keysInEnvironment().with(Input.ROLE_TO_ASSUME, "Chained");
    assertEquals("111122223333", run().identity().account());
    assertEquals(List.of("GetCallerIdentity", "AssumeRole"), calls());
    assertEquals(SECOND, aws.calls("AssumeRole").get(0).parameters().get("RoleArn"));
  }

  @Test
  void keysWithoutRoleAreVerified() {
    frontEnd = FrontEnd.COMMAND;
    Assumed assumed = keysInEnvironment().run();
    assertEquals(List.of("GetCallerIdentity"), calls());
    assertEquals(Assumed.Origin.GIVEN, assumed.origin());
    assertEquals("arn:aws:iam::111122223333:user/ci", assumed.identity().arn());
    assertMasked(console, assumed);
  }

  @Test
  void anExternalIdOpensTheRoleOfAPartner() {
    keysInEnvironment()
        .with(Input.ROLE_TO_ASSUME, "arn:aws:iam::444455556666:role/Partner")
        .with(Input.ROLE_SKIP_SESSION_TAGGING, "true");
    failure(StsProblem.Denied.class);
    assertEquals(
        "444455556666", with(Input.ROLE_EXTERNAL_ID, "partner-42").run().identity().account());
  }

  // Tokens in files and variables

  @Test
  void aTokenComesFromAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("token");
    Files.writeString(file, aws.gitHubJob().idToken("sts.amazonaws.com") + "\n");
    gitHub().with(Input.WEB_IDENTITY_TOKEN_FILE, file.toString()).run();
    assertEquals(List.of(TOKEN_CALL), calls());
  }

  @Test
  void aTokenComesFromAVariable() {
    environment.put("MY_TOKEN", aws.gitHubJob().idToken("sts.amazonaws.com"));
    gitHub().with(Input.WEB_IDENTITY_TOKEN_ENV, "MY_TOKEN").run();
    assertEquals(List.of(TOKEN_CALL), calls());
  }

  @Test
  void whatCannotBeReadIsNamed(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("missing");
    gitHub().with(Input.WEB_IDENTITY_TOKEN_FILE, missing.toString());
    var problem = failure(TokenProblem.FileUnreadable.class);
    assertEquals("it does not exist", problem.reason());
    assertEquals(missing.toString(), problem.path());
    Files.writeString(missing, " \n");
    assertEquals("it is empty", failure(TokenProblem.FileUnreadable.class).reason());
    Files.delete(missing);
    Files.createDirectory(missing);
    failure(TokenProblem.FileUnreadable.class);
    with(Input.WEB_IDENTITY_TOKEN_FILE, "").with(Input.WEB_IDENTITY_TOKEN_ENV, "NOT_SET");
    assertEquals("variable-missing", failure(Problem.class).code());
    assertEquals(List.of(), calls());
  }

  /** TokenFileTest tests the links that are followed. */
  @Test
  void aTokenFileThatIsALinkIsRefused(@TempDir Path folder) throws IOException {
    Path data = Files.createDirectory(folder.resolve("..2026_11_21"));
    Files.writeString(data.resolve("token"), aws.gitHubJob().idToken("sts.amazonaws.com"));
    Files.createSymbolicLink(folder.resolve("..data"), data.getFileName());
    Path link = Files.createSymbolicLink(folder.resolve("token"), Path.of("..data", "token"));
    gitHub().with(Input.WEB_IDENTITY_TOKEN_FILE, link.toString());
    assertTrue(
        failure(TokenProblem.FileUnreadable.class).reason().contains("symbolic link"), "reason");
    assertEquals(List.of(), calls());
  }

  @Test
  void whetherATokenHasExpiredIsForAwsToSay() {
    var old =
        aws.issuer("github")
            .mint(Map.of("sub", "s", "aud", "sts.amazonaws.com", "exp", 1_700_000_000L));
    environment.put("MY_TOKEN", old);
    gitHub().with(Input.WEB_IDENTITY_TOKEN_ENV, "MY_TOKEN");
    failure(WebIdentityProblem.TokenExpired.class);
    assertEquals(List.of("AssumeRoleWithWebIdentity"), calls());
  }

  @Test
  void severalAudiencesAreNotSent() {
    environment.putAll(aws.gitLabJob().audience("sts.amazonaws.com", "x").environment());
    frontEnd = FrontEnd.COMMAND;
    with(Input.ROLE_TO_ASSUME, ROLE);
    failure(TokenProblem.SeveralAudiences.class);
    assertEquals(List.of(), calls());
  }

  // Guards

  @Test
  void anAccountThatIsAllowedPasses() {
    gitHub().with(Input.ALLOWED_ACCOUNT_IDS, "444455556666,111122223333").run();
  }

  @Test
  void anAccountThatIsNotAllowedYieldsNothing() {
    gitHub().with(Input.ROLE_TO_ASSUME, OTHER).with(Input.ALLOWED_ACCOUNT_IDS, "111122223333");
    var problem = failure(GuardProblem.AccountNotAllowed.class);
    assertEquals("444455556666 (expected: 111122223333)", Thrown.fact(problem, "account"));
    assertEquals(
        "arn:aws:sts::444455556666:assumed-role/Other/GitHubActions",
        Thrown.fact(problem, "identity"));
  }

  @Test
  void anAccountThatIsForbiddenYieldsNothing() {
    gitHub().with(Input.FORBIDDEN_ACCOUNT_IDS, "111122223333");
    failure(GuardProblem.AccountForbidden.class);
  }

  @Test
  void forbiddenGoesBeforeAllowed() {
    gitHub()
        .with(Input.ALLOWED_ACCOUNT_IDS, "111122223333")
        .with(Input.FORBIDDEN_ACCOUNT_IDS, "111122223333");
    failure(GuardProblem.AccountForbidden.class);
  }

  @Test
  void keysWithoutRoleAreGuardedToo() {
    keysInEnvironment().with(Input.ALLOWED_ACCOUNT_IDS, "444455556666");
    failure(GuardProblem.AccountNotAllowed.class);
  }

  /** Returns an answer like that of STS, with this secret key. */
  private static Fault issued(String secret) {
    return Fault.body(
        200,
        "text/xml",
        """
        <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleWithWebIdentityResult>
            <AssumedRoleUser>
              <Arn>arn:aws:sts::111122223333:assumed-role/Deploy/GitHubActions</Arn>
              <AssumedRoleId>AROA:GitHubActions</AssumedRoleId>
            </AssumedRoleUser>
            <Credentials>
              <AccessKeyId>ASIAISSUED</AccessKeyId>
              <SecretAccessKey>%s</SecretAccessKey>
              <SessionToken>token</SessionToken>
              <Expiration>2035-01-01T00:00:00Z</Expiration>
            </Credentials>
          </AssumeRoleWithWebIdentityResult>
        </AssumeRoleWithWebIdentityResponse>
        """
            .formatted(secret));
  }

  @Test
  void aKeyWithSpecialCharactersIsAskedForAgain() {
    gitHub().with(Input.SPECIAL_CHARACTERS_WORKAROUND, "true");
    aws.fault(TOKEN_CALL, issued("a/b"), issued("a+b"), issued("plain1"));
    assertEquals("plain1", run().credentials().secretAccessKey().reveal());
    assertEquals(3, aws.calls(TOKEN_CALL).size());
  }

  @Test
  void butNotForEver() {
    gitHub().with(Input.SPECIAL_CHARACTERS_WORKAROUND, "true");
    aws.fault(
        TOKEN_CALL, IntStream.range(0, 40).mapToObj(i -> issued("a/b")).toArray(Fault[]::new));
    assertEquals(30, failure(GuardProblem.SpecialCharacters.class).attempts());
    assertEquals(30, aws.calls(TOKEN_CALL).size());
  }

  @Test
  void withoutTheGuardTheFirstKeyIsTaken() {
    gitHub();
    aws.fault(TOKEN_CALL, issued("a/b"));
    assertEquals("a/b", run().credentials().secretAccessKey().reveal());
  }

  // Existing credentials

  @Test
  void goodCredentialsStay() {
    gitHub().keysInEnvironment().with(Input.USE_EXISTING_CREDENTIALS, "true");
    Assumed assumed = run();
    assertEquals(Assumed.Origin.KEPT, assumed.origin());
    assertFalse(assumed.isNew());
    assertEquals(KEY_ID, assumed.credentials().accessKeyId());
    assertEquals(List.of("GetCallerIdentity"), calls());
  }

  @Test
  void badCredentialsAreReplaced() {
    gitHub().keysInEnvironment().with(Input.USE_EXISTING_CREDENTIALS, "true");
    environment.put("AWS_SECRET_ACCESS_KEY", "wrong");
    assertEquals(Assumed.Origin.ROLE, run().origin());
    assertEquals(List.of("GetCallerIdentity", "oidc-token", TOKEN_CALL), calls());
    assertTrue(
        console
            .of("info")
            .contains("Rolecall cannot keep the existing credentials (keys-rejected)."),
        console.events().toString());
  }

  @ParameterizedTest
  @CsvSource({"ALLOWED_ACCOUNT_IDS, 444455556666", "FORBIDDEN_ACCOUNT_IDS, 111122223333"})
  void existingCredentialsOfAnotherAccountFailTheRun(Input guard, String account) {
    gitHub()
        .keysInEnvironment()
        .with(Input.USE_EXISTING_CREDENTIALS, "true")
        .with(Input.ROLE_TO_ASSUME, OTHER)
        .with(guard, account);
    var problem = failure(GuardProblem.ExistingRefused.class);
    assertTrue(problem.what(FrontEnd.ACTION).contains(guard.key()), problem.toString());
    assertEquals("111122223333", Thrown.fact(problem, "account"));
    assertEquals(List.of("GetCallerIdentity"), calls());
  }

  @Test
  void everyCallToAwsNamesTheRun() {
    gitHub()
        .keysInEnvironment()
        .with(Input.USE_EXISTING_CREDENTIALS, "true")
        .with(Input.ROLE_TO_ASSUME, ROLE + "\n" + SECOND);
    environment.put("AWS_SECRET_ACCESS_KEY", "wrong");
    environment.put("GITHUB_RUN_ATTEMPT", "3");
    run();
    assertEquals(List.of("GetCallerIdentity", "oidc-token", TOKEN_CALL, "AssumeRole"), calls());
    for (Call call : aws.calls()) {
      String agent = call.userAgent().orElse("");
      assertTrue(
          !List.of("GetCallerIdentity", TOKEN_CALL, "AssumeRole").contains(call.name())
              || agent.matches(
                  "rolecall/\\S+ md/ci#GitHub_Actions md/run_id#[0-9]+ md/attempt#3 .*"
                      + "md/repository#octo-org\\+octo-repo.*"),
          call.name() + " " + agent);
    }
  }

  @Test
  void withoutALimitTheRunGoesOnAllTheSame() {
    gitHub().with(Input.ACTION_TIMEOUT_S, "0");
    assertEquals(Assumed.Origin.ROLE, run().origin());
  }

  // Masks

  @Test
  void nothingIsSaidBeforeItIsMasked() {
    gitHub().with(Input.ROLE_TO_ASSUME, ROLE + "\n" + SECOND).run();
    for (String secret : console.of("mask")) {
      int masked = console.events().indexOf("mask " + secret);
      for (String event : console.events().subList(0, masked)) {
        assertFalse(event.contains(secret) && !event.startsWith("mask "), event);
      }
    }
    List<String> masks = console.of("mask");
    for (String secret : aws.secrets()) {
      boolean issued =
          secret.startsWith("ey")
              || aws.calls().stream()
                  .anyMatch(call -> call.sessionToken().equals(Optional.of(secret)));
      assertTrue(!issued || masks.contains(secret), "an issued secret is not masked");
    }
  }

  @Test
  void theTokenIsMaskedBeforeStsIsAsked() {
    gitHub();
    aws.fault(TOKEN_CALL, Fault.error(400, "ValidationError", "no"));
    failure(StsProblem.Refused.class);
    assertEquals(1, console.of("mask").size());
    assertTrue(console.of("mask").get(0).startsWith("ey"), "the token");
  }

  @Test
  void theIdentityIsMaskedOnlyIfAskedFor() {
    gitHub().run();
    assertFalse(console.of("mask").contains("111122223333"));
    with(Input.MASK_AWS_ACCOUNT_ID, "true").run();
    assertTrue(console.of("mask").contains("111122223333"));
    assertTrue(
        console.of("mask").contains("arn:aws:sts::111122223333:assumed-role/Deploy/GitHubActions"));
  }

  @Test
  void theIdentityIsMaskedBeforeAGuardNamesIt() {
    gitHub()
        .with(Input.MASK_AWS_ACCOUNT_ID, "true")
        .with(Input.FORBIDDEN_ACCOUNT_IDS, "111122223333");
    failure(GuardProblem.AccountForbidden.class);
    assertTrue(console.of("mask").contains("111122223333"));
  }

  @Test
  void theAccountIsMaskedBeforeARefusalNamesIt() {
    gitHub().with(Input.MASK_AWS_ACCOUNT_ID, "true").with(Input.DISABLE_RETRY, "true");
    aws.fault(TOKEN_CALL, Fault.error(403, "AccessDenied", "no"));
    failure(StsProblem.Denied.class);
    assertTrue(console.of("mask").contains("111122223333"));
  }

  /** The plan does not contain the account of the keys, but the denial of STS names it. */
  @Test
  void whoeverAsksIsMaskedBeforeARefusalNamesThem() {
    keysInEnvironment()
        .with(Input.MASK_AWS_ACCOUNT_ID, "true")
        .with(Input.ROLE_SKIP_SESSION_TAGGING, "true")
        .with(Input.ROLE_TO_ASSUME, "arn:aws:iam::444455556666:role/Partner");
    failure(StsProblem.Denied.class);
    assertTrue(console.of("mask").contains("111122223333"), console.events()::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"role", "existing", "keys"})
  void theAccountIsNamedOnlyAfterItIsMasked(String source) {
    gitHub().keysInEnvironment().with(Input.MASK_AWS_ACCOUNT_ID, "true");
    switch (source) {
      case "role" -> with(Input.ROLE_TO_ASSUME, ROLE + "\n" + SECOND);
      case "existing" -> with(Input.USE_EXISTING_CREDENTIALS, "true");
      default -> with(Input.ROLE_CHAINING, "true").with(Input.ROLE_TO_ASSUME, "Chained");
    }
    run();
    List<String> events = console.events();
    int masked = events.indexOf("mask 111122223333");
    assertTrue(masked >= 0, events.toString());
    for (String event : events.subList(0, masked)) {
      assertFalse(event.contains("111122223333"), event);
    }
  }

  // Failures

  @Test
  void aSessionThatIsTooLargeLosesItsDroppableTagsOnce() {
    gitHub().with(Input.ROLE_TO_ASSUME, ROLE + "\n" + SECOND);
    aws.fault("AssumeRole", Fault.error(400, "PackedPolicyTooLarge", "138%"), Fault.none());
    run();
    List<Call> calls = aws.calls("AssumeRole");
    assertEquals(2, calls.size());
    assertTrue(calls.get(0).parameters().containsValue("EventName"));
    assertFalse(calls.get(1).parameters().containsValue("EventName"));
    assertTrue(calls.get(1).parameters().containsValue("Repository"));
    assertTrue(
        console.of("info").stream().anyMatch(text -> text.contains("without the tags [EventName")),
        console.events().toString());
  }

  @Test
  void aSessionThatIsStillTooLargeFails() {
    gitHub().with(Input.ROLE_TO_ASSUME, ROLE + "\n" + SECOND);
    Fault tooLarge = Fault.error(400, "PackedPolicyTooLarge", "138%");
    aws.fault("AssumeRole", tooLarge, tooLarge, tooLarge);
    failure(SessionProblem.SessionTooLarge.class);
    assertEquals(2, aws.calls("AssumeRole").size());
  }

  @Test
  void withoutDroppableTagsThereIsNoSecondCall() {
    keysInEnvironment().with(Input.ROLE_TO_ASSUME, SECOND);
    aws.fault("AssumeRole", Fault.error(400, "PackedPolicyTooLarge", "138%"));
    failure(SessionProblem.SessionTooLarge.class);
    assertEquals(1, aws.calls("AssumeRole").size());
  }

  @Test
  void theSmallerSessionIsRetriedLikeAnyOther() {
    gitHub().with(Input.ROLE_TO_ASSUME, ROLE + "\n" + SECOND);
    aws.fault(
        "AssumeRole",
        Fault.error(400, "PackedPolicyTooLarge", "138%"),
        Fault.error(400, "Throttling", "Rate exceeded"),
        Fault.none());
    run();
    assertEquals(3, aws.calls("AssumeRole").size());
  }

  @Test
  void aDenialIsExplainedAfterThreeCalls() {
    environment.putAll(aws.gitHubJob().repository("octo-org/other").environment());
    with(Input.ROLE_TO_ASSUME, ROLE);
    var problem = failure(StsProblem.Denied.class);
    assertEquals(3, aws.calls(TOKEN_CALL).size());
    assertEquals("repo:octo-org/other:ref:refs/heads/main", Thrown.fact(problem, "subject"));
    Duration waited = time.slept().stream().reduce(Duration.ZERO, Duration::plus);
    assertTrue(waited.compareTo(Duration.ofSeconds(5)) <= 0, waited.toString());
  }

  @Test
  void aRoleThatHasJustBeenMadeIsWaitedFor() {
    gitHub();
    aws.fault(TOKEN_CALL, Fault.error(403, "AccessDenied", "no"), Fault.none());
    assertEquals(Assumed.Origin.ROLE, run().origin());
    assertEquals(2, aws.calls(TOKEN_CALL).size());
  }

  @Test
  void throttlingPasses() {
    gitHub();
    Fault throttled = Fault.error(400, "Throttling", "Rate exceeded");
    aws.fault("oidc-token", Fault.error(503, "", "later"), Fault.none());
    aws.fault(TOKEN_CALL, throttled, throttled, throttled, Fault.none());
    run();
    assertEquals(
        List.of("oidc-token", "oidc-token", TOKEN_CALL, TOKEN_CALL, TOKEN_CALL, TOKEN_CALL),
        calls());
    assertEquals(4, time.slept().size());
  }

  @Test
  void whatTheUserDoesNotWantRepeatedIsAskedOnce() {
    gitHub().with(Input.DISABLE_RETRY, "true");
    aws.fault(TOKEN_CALL, Fault.error(400, "Throttling", "Rate exceeded"));
    failure(StsProblem.Busy.class);
    assertEquals(1, aws.calls(TOKEN_CALL).size());
    assertEquals(List.of(), time.slept());
  }

  @ParameterizedTest
  @ValueSource(strings = {"oidc-token", TOKEN_CALL})
  void aHangEndsWithTheTimeOfTheRun(String call) {
    gitHub().with(Input.ACTION_TIMEOUT_S, "1");
    aws.fault(call, Fault.hang());
    var problem = failure(RunProblem.TimedOut.class);
    assertEquals(
        call.equals(TOKEN_CALL)
            ? "sts:AssumeRoleWithWebIdentity for " + ROLE
            : "getting the token of the GitHub Actions job",
        problem.doing());
  }

  @Test
  void warningsAndReasonsAreTold() {
    gitHub().with(Input.ROLE_EXTERNAL_ID, "id").run();
    assertEquals(1, console.of("warn").size());
    assertEquals(3, console.of("debug").size());
    assertTrue(console.events().get(0).startsWith("warn role-external-id has no effect"), "first");
  }

  @Test
  void withoutRetriesACallThatBreaksIsMadeOnce() {
    gitHub();
    for (String call : List.of("oidc-token", TOKEN_CALL)) {
      with(Input.DISABLE_RETRY, "true");
      int before = aws.calls(call).size();
      aws.fault(call, Fault.reset());
      assertThrows(CredentialsException.class, this::run);
      assertEquals(before + 1, aws.calls(call).size(), call);
      assertEquals(List.of(), time.slept());
    }
  }

  @Test
  void noExceptionShowsASecretThatIsAround() {
    gitHub();
    for (String call : List.of("oidc-token", TOKEN_CALL)) {
      for (Fault fault :
          List.of(
              Fault.error(403, "AccessDenied", "no"),
              Fault.truncated(),
              Fault.body(200, "text/html", "<p>"))) {
        with(Input.DISABLE_RETRY, "true");
        aws.fault(call, fault);
        var thrown = assertThrows(CredentialsException.class, this::run);
        String text = Thrown.everythingIn(thrown) + thrown.problem().message(FrontEnd.ACTION);
        aws.secrets().forEach(secret -> assertFalse(text.contains(secret), text));
      }
    }
  }
}
