package io.github.rolecall.aws.sts;

import static io.github.rolecall.aws.sts.Questions.CHAINED;
import static io.github.rolecall.aws.sts.Questions.USER;
import static io.github.rolecall.aws.sts.Questions.byKeys;
import static io.github.rolecall.aws.sts.Questions.byToken;
import static io.github.rolecall.aws.sts.Questions.session;
import static io.github.rolecall.aws.sts.Questions.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.http.Http;
import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.network.UserAgent;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.StsCall;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.session.IdentityToken;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Tests that every failure of STS, with or without an answer, gives the right problem. */
class StsProblemsTest {
  private FakeAws aws;

  @BeforeEach
  void start() {
    aws = FakeAws.start();
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private Problem byTokenAfter(Fault fault) {
    aws.fault("AssumeRoleWithWebIdentity", fault);
    return assertThrows(CredentialsException.class, () -> byToken(aws)).problem();
  }

  private Problem byKeysAfter(Fault fault) {
    aws.fault("AssumeRole", fault);
    return assertThrows(CredentialsException.class, () -> byKeys(aws, CHAINED, session(7200), USER))
        .problem();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403|AccessDenied|Not authorized to perform sts:AssumeRoleWithWebIdentity|role-denied|BRIEFLY
          403|AccessDenied|Not authorized to perform sts:TagSession|role-denied|BRIEFLY
          400|InvalidIdentityToken|No OpenIDConnect provider found in your account for https://i|no-oidc-provider|NEVER
          400|InvalidIdentityToken|Incorrect token audience|audience-unknown|NEVER
          400|InvalidIdentityToken|Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements|issuer-unreachable|WITHIN_BUDGET
          400|InvalidIdentityToken|OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint|token-rejected|NEVER
          400|InvalidIdentityToken|The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)|token-rejected|NEVER
          400|InvalidIdentityToken|Token audience contains more than one audience while authorized party is not present|token-rejected|NEVER
          400|InvalidIdentityToken|Missing a required claim: iat.|token-rejected|NEVER
          400|InvalidIdentityToken|The target role ARN is not present in the roles claim of the identity token|token-rejected|NEVER
          400|ExpiredTokenException|Token expired: current date/time 2 must be before the expiration date/time 1|token-expired|NEVER
          403|IDPRejectedClaim|The identity provider rejected the token|token-rejected|NEVER
          400|IDPCommunicationError|The identity provider did not answer|issuer-unreachable|WITHIN_BUDGET
          400|ValidationError|Request ARN is invalid|sts-refused|NEVER
          400|ValidationError|The requested DurationSeconds exceeds the MaxSessionDuration set for this role.|duration-too-long|NEVER
          400|ValidationError|1 validation error detected: Value 'x y' at 'roleSessionName' failed to satisfy constraint|sts-refused|NEVER
          400|PackedPolicyTooLarge|Packed size of session tags consumes 138% of allotted space.|session-too-large|NEVER
          400|MalformedPolicyDocument|Syntax errors in policy.|session-policy-malformed|NEVER
          403|RegionDisabledException|STS is not activated in this region for account:111122223333|region-disabled|NEVER
          400|Throttling|Rate exceeded|sts-busy|WHILE_TIME_IS_LEFT
          400|RequestLimitExceeded|Rate exceeded|sts-busy|WHILE_TIME_IS_LEFT
          429|TooManyRequests|slow down|sts-busy|WHILE_TIME_IS_LEFT
          500|InternalFailure|An internal error has occurred|sts-busy|WITHIN_BUDGET
          503|ServiceUnavailable|Service is unavailable|sts-busy|WHILE_TIME_IS_LEFT
          400|SomethingNew|never seen before|sts-refused|NEVER
          403|OptInRequired|You are not subscribed to this service|sts-refused|NEVER
          """)
  void refusalsOfATokenAreUnderstood(
      int status, String code, String message, String problem, Problem.Repeat repeat) {
    Problem actual = byTokenAfter(Fault.error(status, code, message));
    assertEquals(problem, actual.code());
    assertEquals(repeat, actual.repeat());
    String said = Thrown.fact(actual, "AWS says");
    assertTrue(said.startsWith(code) && said.endsWith(": " + message), said);
    assertEquals("repo:octo-org/octo-repo:ref:refs/heads/main", Thrown.fact(actual, "subject"));
    assertEquals("https://token.actions.githubusercontent.com", Thrown.fact(actual, "issuer"));
    assertEquals("sts.amazonaws.com", Thrown.fact(actual, "audience"));
    assertEquals("arn:aws:iam::111122223333:role/Deploy", Thrown.fact(actual, "role"));
    assertEquals("sts:AssumeRoleWithWebIdentity at " + aws.url(), Thrown.fact(actual, "request"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403|AccessDenied|User: arn:aws:iam::1:user/u is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/X|role-denied|BRIEFLY
          403|AccessDenied|Roles may not be assumed by root accounts.|role-denied|BRIEFLY
          403|ExpiredToken|The security token included in the request is expired|keys-rejected|NEVER
          403|InvalidClientTokenId|The security token included in the request is invalid.|keys-rejected|NEVER
          403|SignatureDoesNotMatch|The request signature we calculated does not match the signature you provided.|keys-rejected|NEVER
          403|SignatureDoesNotMatch|Signature expired: 1 is now earlier than 2 (3 - 15 min.)|clock-skewed|NEVER
          403|InvalidSignatureException|Signature not yet current: 1 is still later than 2 (3 + 5 min.)|clock-skewed|NEVER
          400|IncompleteSignature|The request signature does not conform to AWS standards.|keys-rejected|NEVER
          403|MissingAuthenticationToken|Request is missing Authentication Token|keys-rejected|NEVER
          400|RequestExpired|Request has expired|clock-skewed|NEVER
          403|RequestTimeTooSkewed|clock|clock-skewed|NEVER
          403|RequestInTheFuture|clock|clock-skewed|NEVER
          400|ValidationError|The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.|duration-too-long|NEVER
          """)
  void refusalsOfKeysAreUnderstood(
      int status, String code, String message, String problem, Problem.Repeat repeat) {
    Problem actual = byKeysAfter(Fault.error(status, code, message));
    assertEquals(problem, actual.code());
    assertEquals(repeat, actual.repeat());
    assertEquals(USER.accessKeyId(), Thrown.fact(actual, "signed with"));
    assertEquals("sts:AssumeRole at " + aws.url(), Thrown.fact(actual, "request"));
  }

