package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.ci.RunnerLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that no command exports anything after an invalid answer, such as one for another identity.
 */
class VerifiedTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";
  private static final String KEY = "AKIAIOSFODNN7ROLECAL";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY";
  private static final String PROFILES = "# mine\n[x]\nk = v\n";

  private static final List<String> COMMANDS =
      List.of(
          "assume",
          "assume --shell fish",
          "assume --format json",
          "assume --format pulumi",
          "assume --format dotenv --output-file deploy.env",
          "assume --format profile --aws-profile deploy",
          "export",
          "export --format env",
          "export --format env-no-export",
          "exec");

  @TempDir private Path folder;
  private final FakeAws aws = FakeAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  private record Ran(int exit, String out, String err) {}

  private Ran run(Map<String, String> environment, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Host host = TestHost.of(environment, folder, folder, new PrintStream(out, true, UTF_8));
    int exit = Main.run(arguments, host, new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  private Map<String, String> files() {
    var files = new TreeMap<String, String>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  static Stream<Arguments> commands() {
    Map<String, Fault> answers =
        Map.of(
            "identity-differs",
            Fault.altered().saying("Arn", "arn:aws:sts::111122223333:assumed-role/Admin/ci"),
            "credentials-malformed",
            Fault.altered().saying("SessionToken", "t\ncredential_process = touch owned"),
            "session-expired",
            Fault.altered().saying("Expiration", "2020-01-01T00:00:00Z"));
    return COMMANDS.stream()
        .flatMap(
            command ->
                answers.entrySet().stream()
                    .map(answer -> Arguments.of(command, answer.getKey(), answer.getValue())));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void noCommandLeavesAnythingBehind(String command, String code, Fault answer) throws IOException {
    Files.createDirectory(folder.resolve(".aws"));
    Files.writeString(folder.resolve(".aws/credentials"), PROFILES);
    Map<String, String> environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
    environment.put("CI_PROJECT_DIR", folder.toString());
    Map<String, String> before = files();
    aws.fault("AssumeRoleWithWebIdentity", answer);
    String options = " --aws-region us-east-1 --role-session-name ci --role-to-assume " + ROLE;
    String line = command.equals("exec") ? "exec" + options + " -- touch owned" : command + options;
    Ran ran = run(environment, line.split(" ", -1));
    assertEquals(1, ran.exit(), ran.err());
    assertTrue(ran.err().contains("(" + code + ")"), ran.err());
    assertEquals(before, files());
    assertFalse(ran.out().contains("AWS_") || ran.out().contains("AccessKeyId"), ran.out());
    aws.secrets().forEach(secret -> assertFalse((ran.out() + ran.err()).contains(secret)));
    assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size(), "there is one call");
  }

  @ParameterizedTest
  @CsvSource({
    "AccessKeyId, ''",
    "SecretAccessKey, ' '",
    "SessionToken, 'a b'",
    "Arn, arn:aws:sts::999999999999:assumed-role/Deploy/GitHubActions",
    "Expiration, 1999-12-31T23:59:59Z"
  })
  void theActionWritesNoFileOfTheRunner(String element, String text) throws IOException {
    Map<String, String> environment = new HashMap<>(aws.gitHubJob().environment());
    for (String file : List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE")) {
      environment.put(file, Files.createFile(folder.resolve(file)).toString());
    }
    environment.put("INPUT_AWS-REGION", "us-east-1");
    environment.put("INPUT_ROLE-TO-ASSUME", ROLE);
    environment.put("INPUT_OUTPUT-CREDENTIALS", "true");
    environment.put("INPUT_UNSET-CURRENT-CREDENTIALS", "true");
    environment.put("INPUT_ALLOWED-ACCOUNT-IDS", "111122223333, 999999999999");
    for (boolean profile : List.of(false, true)) {
      environment.put("INPUT_AWS-PROFILE", profile ? "deploy" : "");
      aws.fault("AssumeRoleWithWebIdentity", Fault.altered().saying(element, text));
      Ran ran = run(environment, "action");
      assertEquals(1, ran.exit(), ran.out());
      assertEquals("", files().get("GITHUB_ENV"));
      assertEquals("", files().get("GITHUB_OUTPUT"));
      assertFalse(Files.exists(folder.resolve(".aws")), "a profile");
      var log = new RunnerLog();
      log.feed(ran.out());
      aws.secrets().forEach(secret -> assertFalse(log.shows(secret), "a secret is visible"));
    }
  }

  @Test
  void severalRolesFailTogether() throws IOException {
    Map<String, String> environment = new HashMap<>(aws.gitHubJob().environment());
    for (String file : List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE")) {
      environment.put(file, Files.createFile(folder.resolve(file)).toString());
    }
    environment.put("INPUT_AWS-REGION", "us-east-1");
    environment.put(
        "INPUT_ROLES",
        "- {name: one, role-to-assume: '%s', environment-prefix: ONE_}\n".formatted(ROLE)
            + "- {name: two, role-to-assume: 'arn:aws:iam::444455556666:role/Other', aws-profile:"
            + " two}\n");
    aws.fault(
        "AssumeRoleWithWebIdentity",
        Fault.none(),
        Fault.altered()
            .saying("Arn", "arn:aws:sts::111122223333:assumed-role/Admin/GitHubActions"));
    Ran ran = run(environment, "action");
    assertEquals(1, ran.exit(), ran.out());
    assertTrue(ran.out().contains("(identity-differs)"), ran.out());
    assertEquals("", files().get("GITHUB_ENV"));
    assertFalse(Files.exists(folder.resolve(".aws")), "a profile");
  }

  // export of existing keys, without a role

  private Map<String, String> keys() {
    var environment = new HashMap<String, String>();
    environment.put("AWS_ACCESS_KEY_ID", KEY);
    environment.put("AWS_SECRET_ACCESS_KEY", SECRET);
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    return environment;
  }

  /** Only a run that calls STS opens a connection in advance. */
  @Test
  void exportOfKeysConnectsToNobody() throws IOException {
    Map<String, String> environment = keys();
    try (var sts = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      environment.put("AWS_ENDPOINT_URL_STS", "https://localhost:" + sts.getLocalPort());
      Ran ran = run(environment, "export");
      assertEquals(0, ran.exit(), ran.err());
      sts.setSoTimeout(500);
      assertThrows(SocketTimeoutException.class, sts::accept, "Rolecall has connected");
    }
  }

  @Test
  void exportAsksNobodyAboutKeysThatItOnlyPrints() {
    Map<String, String> environment = keys();
    environment.put("AWS_SECRET_ACCESS_KEY", "unknown/to+AWS");
    Ran ran = run(environment, "export", "--format", "env");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(
        "export AWS_ACCESS_KEY_ID=" + KEY + "\nexport AWS_SECRET_ACCESS_KEY=unknown/to+AWS\n",
        ran.out());
    assertTrue(ran.err().contains("Rolecall did not verify these credentials"), ran.err());
    assertEquals(List.of(), aws.calls());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--allowed-account-ids 444455556666",
        "--allowed-account-ids 444455556666,111122223334",
        "--forbidden-account-ids 111122223333"
      })
  void withAGuardStsIsAskedFirst(String guard) {
    Ran refused = run(keys(), ("export --format env " + guard).split(" ", -1));
    assertEquals(1, refused.exit(), refused.err());
    assertEquals("false\n", refused.out());
    assertEquals(1, aws.calls("GetCallerIdentity").size());
    Ran ran = run(keys(), "export", "--allowed-account-ids", "111122223333");
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.out().contains("\"AccountId\": \"111122223333\""), ran.out());
    Map<String, String> wrong = keys();
    wrong.put("AWS_SECRET_ACCESS_KEY", "wrong");
    Ran unproven = run(wrong, "export", "--forbidden-account-ids", "999999999999");
    assertEquals(1, unproven.exit(), unproven.err());
    assertFalse(unproven.out().contains(KEY), unproven.out());
  }

  @Test
  void aRoleOfAProfileIsVerifiedBeforeItIsPrinted() throws IOException {
    Files.createDirectory(folder.resolve(".aws"));
    Files.writeString(
        folder.resolve(".aws/config"),
        """
        [profile dev]
        role_arn = arn:aws:iam::111122223333:role/Chained
        source_profile = keys
        role_session_name = dev
        [profile keys]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        """
            .formatted(KEY, SECRET));
    Map<String, String> environment = keys();
    environment.remove("AWS_ACCESS_KEY_ID");
    environment.remove("AWS_SECRET_ACCESS_KEY");
    aws.fault(
        "AssumeRole",
        Fault.altered().saying("Arn", "arn:aws:sts::111122223333:assumed-role/Admin/dev"));
    Ran refused = run(environment, "export", "--profile", "dev");
    assertEquals(1, refused.exit(), refused.err());
    assertTrue(refused.err().contains("(identity-differs)"), refused.err());
    assertEquals("", refused.out());
    Ran ran = run(environment, "export", "--profile", "dev");
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.out().contains("ASIA"), ran.out());
    assertEquals(0, aws.calls("GetCallerIdentity").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"export --profile dev", "exec --profile dev -- touch owned"})
  void whatAProgramPrintsIsLookedAtFirst(String command) throws IOException {
    Files.createDirectory(folder.resolve(".aws"));
    Files.writeString(
        folder.resolve("printed.json"),
        "{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\",\"SessionToken\":"
            + "\"t\\ncredential_process = x\"}");
    Files.writeString(
        folder.resolve(".aws/config"),
        "[profile dev]\ncredential_process = /bin/cat " + folder.resolve("printed.json") + "\n");
    Map<String, String> environment = keys();
    environment.keySet().removeAll(List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"));
    environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
    Ran ran = run(environment, command.split(" ", -1));
    assertEquals(1, ran.exit(), ran.err());
    assertTrue(ran.err().contains("(not-a-credential)"), ran.err());
    assertFalse(ran.err().contains("credential_process = x"), ran.err());
    assertEquals("", ran.out());
    assertEquals(List.of(), aws.calls());
    assertFalse(Files.exists(folder.resolve("owned")), "the command ran");
  }

  @ParameterizedTest
  @ValueSource(strings = {"next\u0085line", "line\nbreak", "ta\tb"})
  void exportPrintsNoKeysThatNobodyCanUse(String secret) {
    Map<String, String> environment = keys();
    environment.put("AWS_SECRET_ACCESS_KEY", secret);
    Ran ran = run(environment, "export", "--format", "env");
    assertEquals(1, ran.exit(), ran.out());
    assertEquals("false\n", ran.out());
    assertFalse(ran.err().contains(secret), ran.err());
  }
}
