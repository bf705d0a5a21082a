package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that every wait of a run ends, with a specific error if the cause is known at once, and
 * otherwise at the time limit; and that every unusable input ends with a message.
 */
class LimitsTest {
  private static final String ROLE = "--role-to-assume=arn:aws:iam::111122223333:role/Deploy";
  private static final String REGION = "--aws-region=eu-central-1";
  private static final String LIMIT = "--action-timeout-s=1";

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private FakeAws aws;

  @BeforeEach
  void start() {
    aws = FakeAws.start();
    environment.putAll(aws.gitLabJob().environment());
    environment.put("HOME", folder.toString());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private int run(String... arguments) {
    Host host = TestHost.of(environment, folder, folder, new PrintStream(out, true, UTF_8));
    return Main.run(arguments, host, new PrintStream(err, true, UTF_8));
  }

  private String output() {
    return out.toString(UTF_8) + err.toString(UTF_8);
  }

  private Path pipe(String name) throws Exception {
    Path pipe = folder.resolve(name);
    Files.createDirectories(pipe.getParent());
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    return pipe;
  }

  private void assertNothingIsExported() {
    for (String secret : aws.secrets()) {
      assertFalse(output().contains(secret), "a secret is in the output");
    }
  }

  /** Opening a pipe that has no writer blocks forever. */
  @ParameterizedTest
  @CsvSource({
    "assume --config PIPE",
    "assume --config=PIPE --action-timeout-s 60",
    "assume --role-to-assume ROLE --web-identity-token-file PIPE",
    "explain --trust-policy PIPE",
    "explain --claims PIPE",
    "trust-policy --claims PIPE",
    "import --csv PIPE",
    "assume --role-to-assume ROLE --format dotenv --output-file PIPE",
  })
  void aPipeInAnOptionIsRefused(String line) throws Exception {
    environment.put("AWS_REGION", "eu-central-1");
    String words =
        line.replace("PIPE", pipe("pipe").toString()).replace("ROLE", ROLE.replaceFirst(".*=", ""));
    assertTrue(run(words.split(" ", -1)) > 0, output());
    assertTrue(output().contains("it is a named pipe"), output());
    assertNothingIsExported();
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_SHARED_CREDENTIALS_FILE, export --profile dev",
    "AWS_CONFIG_FILE, export --profile dev",
    "AWS_SHARED_CREDENTIALS_FILE, assume --format profile --aws-profile dev " + ROLE,
    "AWS_CONFIG_FILE, assume --format profile --aws-profile dev " + ROLE,
    "AWS_CONFIG_FILE, configure list",
    "AWS_CONFIG_FILE, configure set region eu-west-1",
    "AWS_SHARED_CREDENTIALS_FILE, configure set aws_access_key_id AKIAIOSFODNN7ROLECAL",
    "AWS_CA_BUNDLE, assume " + ROLE,
    "AWS_WEB_IDENTITY_TOKEN_FILE, assume " + ROLE,
  })
  void aPipeInAVariableIsRefused(String variable, String line) throws Exception {
    environment.put("AWS_REGION", "eu-central-1");
    if (variable.equals("AWS_WEB_IDENTITY_TOKEN_FILE")) {
      environment.remove("AWS_ID_TOKEN");
    }
    environment.put(variable, pipe("pipe").toString());
    int exit = run(line.split(" ", -1));
    // configure list skips the file, as the AWS CLI does. All other commands fail.
    assertTrue(exit > 0 || line.equals("configure list"), output());
    assertFalse(output().contains("timed-out"), output());
    assertNothingIsExported();
  }

