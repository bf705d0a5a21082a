package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests Docker's protocol of credential helpers. */
@ResourceLock("System.in")
class DockerCredentialTest {
  private static final String OWN = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String NOT_FOUND = "credentials not found in native keychain\n";

  @TempDir Path home;
  private final InputStream before = System.in;
  private final FakeAws aws = FakeAws.start();
  private Map<String, String> environment;

  @BeforeEach
  void job() {
    environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("ROLE_TO_ASSUME", "arn:aws:iam::111122223333:role/Deploy");
    environment.put("AWS_ENDPOINT_URL_ECR", aws.url().toString());
  }

  @AfterEach
  void stop() {
    System.setIn(before);
    aws.close();
  }

  private record Ran(int exit, String out, String err) {}

  private Ran run(String operation, String input) {
    System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            new String[] {"docker-credential", operation},
            TestHost.of(environment, home, home, new PrintStream(out, true, UTF_8)),
            new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {OWN, OWN + "\n", "https://" + OWN})
  void getsAPassword(String server) throws IOException {
    Ran ran = run("get", server);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("", ran.err());
    JsonValue answer = JsonReader.object(ran.out()).orElseThrow();
    assertEquals(server.strip(), answer.path("ServerURL").text());
    assertEquals("AWS", answer.path("Username").text());
    assertTrue(aws.secrets().contains(answer.path("Secret").text()));
    assertEquals(
        Optional.of("eu-central-1"), aws.calls("ecr:GetAuthorizationToken").get(0).signingRegion());
    try (var files = Files.list(home)) {
      assertEquals(List.of(), files.toList(), "files that were written");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://index.docker.io/v1/", "ghcr.io", OWN + ".example.org", ""})
  void hasNothingForOtherRegistries(String server) {
    environment.put("ROLE_TO_ASSUME", "not an arn");
    assertEquals(new Ran(1, NOT_FOUND, ""), run("get", server));
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void saysWhyThereIsNoPassword() {
    aws.fault(
        "ecr:GetAuthorizationToken", Fault.error(400, "AccessDeniedException", "not authorized"));
    Ran ran = run("get", OWN);
    assertEquals(1, ran.exit());
    assertEquals("", ran.out());
    assertTrue(ran.err().contains("(ecr-denied)"), ran.err());
    aws.secrets().forEach(secret -> assertFalse(ran.err().contains(secret)));
  }

  @Test
  void listsTheRegistryOfTheAccount() {
    environment.put("AWS_REGION", "eu-central-1");
    Ran ran = run("list", "");
    assertEquals(new Ran(0, "{\"https://" + OWN + "\":\"AWS\"}\n", ""), ran);
  }

  @Test
  void erasesNothingAndStoresNothing() {
    assertEquals(new Ran(0, "", ""), run("erase", OWN));
    Ran stored = run("store", "{\"ServerURL\":\"x\",\"Username\":\"u\",\"Secret\":\"s3cr3t\"}");
    assertEquals(2, stored.exit());
    assertFalse(stored.err().contains("s3cr3t"), stored.err());
    assertEquals(2, run("version", "").exit());
    assertEquals(List.of(), aws.calls());
  }
}
