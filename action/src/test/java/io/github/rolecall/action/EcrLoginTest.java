package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code rolecall ecr-login} in a GitHub job, with the simulator as ECR. */
class EcrLoginTest {
  private static final String DEPLOY = "arn:aws:iam::111122223333:role/Deploy";
  private static final String OWN = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String CALL = "ecr:GetAuthorizationToken";

  @TempDir Path home;
  private final FakeAws aws = FakeAws.start();
  private Map<String, String> environment;
  private Path temp;
  private Path githubEnv;

  @BeforeEach
  void job() throws IOException {
    temp = Files.createDirectory(home.resolve("temp"));
    githubEnv = Files.createFile(home.resolve("env"));
    environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("ROLE_TO_ASSUME", DEPLOY);
    environment.put("RUNNER_TEMP", temp.toString());
    environment.put("GITHUB_ENV", githubEnv.toString());
    environment.put("AWS_ENDPOINT_URL_ECR", aws.url().toString());
    environment.put("AWS_ENDPOINT_URL_ECR_PUBLIC", aws.url().toString());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private record Ran(int exit, String out, String err) {}

  private Ran login(String... options) {
    var words = new ArrayList<>(List.of("ecr-login"));
    words.addAll(List.of(options));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            words.toArray(String[]::new),
            TestHost.of(environment, home, home, new PrintStream(out, true, UTF_8)),
            new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  private List<Path> folders() throws IOException {
    try (var all = Files.list(temp)) {
      return all.toList();
    }
  }

  private static JsonValue auths(Path folder) throws IOException {
    String text = Files.readString(folder.resolve("config.json"));
    return JsonReader.object(text).orElseThrow().path("auths");
  }

  @Test
  void laterCommandsAndStepsFindTheConfiguration() throws IOException {
    Ran ran = login();
    assertEquals(0, ran.exit(), ran.err());
    Path folder = folders().get(0);
    assertEquals("export DOCKER_CONFIG='" + folder + "'\n", ran.out());
    assertTrue(Files.readString(githubEnv).contains("DOCKER_CONFIG<<"));
    assertTrue(Files.readString(githubEnv).contains("\n" + folder + "\n"));
    assertTrue(ran.err().contains("Logged in to " + OWN + " as arn:aws:sts::"), ran.err());
    String auth = auths(folder).path(OWN).path("auth").text();
    assertTrue(aws.secrets().contains(auth));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("config.json"))));
  }

  @Test
  void secretsAreInNothingButMasks() {
    Ran ran = login();
    String told =
        ran.err().lines().filter(line -> !line.startsWith("::add-mask::")).toList() + ran.out();
    for (String secret : aws.secrets()) {
      assertFalse(told.contains(secret), "a secret is in the output");
    }
    assertTrue(ran.err().lines().anyMatch(line -> line.startsWith("::add-mask::eyJwYXlsb2FkIjoi")));
  }

  @Test
  void severalRegistriesShareTheCallOfARegion() throws IOException {
    String other = "444455556666.dkr.ecr.eu-central-1.amazonaws.com";
    Ran ran =
        login("--registry", OWN, "--registry", other + "/app:1", "--registry", "public.ecr.aws");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(
        List.of(OWN, other, "public.ecr.aws"),
        List.copyOf(auths(folders().get(0)).members().keySet()));
    assertEquals(1, aws.calls(CALL).size());
    assertEquals(1, aws.calls("ecr-public:GetAuthorizationToken").size());
    assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
  }

  @Test
  void aSecondLoginJoinsTheFirst() throws IOException {
    login();
    environment.put("DOCKER_CONFIG", folders().get(0).toString());
    Ran ran = login("--registry", "public.ecr.aws");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(1, folders().size());
    assertEquals(2, auths(folders().get(0)).members().size());
  }

  @Test
  void aRegistrySaysWhichRegionItIsIn() {
    environment.remove("AWS_REGION");
    Ran ran = login("--registry", "111122223333.dkr.ecr.us-west-2.amazonaws.com");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(Optional.of("us-west-2"), aws.calls(CALL).get(0).signingRegion());
  }

  @Test
  void onlyTheCommandGetsTheConfiguration() throws IOException {
    Ran ran =
        login("--", "sh", "-c", "cp \"$DOCKER_CONFIG/config.json\" copy; printenv > seen; exit 7");
    assertEquals(7, ran.exit(), ran.err());
    assertEquals("", ran.out());
    JsonValue copy = JsonReader.object(Files.readString(home.resolve("copy"))).orElseThrow();
    assertTrue(aws.secrets().contains(copy.path("auths").path(OWN).path("auth").text()));
    String seen = Files.readString(home.resolve("seen"));
    assertFalse(seen.contains("ACTIONS_ID_TOKEN_REQUEST_TOKEN"), "the token of the job");
    assertFalse(seen.contains("AWS_SECRET_ACCESS_KEY"), "keys of the role");
    assertEquals(List.of(), folders());
    assertEquals("", Files.readString(githubEnv));
  }

  @Test
  void aContainerTellsTheHostItsOwnPath() throws IOException {
    Ran ran = login("--host-temp", "/home/runner/work/_temp");
    assertEquals(0, ran.exit(), ran.err());
    String onHost = "/home/runner/work/_temp/" + folders().get(0).getFileName();
    assertEquals("export DOCKER_CONFIG='" + onHost + "'\n", ran.out());
    assertTrue(Files.readString(githubEnv).contains("\n" + onHost + "\n"));
  }

  @Test
  void otherRegistriesAreRefusedBeforeAnyCall() throws IOException {
    Ran ran = login("--registry", OWN + ".example.org");
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("--registry"), ran.err());
    assertEquals("false\n", ran.out());
    assertEquals(List.of(), aws.calls());
    assertEquals(List.of(), folders());
  }

  @Test
  void aRefusalLeavesNothing() throws IOException {
    aws.fault(CALL, Fault.error(400, "AccessDeniedException", "not authorized"));
    Ran ran = login();
    assertEquals(1, ran.exit());
    assertEquals("false\n", ran.out());
    assertTrue(ran.err().contains("(ecr-denied)"), ran.err());
    assertEquals(List.of(), folders());
    assertEquals("", Files.readString(githubEnv));
  }

  @Test
  void theStatementIsThatOfTheShell() throws IOException {
    Ran ran = login("--shell", "fish");
    assertEquals("set -gx DOCKER_CONFIG '" + folders().get(0) + "'\n", ran.out());
  }
}
