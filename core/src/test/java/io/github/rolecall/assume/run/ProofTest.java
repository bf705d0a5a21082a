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
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.ProofProblem;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.testkit.AlteredAnswer;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests answers of STS for another session than the requested one, at every place of a chain. */
class ProofTest {
  private static final String BY_TOKEN = "AssumeRoleWithWebIdentity";
  private static final String BY_KEYS = "AssumeRole";
  private static final String IDENTITY = "GetCallerIdentity";
  private static final String OTHER = "arn:aws:iam::444455556666:role/Other";

  private final Map<Input, String> written = new EnumMap<>(Input.class);
  private final Map<String, String> environment = new HashMap<>();
  private final RecordingConsole console = new RecordingConsole();
  private FakeAws aws;

  /** A place in the chain of three roles: a token assumes the first one, keys assume the others. */
  private enum Hop {
    FIRST("111122223333", "Deploy", BY_TOKEN, 0),
    MIDDLE("111122223333", "Chained", BY_KEYS, 0),
    LAST("444455556666", "Other", BY_KEYS, 1);

    private final String account;
    private final String role;
    private final String call;
    private final int before;

    Hop(String account, String role, String call, int before) {
      this.account = account;
      this.role = role;
      this.call = call;
      this.before = before;
    }

    private String arn() {
      return "arn:aws:sts::" + account + ":assumed-role/" + role + "/GitHubActions";
    }
  }

