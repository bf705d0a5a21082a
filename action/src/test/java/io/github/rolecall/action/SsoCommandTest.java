package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code rolecall sso login} and {@code logout}, with a program as the browser. */
class SsoCommandTest {
  private static final Pattern WITH_CODE = Pattern.compile("(https://\\S+user_code=\\S+)");

  @TempDir Path home;
  private SsoBed bed;

  @BeforeEach
  void start() {
    bed = new SsoBed(home);
  }

  @AfterEach
  void stop() {
    bed.close();
  }

  private List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList();
    }
  }

  @Test
  void theBrowserIsOpenedAndEveryCommandHasTheCredentials() {
    SsoBed.Ran login = bed.run("sso", "login", "--profile", "dev");
    assertEquals(0, login.exit(), login.err());
    assertEquals(
        "Successfully logged into Start URL: https://octo-corp.awsapps.com/start\n", login.out());
    assertTrue(login.err().contains(bed.aws.url() + "/authorize?response_type=code"), login.err());
    for (String secret : bed.aws.secrets()) {
      assertFalse((login.out() + login.err()).contains(secret), "a secret is printed");
    }
    SsoBed.Ran who = bed.run("whoami", "--profile", "dev");
    assertTrue(who.out().contains("/AWSReservedSSO_Deploy_"), who.out() + who.err());
    SsoBed.Ran keys = bed.run("export", "--profile", "dev", "--format", "process");
    assertTrue(keys.out().contains("\"AccessKeyId\": \"ASIA"), keys.err());
  }

  @Test
  void aSessionIsNamedInPlaceOfAProfile() {
    assertEquals(0, bed.run("sso", "login", "--sso-session", "corp").exit());
    bed.environment.put("AWS_PROFILE", "dev");
    assertEquals(0, bed.run("sso", "login").exit());
  }

  @Test
  void withoutABrowserTheCodeIsEnteredElsewhere() throws Exception {
    for (String profile : List.of("dev", "old")) {
      var err = new ByteArrayOutputStream();
      CompletableFuture<SsoBed.Ran> run =
          CompletableFuture.supplyAsync(
              () ->
                  bed.run(
                      err,
                      "sso",
                      "login",
                      "--profile",
                      profile,
                      "--no-browser",
                      "--use-device-code"));
      open(waitFor(err));
      assertEquals(0, run.get(60, TimeUnit.SECONDS).exit(), run.get().err());
      assertTrue(run.get().err().contains("and enter the code:\n\n  "), run.get().err());
      assertTrue(bed.run("whoami", "--profile", profile).out().contains("Account  111122223333"));
    }
  }

  private static String waitFor(ByteArrayOutputStream err) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      Matcher page = WITH_CODE.matcher(err.toString(UTF_8));
      if (page.find()) {
        return page.group(1);
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no page: " + err.toString(UTF_8));
  }

  private static void open(String address) throws Exception {
    HttpClient.newBuilder()
        .sslContext(TestAuthority.ofThisProcess().client())
        .build()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.discarding());
  }

  @Test
  void aBrowserThatDoesNotStartIsTold() throws Exception {
    bed.environment.put("BROWSER", "/nowhere/browser");
    bed.environment.put("CI", "");
    var err = new ByteArrayOutputStream();
    CompletableFuture<SsoBed.Ran> run =
        CompletableFuture.supplyAsync(() -> bed.run(err, "sso", "login", "--profile", "old"));
    for (int i = 0;
        i < 600 && !err.toString(UTF_8).contains("Rolecall opens no browser here");
        i++) {
      Thread.sleep(50);
    }
    String code = err.toString(UTF_8).replaceFirst("(?s).*enter the code:\\s+(\\S+).*", "$1");
    open(bed.aws.url() + "/device?user_code=" + code);
    assertEquals(0, run.get(60, TimeUnit.SECONDS).exit(), err.toString(UTF_8));
  }

  @Test
  void aDeniedSignInKeepsNothing() throws IOException {
    bed.aws.identityCenter().denies(true);
    SsoBed.Ran login = bed.run("sso", "login", "--profile", "dev");
    assertEquals(1, login.exit());
    assertTrue(login.err().contains("(sso-denied)"), login.err());
    assertEquals(1, names(bed.cache()).size(), "the client remains, and no token");
  }

  @Test
  void anExpiredSessionSaysTheCommand() {
    assertEquals(0, bed.run("sso", "login", "--profile", "dev").exit());
    bed.aws.identityCenter().endSessions();
    SsoBed.Ran who = bed.run("whoami", "--profile", "dev");
    assertEquals(1, who.exit());
    assertTrue(who.err().contains("rolecall sso login --profile dev"), who.err());
  }

  @Test
  void aTokenIsRenewedInEveryCommand() {
    bed.aws.identityCenter().token(Duration.ofMinutes(10));
    assertEquals(0, bed.run("sso", "login", "--profile", "dev").exit());
    assertEquals(0, bed.run("whoami", "--profile", "dev").exit());
    List<Call> calls = bed.aws.calls("CreateToken");
    assertEquals("refresh_token", calls.get(calls.size() - 1).parameters().get("grantType"));
  }

  @Test
  void signingOutRemovesTokensAndCredentialsAndNothingElse() throws IOException {
    assertEquals(0, bed.run("sso", "login", "--profile", "dev").exit());
    Files.writeString(bed.cache().resolve("botocore-client-id-eu.json"), "{\"clientId\": \"c\"}");
    Files.writeString(bed.cache().resolve("broken.json"), "{");
    Path cli = Files.createDirectories(home.resolve(".aws/cli/cache"));
    Files.writeString(cli.resolve("sso.json"), "{\"ProviderType\": \"sso\"}");
    Files.writeString(cli.resolve("role.json"), "{\"Credentials\": {}}");
    SsoBed.Ran logout = bed.run("sso", "logout");
    assertEquals(0, logout.exit(), logout.err());
    assertEquals(200, bed.aws.calls("Logout").get(0).status());
    assertEquals(List.of("role.json"), names(cli));
    assertEquals(3, names(bed.cache()).size(), "the client and files of other tools stay");
    assertEquals(1, bed.run("whoami", "--profile", "dev").exit());
    assertEquals(0, bed.run("sso", "logout").exit(), "there is nothing to do");
    assertEquals(1, bed.aws.calls("Logout").size());
  }

  @Test
  void signingOutRemovesATokenThatHasEnded() throws IOException {
    assertEquals(0, bed.run("sso", "login", "--profile", "dev").exit());
    bed.aws.identityCenter().endSessions();
    assertEquals(0, bed.run("sso", "logout").exit());
    assertEquals(401, bed.aws.calls("Logout").get(0).status());
    assertEquals(1, names(bed.cache()).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--profile plain|(profile-unusable)|sso_region",
        "--profile nobody|(profile-unknown)|nobody",
        "--sso-session other|(sso-session-unknown)|corp",
        "--sso-session corp --profile dev|(input-conflict)|--sso-session",
        "--profile dev --redirect-port 70000|(input-invalid)|1 to 65535",
        "--profile dev --redirect-port 0|(input-invalid)|1 to 65535",
        "--profile dev --redirect-port 1 --use-device-code|(input-conflict)|--redirect-port"
      })
  void badInputIsNamed(String arguments, String code, String word) {
    SsoBed.Ran run = bed.run(("sso login " + arguments).split(" "));
    assertEquals(code.startsWith("(input") ? 2 : 1, run.exit());
    assertTrue(run.err().contains(code) && run.err().contains(word), run.err());
    assertEquals(List.of(), bed.aws.calls());
  }

  @ParameterizedTest
  @CsvSource({
    "'sso_start_url = no url\nsso_region = eu-central-1', sso_start_url",
    "'sso_start_url = ftp://x.example/start\nsso_region = eu-central-1', sso_start_url",
    "'sso_start_url = https://x.example/start\nsso_region = evil.example/', sso_region",
    "'sso_start_url = https://x.example/start', sso_region"
  })
  void aSessionThatCannotBeMeantIsRefused(String keys, String named) throws IOException {
    Files.writeString(bed.config(), "[sso-session s]\n" + keys + "\n");
    SsoBed.Ran run = bed.run("sso", "login", "--sso-session", "s");
    assertEquals(2, run.exit());
    assertTrue(run.err().contains(named) && run.err().contains("(input-invalid)"), run.err());
    assertEquals(List.of(), bed.aws.calls());
  }

  @Test
  void withoutAWordTheHelpIsShown() {
    SsoBed.Ran run = bed.run("sso");
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("login") && run.err().contains("logout"), run.err());
    assertEquals("", run.out());
    assertTrue(bed.run("sso", "login", "--help").out().contains("--use-device-code"));
  }

  @Test
  void ctrlCLeavesTheFilesAsTheyWere() throws Exception {
    assertEquals(0, bed.run("sso", "login", "--profile", "dev").exit());
    String token = bed.cache().resolve(names(bed.cache()).get(0)).toString();
    String before = Files.readString(Path.of(token));
    var builder =
        new ProcessBuilder(
            // A background job of a shell ignores Ctrl-C, and so would its child processes.
            "env",
            "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "sso",
            "login",
            "--profile",
            "dev",
            "--no-browser");
    builder.environment().clear();
    builder.environment().putAll(bed.environment);
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Duser.home=" + home);
    Path said = home.resolve("said");
    Process process = builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    for (int i = 0; i < 1200 && !Files.readString(said).contains("/authorize?"); i++) {
      Thread.sleep(50);
    }
    assertTrue(Files.readString(said).contains("/authorize?"), Files.readString(said));
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the command ends at once");
    assertEquals(130, process.exitValue());
    assertEquals(before, Files.readString(Path.of(token)));
    assertEquals(2, names(bed.cache()).size());
  }
}
