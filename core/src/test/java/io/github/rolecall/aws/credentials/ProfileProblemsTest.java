package io.github.rolecall.aws.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.aws.sts.Sha1;
import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Programs;
import io.github.rolecall.host.Retry;
import io.github.rolecall.host.StandIn;
import io.github.rolecall.host.Terminal;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.problem.ProofProblem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.session.SessionCredentials;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.World;
import io.github.rolecall.testkit.iam.MfaDevice;
import io.github.rolecall.testkit.iam.Role;
import io.github.rolecall.testkit.iam.User;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the messages when a profile, a container or an instance provides no credentials. */
class ProfileProblemsTest {
  private static final String CHAINED = "arn:aws:iam::111122223333:role/Chained";
  private static final String ROLE = "role_arn = arn:aws:iam::111122223333:role/Chained\n";
  private static final IdentityProblem.NoCredentials NOTHING =
      new IdentityProblem.NoCredentials(List.of(), Remedy.all("log in"));

  @TempDir private Path home;

  private final Map<String, String> environment = new HashMap<>();
  private final RecordingConsole console = new RecordingConsole();
  private Terminal terminal = Terminal.NONE;
  private Network network = Networks.direct();
  private Retry retry = Networks.ONCE;

  @BeforeEach
  void folder() throws IOException {
    Files.createDirectory(home.resolve(".aws"));
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("PATH", "/bin:/usr/bin");
  }

  private void config(String text) throws IOException {
    Files.writeString(home.resolve(".aws/config"), text);
  }

  private AmbientCredentials ambient(Sts sts) {
    Host host = TestHost.at(home, environment).with(terminal);
    return new AmbientCredentials(host, console, network, retry, sts, "session");
  }

  private SessionCredentials of(String profile) {
    try (var sts = new Sts("us-east-1", network, Networks.http())) {
      return ambient(sts).ofProfile(profile);
    }
  }

  private SessionCredentials defaults() {
    try (var sts = new Sts("us-east-1", network, Networks.http())) {
      return ambient(sts).ofDefaults(new Source.Ambient(NOTHING));
    }
  }