  @Test
  void aPipeInTheCacheOfSignInsIsNoSignIn() throws Exception {
    Files.createDirectories(folder.resolve(".aws"));
    Files.writeString(
        folder.resolve(".aws/config"),
        """
        [profile dev]
        sso_session = acme
        sso_account_id = 111122223333
        sso_role_name = Dev
        region = eu-central-1
        [sso-session acme]
        sso_start_url = https://acme.awsapps.com/start
        sso_region = eu-central-1
        """);
    // The file name is the SHA-1 of the session name.
    pipe(".aws/sso/cache/8c98ba9fd3e3e5ed3b0c2f2a9d6e9dbcbbd6ca34.json");
    try (var files = Files.list(folder.resolve(".aws/sso/cache"))) {
      assertEquals(1, files.count());
    }
    assertEquals(1, run("export", "--profile", "dev"));
    assertFalse(output().contains("timed-out"), output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GITHUB_STATE", "GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"})
  void aPipeInPlaceOfAFileOfTheRunnerIsNotWrittenTo(String variable) throws Exception {
    environment.clear();
    environment.putAll(aws.gitHubJob().environment());
    for (String name :
        List.of("GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY")) {
      environment.put(name, Files.createFile(folder.resolve(name)).toString());
    }
    environment.put("HOME", folder.toString());
    environment.put("INPUT_ROLE-TO-ASSUME", ROLE.replaceFirst(".*=", ""));
    environment.put("INPUT_AWS-REGION", "eu-central-1");
    environment.put(variable, pipe("pipe").toString());
    int exit = run("action");
    // A step without a summary still succeeds.
    assertEquals(variable.equals("GITHUB_STEP_SUMMARY") ? 0 : 1, exit, output());
    assertFalse(output().contains("timed-out"), output());
  }

  @Test
  void aLockThatAnotherProcessHoldsIsWaitedForAsLongAsTheRunMayTake() throws IOException {
    Path aws = Files.createDirectories(folder.resolve(".aws"));
    Path lock = aws.resolve(".credentials.lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertTrue(held.isValid());
      assertEquals(
          1, run("assume", ROLE, REGION, LIMIT, "--format=profile", "--aws-profile=deploy"));
    }
    assertTrue(output().contains("(timed-out)"), output());
    assertTrue(output().contains("waiting for the lock " + lock), output());
    assertFalse(Files.exists(aws.resolve("credentials")));
    assertFalse(Files.exists(aws.resolve("config")));
  }

  @Test
  void aRoleThatCouldBeExportedIsNotWhenTheLockOfAnotherIsHeld() throws IOException {
    Path aws = Files.createDirectories(folder.resolve(".aws"));
    Files.writeString(
        folder.resolve("roles.yaml"),
        """
        aws-region: eu-central-1
        roles:
          - name: first
            role-to-assume: arn:aws:iam::111122223333:role/Deploy
            environment-prefix: FIRST_
          - name: second
            role-to-assume: arn:aws:iam::111122223333:role/Deploy
            aws-profile: second
        """);
    try (FileChannel channel =
            FileChannel.open(
                aws.resolve(".credentials.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      assertTrue(held.isValid());
      assertEquals(1, run("assume", "--config=roles.yaml", LIMIT));
    }
    assertTrue(output().contains("(timed-out)"), output());
    assertEquals("false\n", out.toString(UTF_8));
    assertNothingIsExported();
  }

  /** Sends a byte now and then until the reader closes the connection. */
  private static ServerSocket dripping() throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket socket = server.accept();
                  var each = new Thread(() -> drip(socket));
                  each.setDaemon(true);
                  each.start();
                } catch (IOException e) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  private static void drip(Socket socket) {
    try (OutputStream to = socket.getOutputStream()) {
      to.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{".getBytes(UTF_8));
      while (true) {
        to.write(' ');
        to.flush();
        Thread.sleep(20);
      }
    } catch (IOException | InterruptedException e) {
      // The reader closed the connection.
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain", "assume"})
  void aServerThatDripsEndsWithTheTime(String command) throws IOException {
    environment.clear();
    environment.put("HOME", folder.toString());
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "request-token");
    try (ServerSocket server = dripping()) {
      environment.put(
          "ACTIONS_ID_TOKEN_REQUEST_URL",
          "http://127.0.0.1:" + server.getLocalPort() + "/token?api-version=2.0");
      assertTrue(run(command, ROLE, REGION, LIMIT) > 0, output());
    }
    assertTrue(output().contains("(timed-out)"), output());
    assertTrue(output().contains("getting "), output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void aFileThatIsNestedTooDeeplyEndsWithAMessage(String opening) throws IOException {
    Files.writeString(folder.resolve("roles.yaml"), "roles: " + opening.repeat(60_000));
    assertEquals(2, run("assume", "--config=roles.yaml"), output());
    assertEquals("false\n", out.toString(UTF_8));
    assertFalse(output().contains("(internal)"), output());
  }

  @Test
  void aTextWithinAFileThatIsNestedTooDeeplyEndsWithAMessage() throws IOException {
    String deep = "[".repeat(60_000) + "]".repeat(60_000);
    Files.writeString(folder.resolve("roles.yaml"), "roles: '" + deep + "'\n");
    assertEquals(2, run("assume", "--config=roles.yaml"), output());
    assertEquals("false\n", out.toString(UTF_8));
    assertFalse(output().contains("(internal)"), output());
  }

  @Test
  void aPolicyThatIsNestedTooDeeplyEndsWithAMessage() throws IOException {
    Files.writeString(folder.resolve("role.json"), "[".repeat(60_000));
    assertTrue(run("explain", "--trust-policy=role.json") > 0, output());
    assertFalse(output().contains("(internal)"), output());
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_SHARED_CREDENTIALS_FILE, export --profile dev, 5, 4",
    "AWS_CONFIG_FILE, export --profile dev, 5, 4",
    "AWS_CA_BUNDLE, assume " + ROLE + ", 5, 4",
    "ROLECALL_FILE, assume --config FILE, 2, 1",
    "ROLECALL_FILE, explain --trust-policy FILE, 2, 1",
    "ROLECALL_FILE, import --csv FILE, 2, 1",
    "ROLECALL_FILE, assume " + ROLE + " --web-identity-token-file FILE, 2, 1",
  })
  void whatIsTooLargeIsRefused(String variable, String line, int size, int limit)
      throws IOException {
    Path file = folder.resolve("large");
    Files.writeString(file, "# text\n".repeat(size * 1024 * 1024 / 7 + 1));
    environment.put("AWS_REGION", "eu-central-1");
    environment.put(variable, file.toString());
    assertTrue(run(line.replace("FILE", file.toString()).split(" ", -1)) > 0, output());
    assertTrue(
        output().contains("it has more than " + limit + " MiB")
            || (variable.equals("AWS_CA_BUNDLE") && output().contains("AWS_CA_BUNDLE")),
        output());
    assertFalse(output().contains("(internal)"), output());
  }
}