  @Test
  void remediesFollowTheReason() {
    Map<String, String> remedies =
        Map.of(
            "ExpiredToken", "have expired",
            "SignatureDoesNotMatch", "Enter the secret access key again",
            "InvalidClientTokenId", "exists and is active");
    remedies.forEach(
        (code, words) -> {
          Problem problem = byKeysAfter(Fault.error(403, code, "no"));
          assertTrue(problem.remedies(FrontEnd.ACTION).get(0).contains(words), code);
        });
  }

  @Test
  void theDurationThatWasAskedForIsNamed() {
    Problem chained =
        byKeysAfter(
            Fault.error(
                400,
                "ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed"
                    + " by role chaining."));
    assertEquals("7200 seconds", Thrown.fact(chained, "duration"));
    assertTrue(chained.remedies(FrontEnd.ACTION).get(0).contains("role-duration-seconds: 3600"));
    Problem tooLong =
        byKeysAfter(
            Fault.error(
                400,
                "ValidationError",
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
    assertTrue(
        tooLong
            .remedies(FrontEnd.ACTION)
            .get(1)
            .endsWith("--role-name Chained --max-session-duration 7200"),
        tooLong.remedies(FrontEnd.ACTION).toString());
  }

  @Test
  void theSimulatorSaysTheSameWithoutFaults() {
    assertEquals(
        "duration-too-long",
        assertThrows(
                CredentialsException.class,
                () -> byToken(Networks.at(aws.url()), token(aws), session(7200)))
            .problem()
            .code());
    var wrongSecret =
        new SessionCredentials(
            USER.accessKeyId(), new Secret("wrong"), Optional.empty(), Optional.empty());
    var thrown =
        assertThrows(
            CredentialsException.class, () -> byKeys(aws, CHAINED, session(900), wrongSecret));
    assertEquals("keys-rejected", thrown.problem().code());
    var otherJob =
        IdentityToken.of(
            new Given(
                aws.gitHubJob().repository("octo-org/other").idToken("sts.amazonaws.com"),
                "a test"));
    var denied =
        assertThrows(
            CredentialsException.class,
            () -> byToken(Networks.at(aws.url()), otherJob, session(900)));
    assertEquals("role-denied", denied.problem().code());
    var garbage =
        assertThrows(
            CredentialsException.class,
            () ->
                byToken(
                    Networks.at(aws.url()),
                    IdentityToken.of(new Given("gar.ba.ge", "a test")),
                    session(900)));
    assertEquals("token-rejected", garbage.problem().code());
    assertEquals("", Thrown.fact(garbage.problem(), "subject"), "nothing is invented");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void thePageOfAGatewayIsTriedAgain(int status) {
    Problem problem = byTokenAfter(Fault.body(status, "text/html", "<h1>Bad Gateway</h1>"));
    assertEquals("sts-busy", problem.code());
    assertEquals(String.valueOf(status), Thrown.fact(problem, "status"));
  }

  @ParameterizedTest
  @CsvSource({"200, text/html, <h1>Log in</h1>", "200, text/xml, ''", "200, text/xml, <a/>"})
  void aSuccessOfSomebodyElseIsNoAnswerOfSts(int status, String type, String body) {
    assertEquals("sts-busy", byTokenAfter(Fault.body(status, type, body)).code());
  }

  @Test
  void aRefusalOfSomebodyElseIsNotTriedAgain() {
    Problem problem = byTokenAfter(Fault.body(403, "text/html", "<h1>Forbidden</h1>"));
    assertEquals("sts-refused", problem.code());
    assertTrue(
        Thrown.fact(problem, "AWS says").contains("the response is not from STS"),
        Thrown.fact(problem, "AWS says"));
  }

  @Test
  void anAnswerThatEndsTooSoonIsTriedAgain() {
    Problem problem = byTokenAfter(Fault.truncated());
    assertEquals(Problem.Repeat.WITHIN_BUDGET, problem.repeat());
  }

  @Test
  void aConnectionThatBreaksIsTriedAgain() {
    aws.fault("AssumeRoleWithWebIdentity", Fault.reset());
    var problem = Thrown.problem(NetworkProblem.Unreachable.class, () -> byToken(aws));
    assertEquals("STS", problem.service());
    assertEquals(aws.url().toString(), Thrown.fact(problem, "address"));
  }

  @Test
  void anAddressWithoutServerIsUnreachable() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var network = Networks.at(URI.create("http://127.0.0.1:" + port));
    IdentityToken token = token(aws);
    var problem =
        Thrown.problem(
            NetworkProblem.Unreachable.class, () -> byToken(network, token, session(900)));
    assertTrue(problem.reason().startsWith("ConnectException"), problem.reason());
  }

  /** A line break would end the header that contains it. */
  @Test
  void whatOurClientRefusesToSendIsToldAsWhatItIs() {
    Network direct = Networks.at(aws.url());
    var network =
        new Network(
            direct.stsEndpoint(),
            direct.proxies(),
            direct.trusted(),
            direct.fips(),
            direct.dualStack(),
            new UserAgent("two\nlines"));
    try (var sts = new Sts("us-east-1", network, Networks.http())) {
      var problem =
          Thrown.problem(StsProblem.SdkFailed.class, () -> sts.identified(Questions.USER));
      assertEquals(Problem.Repeat.NEVER, problem.repeat());
      assertTrue(problem.message().contains("User-Agent"), problem.message());
    }
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void anExceptionOfTheSdkBeforeAnAnswerIsNoFaultOfTheNetwork() {
    StsCall call =
        new StsCall(
            "AssumeRole", Optional.empty(), Optional.empty(), Optional.empty(), "r", "https://s");
    Http http = Networks.http();
    http.secrets().learn("s3cr3t");
    var problems =
        new StsProblems(new StsEndpoint("us-east-1", aws.url()), Networks.at(aws.url()), http);
    var failure = SdkClientException.create("cannot read\n##[x]s3cr3t", new RuntimeException());
    Problem problem = problems.of(call, failure).problem();
    assertEquals("sdk-failed", problem.code());
    assertEquals(Problem.Repeat.NEVER, problem.repeat());
    assertEquals("SdkClientException: cannot read # #[x]***", Thrown.fact(problem, "the SDK says"));
    var silence = SdkClientException.create("x", new IOException("reset"));
    assertEquals("unreachable", problems.of(call, silence).problem().code());
  }

  /** If the SDK cannot read an answer, the network is not at fault. */
  @ParameterizedTest
  @ValueSource(strings = {"<h1>Log in", "", "<a/>"})
  void aSuccessThatTheSdkCannotReadIsNoAnswerOfSts(String body) {
    Problem problem = byKeysAfter(Fault.body(200, "text/xml", body));
    assertEquals("sts-busy", problem.code());
    assertEquals(Problem.Repeat.WITHIN_BUDGET, problem.repeat());
  }

  /** An earlier answer must not be taken for the answer to a request that got none. */
  @Test
  void theAnswerToAnotherQuestionIsNotTakenForOne() {
    try (var sts = new Sts("us-east-1", Networks.at(aws.url()), Networks.http())) {
      assertNotNull(sts.assumeRole(CHAINED, session(900), USER));
      aws.fault("AssumeRole", Fault.reset());
      Thrown.problem(
          NetworkProblem.Unreachable.class, () -> sts.assumeRole(CHAINED, session(900), USER));
    }
  }

  @Test
  void noExceptionShowsACredential() {
    List<Fault> faults =
        List.of(
            Fault.error(403, "AccessDenied", "no"),
            Fault.error(400, "Throttling", "Rate exceeded"),
            Fault.body(200, "text/xml", "<a/>"),
            Fault.truncated(),
            Fault.reset());
    for (Fault fault : faults) {
      Session session = byToken(aws);
      IdentityToken token = token(aws);
      for (String call : List.of("AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity")) {
        aws.fault(call, fault);
      }
      try (var sts = new Sts("us-east-1", Networks.at(aws.url()), Networks.http())) {
        var thrown =
            List.of(
                assertThrows(
                    CredentialsException.class,
                    () -> sts.assumeRole(CHAINED, session(900), session.credentials())),
                assertThrows(
                    CredentialsException.class, () -> sts.identified(session.credentials())),
                assertThrows(
                    CredentialsException.class,
                    () -> sts.assumeRoleWithWebIdentity(Questions.DEPLOY, session(900), token)));
        for (CredentialsException exception : thrown) {
          String text =
              Thrown.everythingIn(exception)
                  + exception.problem()
                  + exception.problem().message(FrontEnd.ACTION);
          for (String secret : aws.secrets()) {
            assertFalse(text.contains(secret), "a secret in " + exception.problem().code());
          }
          assertFalse(text.contains("software.amazon.awssdk"), text);
        }
      }
      // The next calls must not meet faults that a broken connection left unused.
      aws.close();
      aws = FakeAws.start();
    }
  }
}