  @Test
  void aCycleIsPrinted() throws IOException {
    config(
        "[profile a]\n"
            + ROLE
            + "source_profile = b\n"
            + "[profile b]\n"
            + ROLE
            + "source_profile = c\n"
            + "[profile c]\n"
            + ROLE
            + "source_profile = b\n");
    var problem = Thrown.problem(ProfileProblem.Cycle.class, () -> of("a"));
    assertEquals("b -> c -> b", Thrown.fact(problem, "cycle"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[a]\\nkey|2|key = value",
        "\\n# c\\nkey = 1|3|a section",
        "[a]\\nk=1\\nl=2\\nK=3|4|line 2",
        "[a]\\n[b]\\n[a]|3|line 1",
        "[a]\\ns3 =\\n  z|3|key = value"
      })
  void aSyntaxErrorNamesFileLineAndWhatWasExpected(String text, int line, String expected)
      throws IOException {
    config(text.replace("\\n", "\n"));
    var problem = Thrown.problem(ProfileProblem.FileSyntax.class, () -> of("a"));
    assertEquals(line, problem.line());
    assertTrue(problem.file().endsWith(".aws/config"), problem.file());
    assertTrue(problem.expected().contains(expected), problem.expected());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileThatCannotBeReadIsNamed() {
    // A regular file that nobody can read.
    environment.put("AWS_CONFIG_FILE", "/proc/self/mem");
    var problem = Thrown.problem(ProfileProblem.FileUnreadable.class, () -> of("a"));
    assertEquals("/proc/self/mem", problem.file());
  }

  @Test
  void whereAnotherThingStandsForAFileThatIsSaid() throws IOException {
    // A container engine creates a folder if the file to mount is missing.
    Files.createDirectory(home.resolve(".aws/config"));
    String lookedIn =
        Thrown.fact(
            Thrown.problem(ProfileProblem.NoProfile.class, () -> of("a")), "searched files");
    assertTrue(lookedIn.contains(".aws/config (a folder), "), lookedIn);
    assertTrue(lookedIn.endsWith(".aws/credentials (does not exist)"), lookedIn);
    environment.put("AWS_CONFIG_FILE", "/dev/null");
    lookedIn =
        Thrown.fact(
            Thrown.problem(ProfileProblem.NoProfile.class, () -> of("a")), "searched files");
    assertTrue(lookedIn.startsWith("/dev/null (not a regular file), "), lookedIn);
  }

  @Test
  void aMissingLoginSaysTheCommand() throws IOException {
    config(
        """
        [profile dev]
        sso_session=s
        sso_account_id=1
        sso_role_name=r
        [sso-session s]
        sso_region=eu-west-1
        sso_start_url=u
        """);
    var problem = Thrown.problem(ProfileProblem.LoginNeeded.class, () -> of("dev"));
    assertTrue(
        problem.message(FrontEnd.COMMAND).contains("rolecall sso login --profile dev"),
        problem.message(FrontEnd.COMMAND));
  }

  @Test
  void aTokenThatSsoRefusesSaysTheCommandToo() throws IOException {
    config("[profile dev]\nsso_region=r\nsso_start_url=u\nsso_account_id=1\nsso_role_name=r\n");
    Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
    Files.writeString(
        cache.resolve(Sha1.of("u") + ".json"),
        "{\"accessToken\":\"t\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}");
    try (var portal = new StandIn(asked -> new StandIn.Said(401, "{}"))) {
      environment.put("AWS_ENDPOINT_URL_SSO", portal.url().toString());
      Thrown.problem(ProfileProblem.LoginNeeded.class, () -> of("dev"));
      assertEquals(1, portal.asked().size());
    }
  }

  @Test
  void aCodeIsAskedOnATerminalAndOpensTheRole() throws IOException {
    askingForMfa();
    terminal = question -> Optional.of(question.contains("mfa/jane") ? "123456" : "");
    try (FakeAws aws = FakeAws.start(guarded())) {
      network = Networks.at(aws.url());
      retry = new Retry(3, Duration.ofSeconds(60));
      assertTrue(of("m").sessionToken().isPresent());
      Call call = aws.calls("AssumeRole").get(0);
      assertEquals("arn:aws:iam::111122223333:mfa/jane", call.parameters().get("SerialNumber"));
      assertEquals("123456", call.parameters().get("TokenCode"));
    }
  }

  @Test
  void aWrongCodeIsRefusedAndNotSentAgain() throws IOException {
    askingForMfa();
    terminal = question -> Optional.of("654321");
    try (FakeAws aws = FakeAws.start(guarded())) {
      network = Networks.at(aws.url());
      retry = new Retry(3, Duration.ofSeconds(60));
      var problem = Thrown.problem(StsProblem.Denied.class, () -> of("m"));
      assertTrue(problem.message().contains("invalid MFA one time pass code"), problem.message());
      assertTrue(problem.remedies(FrontEnd.COMMAND).get(0).contains("current code"));
      assertFalse(problem.message(FrontEnd.COMMAND).contains("654321"));
      assertEquals(1, aws.calls("AssumeRole").size());
    }
  }

  /** STS may have used the code before the connection broke. */
  @Test
  void aCodeThatGotNoAnswerIsNotSentAgain() throws IOException {
    askingForMfa();
    terminal = question -> Optional.of("123456");
    try (FakeAws aws = FakeAws.start(guarded())) {
      network = Networks.at(aws.url());
      retry = new Retry(3, Duration.ofSeconds(60));
      for (Fault fault : List.of(Fault.reset(), Fault.truncated())) {
        int before = aws.calls("AssumeRole").size();
        aws.fault("AssumeRole", fault);
        var problem = Thrown.problem(NetworkProblem.Unreachable.class, () -> of("m"));
        assertTrue(problem.sent());
        assertEquals(before + 1, aws.calls("AssumeRole").size());
      }
    }
    assertEquals(List.of(), console.of("info"));
  }

  @Test
  void aCodeThatNeverLeftIsSentAgain() throws IOException {
    askingForMfa();
    var asked = new AtomicInteger();
    terminal = question -> Optional.of(String.valueOf(asked.incrementAndGet()));
    network = Networks.at(URI.create("http://127.0.0.1:1"));
    retry = new Retry(3, Duration.ofSeconds(60));
    assertFalse(Thrown.problem(NetworkProblem.Unreachable.class, () -> of("m")).sent());
    assertEquals(2, console.of("info").size(), console.events().toString());
    assertEquals(1, asked.get(), "the same code is still good");
  }

  /** A retry with the same code would get the wrong error, that the code is invalid. */
  @Test
  void aRefusalForAnotherReasonIsToldAsItIs() throws IOException {
    askingForMfa();
    terminal = question -> Optional.of("123456");
    String nobody = guarded().roles().get(0).arn().toString();
    try (FakeAws aws = FakeAws.start(guarded().withRole(Role.of(CHAINED, trust(nobody, "{}"))))) {
      network = Networks.at(aws.url());
      retry = new Retry(3, Duration.ofSeconds(60));
      var problem = Thrown.problem(StsProblem.Denied.class, () -> of("m"));
      assertTrue(problem.message().contains("not authorized"), problem.message());
      assertEquals(1, aws.calls("AssumeRole").size());
    }
  }

  /** Returns a world with a role that requires MFA, and a user whose device shows one code. */
  private static World guarded() {
    World world = World.standard();
    User user =
        world
            .users()
            .get(0)
            .withMfa(new MfaDevice("arn:aws:iam::111122223333:mfa/jane", List.of("123456")));
    String condition = "{\"Bool\": {\"aws:MultiFactorAuthPresent\": \"true\"}}";
    return world
        .withUser(user)
        .withRole(Role.of(CHAINED, trust("arn:aws:iam::111122223333:root", condition)));
  }

  private static String trust(String who, String condition) {
    return """
    {"Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
      "Principal": {"AWS": "%s"}, "Condition": %s}}
    """
        .formatted(who, condition);
  }

  private void askingForMfa() throws IOException {
    config(
        "[profile m]\n"
            + ROLE
            + "source_profile = k\nmfa_serial = arn:aws:iam::111122223333:mfa/jane\n"
            + "[profile k]\naws_access_key_id = AKIAIOSFODNN7ROLECAL\n"
            + "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY\n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereNobodyCanTypeACodeThatIsSaid(boolean ci) throws IOException {
    config(
        "[profile m]\n"
            + ROLE
            + "source_profile = k\nmfa_serial = device\n"
            + "[profile k]\naws_access_key_id = A\naws_secret_access_key = s\n");
    if (ci) {
      environment.put("CI", "true");
      terminal = question -> Optional.of("123456");
    }
    var problem = Thrown.problem(ProfileProblem.CodeNeeded.class, () -> of("m"));
    assertEquals("device", Thrown.fact(problem, "mfa_serial"));
  }

  @Test
  void aProgramThatFailsTellsExitCodeAndWordsWithoutSecrets() throws IOException {
    Path program =
        Programs.script(home, "p", "echo 'cannot: SecretAccessKey=abc123' >&2", "exit 17");
    config("[profile p]\ncredential_process = " + program + " --password hunter2\n");
    var problem = Thrown.problem(IdentityProblem.CommandFailed.class, () -> of("p"));
    String message = problem.message(FrontEnd.COMMAND);
    assertTrue(message.contains("exit code 17") && message.contains("cannot:"), message);
    assertFalse(message.contains("abc123") || message.contains("hunter2"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Version\":\"1\",\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\"}",
        "{\"Version\":1,\"AccessKeyId\":\"A\"}",
        "log in first"
      })
  void aProgramThatPrintsSomethingElseIsTold(String printed) throws IOException {
    Path program = Programs.script(home, "p", "echo '" + printed + "'");
    config("[profile p]\ncredential_process = " + program + "\n");
    Thrown.problem(IdentityProblem.CommandOutput.class, () -> of("p"));
  }

  @Test
  void aProgramThatAsksForItsOwnProfileIsACycle() throws IOException {
    config("[profile p]\ncredential_process = true\n");
    environment.put("ROLECALL_PROFILE_CHAIN", "o\np");
    var problem = Thrown.problem(ProfileProblem.Cycle.class, () -> of("p"));
    assertEquals("p -> p", Thrown.fact(problem, "cycle"));
  }

  @Test
  void programsDoNotStartEachOtherWithoutEnd() throws IOException {
    Path program =
        Programs.script(
            home, "q", "echo '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\"}'");
    config("[profile p]\ncredential_process = " + program + "\n");
    environment.put("ROLECALL_PROFILE_CHAIN", "a\nb\nc");
    assertEquals("A", of("p").accessKeyId());
    environment.put("ROLECALL_PROFILE_CHAIN", "a\nb\nc\nd");
    var problem = Thrown.problem(ProfileProblem.Unusable.class, () -> of("p"));
    assertTrue(problem.reason().contains("a -> b -> c -> d -> p"), problem.reason());
  }

  @Test
  void whetherCredentialsOfAProgramHaveExpiredIsForAwsToSay() throws IOException {
    Path program =
        Programs.script(
            home,
            "p",
            "echo '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\","
                + "\"Expiration\":\"2020-01-01T00:00:00Z\"}'");
    config("[profile p]\ncredential_process = " + program + "\n");
    assertEquals("A", of("p").accessKeyId());
  }

  private SessionCredentials ofProgram(String expiration) throws IOException {
    Path program =
        Programs.script(
            home,
            "p",
            "echo '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\",\"Expiration\":"
                + expiration
                + "}'");
    config("[profile p]\ncredential_process = " + program + "\n");
    return of("p");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2099-01-01T00:00:00Z",
        "2099-01-01T00:00:00.000000Z",
        "2099-01-01T02:00:00+02:00",
        "2099-01-01T02:00:00+0200",
        "2099-01-01T02:00:00+02",
        "2099-01-01 00:00:00Z",
        "2098-12-31T18:00-0600",
        "2099-01-01T00:00:00UTC",
        "2099-01-01t00:00:00z"
      })
  void theEndOfCredentialsIsReadInEveryFormOfItsStandard(String text) throws IOException {
    assertEquals(
        Optional.of(Instant.parse("2099-01-01T00:00:00Z")),
        ofProgram("\"" + text + "\"").expires());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"soon\"", "\"2099-01-01T00:00:00\"", "4070908800", "true", "{}"})
  void anEndThatIsNoTimeIsRefusedByName(String json) throws IOException {
    var problem = Thrown.problem(InputProblem.Invalid.class, () -> ofProgram(json));
    assertEquals("Expiration of the output of credential_process of the profile p", problem.name());
    String answer = "{\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\",\"Token\":\"t\",";
    try (var server =
        StandIn.plainHttp(
            asked -> new StandIn.Said(200, answer + "\"Expiration\":" + json + "}"))) {
      environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", server.url() + "/c");
      problem = Thrown.problem(InputProblem.Invalid.class, this::defaults);
      assertEquals("Expiration of the container credentials endpoint", problem.name());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\"", "\" \""})
  void credentialsMayHaveNoEnd(String json) throws IOException {
    assertEquals(Optional.empty(), ofProgram(json).expires());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP://127.0.0.1:1/c",
        "http://LocalHost:1/c",
        "http://[0:0:0:0:0:0:0:1]:1/c",
        "http://[::0001]:1/c",
        "http://[::ffff:127.0.0.1]:1/c"
      })
  void aContainersServerIsNearInEverySpellingOfItsAddress(String address) {
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", address);
    Thrown.problem(NetworkProblem.Unreachable.class, this::defaults);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://[::2]/",
        "http://[fd00:ec2::24]/",
        "http://[fe80::1]/",
        "http://169.254.170.2.example.com/",
        "http://example.com/creds",
        "http://169.254.170.3/",
        "http://127.0.0.1.example.com/",
        "ftp://127.0.0.1/",
        "no url"
      })
  void aContainersServerIsNearOrUsesTls(String address) {
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", address);
    var problem = Thrown.problem(InputProblem.Invalid.class, this::defaults);
    assertEquals("AWS_CONTAINER_CREDENTIALS_FULL_URI", problem.name());
  }