  @BeforeEach
  void start() {
    aws = FakeAws.start();
    environment.putAll(aws.gitHubJob().environment());
    with(Input.AWS_REGION, "us-east-1")
        .with(Input.ROLE_TO_ASSUME, String.join("\n", ROLE, SECOND, OTHER));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private ProofTest with(Input input, String value) {
    written.put(input, value);
    return this;
  }

  private Assumed run() {
    return run(Instant.now());
  }

  private Assumed run(Instant localTime) {
    Host host = TestHost.of(environment, new FakeTime(localTime));
    CiPlatform platform = CiPlatform.detect(host);
    var plan = new Planner(host, platform).plan(Inputs.of(FrontEnd.ACTION, written, environment));
    return new Assume(host, platform, console).run(plan).get(0);
  }

  private void answer(Hop hop, AlteredAnswer answer) {
    var faults = new Fault[hop.before + 1];
    for (int i = 0; i < hop.before; i++) {
      faults[i] = Fault.none();
    }
    faults[hop.before] = answer;
    aws.fault(hop.call, faults);
  }

  private List<String> calls() {
    return aws.calls().stream()
        .map(Call::name)
        .filter(name -> !List.of("jwks", "discovery", "oidc-token").contains(name))
        .toList();
  }

  /** Returns the calls of the chain up to this place, each made once. */
  private static List<String> upTo(Hop hop) {
    return switch (hop) {
      case FIRST -> List.of(BY_TOKEN);
      case MIDDLE -> List.of(BY_TOKEN, BY_KEYS);
      case LAST -> List.of(BY_TOKEN, BY_KEYS, BY_KEYS);
    };
  }

  private <P extends Problem> P refused(Class<P> kind, Hop hop) {
    var thrown = assertThrows(CredentialsException.class, this::run);
    assertEquals(kind, thrown.problem().getClass(), thrown.problem().message(FrontEnd.ACTION));
    assertEquals(upTo(hop), calls(), "no call is repeated, and no other call follows");
    assertEquals(Problem.Repeat.NEVER, thrown.problem().repeat());
    for (FrontEnd words : FrontEnd.values()) {
      String shown = thrown.problem().message(words) + Thrown.everythingIn(thrown);
      aws.secrets().forEach(secret -> assertFalse(shown.contains(secret), "a secret is shown"));
    }
    return kind.cast(thrown.problem());
  }

  static Stream<Arguments> otherIdentities() {
    return Stream.of(Hop.values())
        .flatMap(
            hop ->
                Stream.of(
                    Arguments.of(hop, "role name", hop.arn().replace(hop.role, "Admin")),
                    Arguments.of(hop, "role name", hop.arn().replace(hop.role, hop.role + "2")),
                    Arguments.of(hop, "role name", hop.arn().replace(hop.role, "x/" + hop.role)),
                    Arguments.of(
                        hop,
                        "role name",
                        hop.arn().replace(hop.role, hop.role.toUpperCase(Locale.ROOT))),
                    Arguments.of(hop, "account", hop.arn().replace(hop.account, "999999999999")),
                    Arguments.of(hop, "account", hop.arn().replace(hop.account, "")),
                    Arguments.of(hop, "partition", hop.arn().replace("arn:aws:", "arn:aws-cn:")),
                    Arguments.of(hop, "session name", hop.arn().replace("Actions", "actions")),
                    Arguments.of(hop, "session name", hop.arn() + "/more"),
                    Arguments.of(
                        hop, "role name", "arn:aws:iam::" + hop.account + ":role/" + hop.role),
                    Arguments.of(hop, "role name", "arn:aws:iam::" + hop.account + ":user/ci"),
                    Arguments.of(hop, "account", "somebody")));
  }

  @ParameterizedTest
  @MethodSource("otherIdentities")
  void aSessionOfAnotherIdentityIsRefused(Hop hop, String part, String arn) {
    answer(hop, Fault.altered().saying("Arn", arn));
    var problem = refused(ProofProblem.OtherIdentity.class, hop);
    assertTrue(Thrown.factNames(problem).contains(part), problem.message(FrontEnd.ACTION));
    assertEquals("sts:" + hop.call + " at " + aws.url(), Thrown.fact(problem, "request"));
    assertTrue(problem.remedies(FrontEnd.ACTION).toString().contains(aws.url().toString()));
  }

  @ParameterizedTest
  @EnumSource(Hop.class)
  void theFactsAreExpectedBesideActual(Hop hop) {
    answer(hop, Fault.altered().saying("Arn", hop.arn().replace(hop.role, "Admin")));
    var problem = refused(ProofProblem.OtherIdentity.class, hop);
    assertEquals("Admin (expected: " + hop.role + ")", Thrown.fact(problem, "role name"));
    assertEquals(hop.arn().replace(hop.role, "Admin"), Thrown.fact(problem, "identity"));
  }

  @ParameterizedTest
  @EnumSource(Hop.class)
  void anIdOfAnotherSessionIsRefused(Hop hop) {
    answer(hop, Fault.altered().saying("AssumedRoleId", "AROAEXAMPLEEXAMPLE000:other"));
    assertEquals(
        "AROAEXAMPLEEXAMPLE000:other (expected: <id of the role>:GitHubActions)",
        Thrown.fact(refused(ProofProblem.OtherIdentity.class, hop), "id"));
  }

  @Test
  void whoseCapitalsDifferIsToldTheSpelling() {
    answer(Hop.FIRST, Fault.altered().saying("Arn", Hop.FIRST.arn().replace("Deploy", "deploy")));
    var problem = refused(ProofProblem.OtherIdentity.class, Hop.FIRST);
    assertTrue(
        problem
            .remedies(FrontEnd.MAVEN)
            .get(0)
            .endsWith("<roleToAssume>arn:aws:iam::111122223333:role/deploy</roleToAssume>"),
        problem.remedies(FrontEnd.MAVEN).get(0));
  }

  static Stream<Arguments> unusableParts() {
    Map<String, String> parts =
        Map.of(
            "AccessKeyId", "access key id",
            "SecretAccessKey", "secret access key",
            "SessionToken", "session token");
    Map<String, String> values =
        Map.of(
            "", "is empty",
            " \n ", "is empty",
            "one two", "has a space",
            "one\ntwo", "has a line break",
            "one\n", "has a line break",
            "one\u0085two", "has a control character",
            "one\u2028two", "has a space",
            "zwölf", "has a character that is not ASCII",
            "x\ncredential_process = touch /tmp/x", "has a line break");
    return Stream.of(Hop.values())
        .flatMap(
            hop ->
                parts.entrySet().stream()
                    .flatMap(
                        part ->
                            values.entrySet().stream()
                                .map(
                                    value ->
                                        Arguments.of(
                                            hop,
                                            part.getKey(),
                                            part.getValue(),
                                            value.getKey(),
                                            value.getValue()))));
  }

  @ParameterizedTest
  @MethodSource("unusableParts")
  void aPartThatNobodyCanUseIsRefused(
      Hop hop, String element, String part, String value, String flaw) {
    answer(hop, Fault.altered().saying(element, value));
    var problem = refused(ProofProblem.Malformed.class, hop);
    assertEquals(part, problem.part());
    // The SDK may drop a value that consists only of whitespace.
    assertTrue(
        flaw.equals(problem.flaw()) || (value.isBlank() && problem.flaw().equals("is empty")),
        problem.flaw());
    String message = problem.message(FrontEnd.ACTION);
    assertTrue(value.isBlank() || !message.contains(value), message);
  }

  @ParameterizedTest
  @CsvSource({
    "AccessKeyId, access key id",
    "SecretAccessKey, secret access key",
    "SessionToken, session token",
    "Expiration, expiration",
    "Credentials, access key id"
  })
  void aPartThatIsMissingIsRefused(String element, String part) {
    for (Hop hop : Hop.values()) {
      stop();
      start();
      answer(hop, Fault.altered().without(element));
      assertEquals(part, refused(ProofProblem.Malformed.class, hop).part());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z"})
  void anEndInThePastIsRefused(String end) {
    for (Hop hop : Hop.values()) {
      stop();
      start();
      answer(hop, Fault.altered().saying("Expiration", end));
      var problem = refused(ProofProblem.Ended.class, hop);
      assertTrue(
          Thrown.fact(problem, "expiration").startsWith(end + " (expected: after "),
          Thrown.fact(problem, "expiration"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "1767225600", "2035-13-01T00:00:00Z", "999999999-01-01T00:00:00Z"})
  void anEndThatIsNoTimeIsRefusedAtOnce(String end) {
    for (Hop hop : Hop.values()) {
      stop();
      start();
      answer(hop, Fault.altered().saying("Expiration", end));
      assertEquals("expiration", refused(ProofProblem.Malformed.class, hop).part());
    }
  }

  /** The expiration is a day ahead of this machine's clock, but before the date of the answer. */
  @ParameterizedTest
  @EnumSource(Hop.class)
  void theEndIsComparedWithTheDateOfTheAnswer(Hop hop) {
    String tomorrow = Instant.now().plus(Duration.ofDays(1)).toString();
    answer(hop, Fault.altered().clockOff(Duration.ofDays(2)).saying("Expiration", tomorrow));
    refused(ProofProblem.Ended.class, hop);
  }

  @ParameterizedTest
  @ValueSource(longs = {-400, -1, 1, 400})
  void aServerWhoseClockIsOffIsNoFault(long days) {
    for (Hop hop : Hop.values()) {
      answer(hop, Fault.altered().clockOff(Duration.ofDays(days)));
      assertEquals(Hop.LAST.arn(), run().identity().arn());
    }
  }

  @ParameterizedTest
  @EnumSource(Hop.class)
  void anAnswerWithoutDateIsComparedWithNothing(Hop hop) {
    String yesterday = Instant.now().minus(Duration.ofDays(1)).toString();
    answer(hop, Fault.altered().undated().saying("Expiration", yesterday));
    assertEquals(Hop.LAST.arn(), run().identity().arn());
  }

  @Test
  void aPathIsDroppedOrKeptButNoOther() {
    with(Input.ROLE_TO_ASSUME, "arn:aws:iam::111122223333:role/ci/prod/Deploy");
    for (String role : List.of("Deploy", "ci/prod/Deploy", "ci/other/Deploy")) {
      String arn = Hop.FIRST.arn().replace("Deploy", role);
      aws.fault(BY_TOKEN, issued(arn));
      if (role.contains("other")) {
        Thrown.problem(ProofProblem.OtherIdentity.class, this::run);
      } else {
        assertEquals(arn, run().identity().arn());
      }
    }
  }

  /** Returns an answer like that of STS for a role that the simulator does not have. */
  private static Fault issued(String arn) {
    return Fault.body(
        200,
        "text/xml",
        """
        <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleWithWebIdentityResult>
            <AssumedRoleUser><Arn>%s</Arn></AssumedRoleUser>
            <Credentials>
              <AccessKeyId>ASIAISSUED</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
              <SessionToken>token</SessionToken><Expiration>2035-01-01T00:00:00Z</Expiration>
            </Credentials>
          </AssumeRoleWithWebIdentityResult>
        </AssumeRoleWithWebIdentityResponse>
        """
            .formatted(arn));
  }

  // Compatible services that do not name the role

  @ParameterizedTest
  @CsvSource({"AssumedRoleUser", "Arn"})
  void whereTheAnswerNamesNobodyStsIsAskedOnce(String element) {
    for (Hop hop : Hop.values()) {
      int before = aws.calls(IDENTITY).size();
      answer(hop, Fault.altered().without(element));
      assertEquals(Hop.LAST.arn(), run().identity().arn());
      assertEquals(before + 1, aws.calls(IDENTITY).size());
    }
    answer(Hop.FIRST, Fault.altered().saying("Arn", " "));
    assertEquals(Hop.LAST.arn(), run().identity().arn());
  }

  @Test
  void whoeverThatIsHasToBeTheRoleToo() {
    answer(Hop.FIRST, Fault.altered().without("AssumedRoleUser"));
    aws.fault(IDENTITY, Fault.altered().saying("Arn", Hop.FIRST.arn().replace("Deploy", "Admin")));
    var problem = Thrown.problem(ProofProblem.OtherIdentity.class, this::run);
    assertEquals("Admin (expected: Deploy)", Thrown.fact(problem, "role name"));
  }

  @Test
  void whoCannotSayWhoItIsHasProvenNothing() {
    answer(Hop.FIRST, Fault.altered().without("AssumedRoleUser"));
    aws.fault(IDENTITY, Fault.error(400, "InvalidParameterValue", "Unsupported action"));
    var problem = Thrown.problem(ProofProblem.Unproven.class, this::run);
    assertTrue(problem.reason().endsWith("InvalidParameterValue: Unsupported action"), "reason");
    assertEquals(List.of(BY_TOKEN, IDENTITY), calls());
  }

  @Test
  void anIdThatIsMissingIsNoFault() {
    answer(Hop.FIRST, Fault.altered().without("AssumedRoleId"));
    assertEquals(Hop.LAST.arn(), run().identity().arn());
    assertEquals(0, aws.calls(IDENTITY).size());
  }

  @Test
  void anIdWithoutASessionNameContradictsNothing() {
    answer(Hop.FIRST, Fault.altered().saying("AssumedRoleId", "role-0042"));
    assertEquals(Hop.LAST.arn(), run().identity().arn());
  }

  @Test
  void aGuardIsNotAskedAboutWhatIsNotProven() {
    with(Input.ROLE_TO_ASSUME, ROLE).with(Input.ALLOWED_ACCOUNT_IDS, "444455556666");
    answer(
        Hop.FIRST,
        Fault.altered().saying("Arn", Hop.FIRST.arn().replace("111122223333", "444455556666")));
    Thrown.problem(ProofProblem.OtherIdentity.class, this::run);
    with(Input.ROLE_TO_ASSUME, OTHER);
    assertEquals("444455556666", run().identity().account());
  }

  // Names of roles, and keys without a role

  private ProofTest keys(String role) {
    environment.clear();
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
    environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    return with(Input.ROLE_TO_ASSUME, role);
  }

  @Test
  void aBareNameIsARoleOfTheCallersOwnAccount() {
    keys("Chained").with(Input.ROLE_SESSION_NAME, "mine");
    String arn = "arn:aws:sts::111122223333:assumed-role/Chained/mine";
    assertEquals(arn, run().identity().arn());
    for (String other :
        List.of(
            arn.replace("111122223333", "444455556666"),
            arn.replace("arn:aws:", "arn:aws-us-gov:"),
            arn.replace("Chained", "Admin"),
            arn.replace("mine", "yours"))) {
      aws.fault(BY_KEYS, Fault.altered().saying("Arn", other));
      Thrown.problem(ProofProblem.OtherIdentity.class, this::run);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Account|444455556666
          Account|' '
          Arn|arn:aws:iam::444455556666:user/ci
          Arn|somebody
          """)
  void anIdentityThatContradictsItselfProvesNothing(String element, String text) {
    keys("").with(Input.FORBIDDEN_ACCOUNT_IDS, "999999999999");
    aws.fault(IDENTITY, Fault.altered().saying(element, text));
    Thrown.problem(ProofProblem.Unproven.class, this::run);
    keys("Chained");
    aws.fault(IDENTITY, Fault.altered().saying(element, text));
    Thrown.problem(ProofProblem.Unproven.class, this::run);
  }

  @Test
  void keysWithoutARoleAreThoseThatStsSays() {
    keys("").with(Input.ALLOWED_ACCOUNT_IDS, "444455556666");
    Thrown.problem(GuardProblem.AccountNotAllowed.class, this::run);
    with(Input.ALLOWED_ACCOUNT_IDS, "111122223333");
    assertEquals("arn:aws:iam::111122223333:user/ci", run().identity().arn());
  }

  /** The check applies to every source, because a program may print anything. */
  @ParameterizedTest
  @ValueSource(strings = {"", "Chained"})
  void keysThatNobodyCanUseAreNotUsed(String role) {
    keys(role);
    environment.put("AWS_SECRET_ACCESS_KEY", "one\ncredential_process = two");
    var problem = Thrown.problem(IdentityProblem.Malformed.class, this::run);
    assertEquals("AWS_SECRET_ACCESS_KEY", problem.name());
    assertFalse(problem.message(FrontEnd.ACTION).contains("credential_process"), "it is shown");
    assertEquals(List.of(), calls());
  }

  @Test
  void credentialsThatAreThereAreNotKeptUnproven() {
    environment.putAll(keys("").environment);
    environment.putAll(aws.gitHubJob().environment());
    with(Input.ROLE_TO_ASSUME, ROLE).with(Input.USE_EXISTING_CREDENTIALS, "true");
    aws.fault(IDENTITY, Fault.altered().saying("Account", "444455556666"));
    Thrown.problem(ProofProblem.Unproven.class, this::run);
    assertEquals(Assumed.Origin.KEPT, run().origin());
  }

  // Masks

  @Test
  void theIdentityThatAnsweredIsMaskedBeforeItIsNamed() {
    with(Input.MASK_AWS_ACCOUNT_ID, "true");
    String arn = Hop.FIRST.arn().replace("111122223333", "999999999999");
    answer(Hop.FIRST, Fault.altered().saying("Arn", arn));
    Thrown.problem(ProofProblem.OtherIdentity.class, this::run);
    assertTrue(console.of("mask").containsAll(List.of("999999999999", arn)), "masks");
  }

  @Test
  void whatPassesIsStillAskedForAgain() {
    answer(Hop.FIRST, Fault.altered().without("AssumedRoleUser"));
    aws.fault(IDENTITY, Fault.error(400, "Throttling", "Rate exceeded"));
    assertEquals(Hop.LAST.arn(), run().identity().arn());
    assertEquals(List.of(BY_TOKEN, IDENTITY, BY_TOKEN, BY_KEYS, BY_KEYS), calls());
    aws.fault(BY_TOKEN, Fault.truncated());
    assertEquals(Hop.LAST.arn(), run().identity().arn());
    with(Input.DISABLE_RETRY, "true");
    aws.fault(BY_TOKEN, Fault.body(200, "text/html", "<p>Log in</p>"));
    Thrown.problem(StsProblem.Busy.class, this::run);
  }
}
