package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code rolecall credential-process}. It changes the times in the cache, not the clock. */
class CredentialProcessTest {
  private static final String DEPLOY = "arn:aws:iam::111122223333:role/Deploy";
  private static final String EXCHANGE = "AssumeRoleWithWebIdentity";

  @TempDir Path home;
  private final FakeAws aws = FakeAws.start();
  private Map<String, String> environment;
  private Path summary;

  @BeforeEach
  void job() throws IOException {
    summary = Files.createFile(home.resolve("summary"));
    environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("RUNNER_TEMP", Files.createDirectory(home.resolve("temp")).toString());
    environment.put("GITHUB_STEP_SUMMARY", summary.toString());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private record Ran(int exit, String out, String err) {}

  private Ran run(String... options) {
    var words = new ArrayList<>(List.of("credential-process"));
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

  private Ran deploy() {
    return run("--role-to-assume", DEPLOY);
  }

  private int exchanges() {
    return aws.calls(EXCHANGE).size();
  }

  private List<Path> caches() throws IOException {
    try (var files = Files.list(home.resolve("temp/rolecall"))) {
      return files.filter(file -> file.toString().matches(".*/credentials-[0-9a-f]+")).toList();
    }
  }

  /** Changes a line of the cache: 0 is the time of renewal, 1 the expiration. */
  private static void set(Path cache, int line, long seconds) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(cache));
    lines.set(line, String.valueOf(seconds));
    Files.writeString(cache, String.join("\n", lines) + "\n");
  }

  @Test
  void answersFromTheCacheAndSaysNothingElse() throws IOException {
    Ran first = deploy();
    assertEquals(new Ran(0, first.out(), ""), first);
    assertTrue(first.out().startsWith("{\"Version\":1,\"AccessKeyId\":\"ASIA"), first.out());
    assertEquals(first, deploy());
    assertEquals(1, exchanges());
    assertEquals(1, caches().size());
    assertEquals("", Files.readString(summary));
  }

  @Test
  void renewsBeforeTheEnd() throws IOException {
    Ran first = deploy();
    set(caches().get(0), 0, Instant.now().getEpochSecond());
    Ran second = deploy();
    assertEquals(0, second.exit());
    assertNotEquals(first.out(), second.out());
    assertEquals(2, exchanges());
  }

  @Test
  void otherInputsHaveACacheOfTheirOwn() throws IOException {
    Ran deploy = deploy();
    Ran named = run("--role-to-assume", DEPLOY, "--role-session-name", "other");
    Ran limited =
        run(
            "--role-to-assume",
            DEPLOY,
            "--managed-session-policies",
            "arn:aws:iam::aws:policy/ReadOnlyAccess");
    Ran guarded = run("--role-to-assume", DEPLOY, "--allowed-account-ids", "111122223333");
    environment.put("GITHUB_RUN_ID", "42");
    Ran run = deploy();
    assertEquals(
        5, List.of(deploy, named, limited, guarded, run).stream().map(Ran::out).distinct().count());
    assertEquals(5, caches().size());
    // Another step of the same job.
    environment.put("GITHUB_ACTION", "__run_7");
    environment.put("GITHUB_STEP_SUMMARY", home.resolve("other").toString());
    assertEquals(run, deploy());
  }

  @Test
  void aGuardStillRefuses() {
    Ran ran = run("--role-to-assume", DEPLOY, "--forbidden-account-ids", "111122223333");
    assertEquals(1, ran.exit());
    assertEquals("", ran.out());
    assertTrue(ran.err().contains("(account-forbidden)"), ran.err());
  }

  @Test
  void aRefusedRenewalServesTheOldOnesToTheirEnd() throws IOException {
    Path cache = home.resolve("with blank/cache");
    String[] options = {"--role-to-assume", DEPLOY, "--cache", cache.toString(), "--disable-retry"};
    Ran first = run(options);
    set(cache, 0, Instant.now().getEpochSecond());
    Fault refusal =
        Fault.error(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    aws.fault(EXCHANGE, refusal, refusal, refusal, refusal, refusal, refusal);
    Ran old = run(options);
    assertEquals(first.out(), old.out());
    assertEquals(0, old.exit());
    assertTrue(old.err().contains("(role-denied)"), old.err());
    // A tool would print a workflow command as part of its message.
    assertFalse(old.err().lines().anyMatch(line -> line.startsWith("::")), old.err());
    assertTrue(Files.readString(summary).contains("role-denied"), Files.readString(summary));
    assertTrue(Files.readString(Path.of(cache + ".log")).contains("(role-denied)"));

    set(cache, 1, Instant.now().getEpochSecond());
    Files.delete(Path.of(cache + ".failed"));
    Ran dead = run(options);
    assertEquals(1, dead.exit());
    assertEquals("", dead.out());
    assertTrue(dead.err().contains("Could not renew the credentials, which ended at"), dead.err());
    for (String secret : aws.secrets()) {
      assertFalse((old.err() + dead.err() + Files.readString(summary)).contains(secret));
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    Ran ran = run();
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("--role-to-assume is required"), ran.err());
    assertEquals("", ran.out());
  }
}