  @Test
  void aContainersTokenFileGoesBeforeItsTokenAndHasNoLineBreak() throws IOException {
    Path file = Files.writeString(home.resolve("t"), "of-file");
    try (var server =
        StandIn.plainHttp(
            asked ->
                new StandIn.Said(
                    asked.header("Authorization").equals(Optional.of("of-file")) ? 200 : 403,
                    "{\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\",\"Token\":\"t\","
                        + "\"Expiration\":\"2099-01-01T00:00:00Z\"}"))) {
      environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", server.url() + "/c");
      environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "of-variable");
      var refused = Thrown.problem(IdentityProblem.EndpointRefused.class, this::defaults);
      assertEquals(403, refused.status());
      environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file.toString());
      assertEquals("A", defaults().accessKeyId());
      Files.writeString(file, "of-file\n");
      var twoLines = Thrown.problem(InputProblem.Invalid.class, this::defaults);
      assertEquals("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", twoLines.name());
      environment.remove("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
      environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "a\r\nb: c");
      twoLines = Thrown.problem(InputProblem.Invalid.class, this::defaults);
      assertEquals("AWS_CONTAINER_AUTHORIZATION_TOKEN", twoLines.name());
    }
  }

  @Test
  void aContainersServerIsAskedAgainWhenThatCanHelp() {
    retry = new Retry(3, Duration.ofSeconds(60));
    try (var server = StandIn.plainHttp(asked -> new StandIn.Said(503, "busy"))) {
      environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", server.url() + "/c");
      Thrown.problem(IdentityProblem.EndpointRefused.class, this::defaults);
      assertEquals(3, server.asked().size());
    }
  }

  @Test
  void anAnswerWithoutCredentialsShowsNothingOfItself() {
    try (var server =
        StandIn.plainHttp(asked -> new StandIn.Said(200, "{\"SecretAccessKey\":\"x\"}"))) {
      environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", server.url() + "/c");
      var problem = Thrown.problem(IdentityProblem.EndpointRefused.class, this::defaults);
      assertEquals("", problem.answer());
    }
  }

  @Test
  void anInstanceWithoutRoleIsNone() {
    environment.remove("AWS_EC2_METADATA_DISABLED");
    try (var server =
        StandIn.plainHttp(
            asked ->
                asked.method().equals("PUT")
                    ? new StandIn.Said(200, "token")
                    : new StandIn.Said(404, ""))) {
      environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url().toString());
      assertEquals(NOTHING, Thrown.problem(IdentityProblem.NoCredentials.class, this::defaults));
      assertEquals(2, server.asked().size());
    }
  }

  @Test
  void aServerThatIsNoInstanceIsNone() {
    environment.remove("AWS_EC2_METADATA_DISABLED");
    try (var server = StandIn.plainHttp(asked -> new StandIn.Said(404, ""))) {
      environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url().toString());
      assertEquals(NOTHING, Thrown.problem(IdentityProblem.NoCredentials.class, this::defaults));
      assertEquals(1, server.asked().size(), "never the first version");
    }
  }

  @Test
  void anInstanceThatFailsIsNotNone() {
    environment.remove("AWS_EC2_METADATA_DISABLED");
    try (var server =
        StandIn.plainHttp(
            asked ->
                asked.method().equals("PUT")
                    ? new StandIn.Said(200, "token")
                    : new StandIn.Said(500, "broken"))) {
      environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url().toString());
      Thrown.problem(IdentityProblem.EndpointRefused.class, this::defaults);
    }
  }

  @Test
  void theTimeLimitOfAnInstanceIsChecked() {
    environment.remove("AWS_EC2_METADATA_DISABLED");
    environment.put("AWS_METADATA_SERVICE_TIMEOUT", "soon");
    var problem = Thrown.problem(InputProblem.Invalid.class, this::defaults);
    assertEquals("AWS_METADATA_SERVICE_TIMEOUT", problem.name());
  }

  /** Values that a JSON document can contain, and the part that each one makes invalid. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A\\nB|s|t|access key id",
        "A B|s|t|access key id",
        "A|s\\u0000|t|secret access key",
        "A|s|t\\ncredential_process = x|session token",
        "A|s|t\\u00e4|session token",
      })
  void anAnswerThatNobodyCanUseIsRefusedWithoutItsValues(
      String id, String secret, String token, String part) {
    String values = "\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"%s\",".formatted(id, secret);
    String end = ",\"Expiration\":\"2099-01-01T00:00:00Z\"}";
    String ofServer = "{" + values + "\"Token\":\"" + token + "\"" + end;
    retry = new Retry(3, Duration.ofSeconds(60));
    try (var server = StandIn.plainHttp(asked -> new StandIn.Said(200, ofServer))) {
      environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", server.url() + "/c");
      assertMalformed(part, this::defaults);
      assertEquals(1, server.asked().size(), "no call is repeated");
      environment.remove("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    }
    environment.remove("AWS_EC2_METADATA_DISABLED");
    try (var server =
        StandIn.plainHttp(
            asked -> new StandIn.Said(200, asked.target().endsWith("/role") ? ofServer : "role"))) {
      environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.url().toString());
      assertMalformed(part, this::defaults);
    }
  }

  private static void assertMalformed(String part, Executable call) {
    var problem = Thrown.problem(IdentityProblem.Malformed.class, call);
    assertTrue(problem.noun().endsWith(part), problem.noun());
    String message = problem.message(FrontEnd.COMMAND);
    assertFalse(message.contains("credential_process = x"), message);
  }

  @Test
  void theRoleOfASsoSessionIsCheckedToo() throws IOException {
    Path cache = Files.createDirectories(home.resolve(".aws/sso/cache"));
    Files.writeString(
        cache.resolve(Sha1.of("u") + ".json"),
        "{\"accessToken\":\"x\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}");
    config("[profile dev]\nsso_region=r\nsso_start_url=u\nsso_account_id=1\nsso_role_name=r\n");
    try (var server =
        new StandIn(
            asked ->
                new StandIn.Said(
                    200,
                    "{\"roleCredentials\":{\"accessKeyId\":\"\",\"secretAccessKey\":\"s\","
                        + "\"sessionToken\":\"t\"}}"))) {
      environment.put("AWS_ENDPOINT_URL_SSO", server.url().toString());
      var problem = Thrown.problem(ProofProblem.Malformed.class, () -> of("dev"));
      assertEquals("access key id", problem.part());
    }
  }

  @Test
  void credentialsOfAContainerExpireAfterItsAnswer() {
    try (var server =
        StandIn.plainHttp(
            asked ->
                new StandIn.Said(
                    200,
                    "{\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\",\"Token\":\"t\","
                        + "\"Expiration\":\"2020-01-01T00:00:00Z\"}"))) {
      environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", server.url() + "/c");
      var problem = Thrown.problem(ProofProblem.Ended.class, this::defaults);
      assertEquals("the container credentials endpoint", problem.service());
    }
  }

  @Test
  void theRoleOfAProfileIsTheOneThatItNames() throws IOException {
    try (FakeAws aws = FakeAws.start()) {
      network = Networks.at(aws.url());
      config(
          "[profile a]\n"
              + ROLE
              + "source_profile = b\nrole_session_name = mine\n"
              + "[profile b]\naws_access_key_id = AKIAIOSFODNN7ROLECAL\n"
              + "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY\n"
              + "[profile t]\nrole_arn = arn:aws:iam::111122223333:role/Deploy\n"
              + "web_identity_token_file = "
              + Files.writeString(
                  home.resolve("token"), aws.gitHubJob().idToken("sts.amazonaws.com"))
              + "\n");
      String arn = "arn:aws:sts::111122223333:assumed-role/Admin/mine";
      aws.fault("AssumeRole", Fault.altered().saying("Arn", arn));
      aws.fault("AssumeRoleWithWebIdentity", Fault.altered().saying("Arn", arn));
      for (String profile : List.of("a", "t")) {
        var problem = Thrown.problem(ProofProblem.OtherIdentity.class, () -> of(profile));
        assertTrue(Thrown.fact(problem, "role name").startsWith("Admin (expected: "), profile);
      }
      assertTrue(of("a").accessKeyId().startsWith("ASIA"), "without the fault");
    }
  }
}
