package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Command;
import io.github.rolecall.testkit.FakeAws;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code rolecall assume --format profile --refresh}. */
class RefreshingProfileTest {
  private static final String DEPLOY = "arn:aws:iam::111122223333:role/Deploy";
  private static final String POLICY =
      "{\"Version\": \"2012-10-17\",\n \"Statement\": [{\"Effect\": \"Allow\","
          + " \"Action\": \"s3:*\", \"Resource\": \"*\"}]}";

  @TempDir Path home;
  private final FakeAws aws = FakeAws.start();
  private Map<String, String> environment;

  private record Ran(int exit, String out, String err) {}

  @BeforeEach
  void job() {
    environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("CI_PROJECT_DIR", home.resolve("it's a project").toString());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private Ran run(List<String> words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            words.toArray(String[]::new),
            TestHost.of(environment, home, home, new PrintStream(out, true, UTF_8)),
            new PrintStream(err, true, UTF_8));
    return new Ran(exit, out.toString(UTF_8), err.toString(UTF_8));
  }

  private Ran refresh(String... more) {
    var words = new ArrayList<>(List.of("assume", "--refresh"));
    words.addAll(List.of(more));
    return run(words);
  }

  private Ran profile(String... more) {
    var words = new ArrayList<>(List.of("--format", "profile", "--aws-profile", "deploy"));
    words.addAll(List.of(more));
    return refresh(words.toArray(String[]::new));
  }

  /** Returns the words after the program, as a tool splits the line of the profile. */
  private List<String> process(String file) throws IOException {
    String line =
        Files.readAllLines(home.resolve(".aws").resolve(file)).stream()
            .filter(text -> text.startsWith("credential_process = "))
            .findFirst()
            .orElseThrow()
            .replaceFirst("credential_process = ", "");
    List<String> words = Command.split(line).orElseThrow();
    assertTrue(Path.of(words.get(0)).isAbsolute(), line);
    return words.subList(words.indexOf("credential-process"), words.size());
  }

  private static List<String> exported(Ran written) {
    String before = "rolecall: Exported to ";
    return written
        .err()
        .lines()
        .filter(line -> line.startsWith(before))
        .map(line -> line.substring(before.length(), line.length() - 1))
        .toList();
  }

  @Test
  void theProfileRunsWithTheSameInputsWhateverTheEnvironmentIs() throws IOException {
    environment.put("INLINE_SESSION_POLICY", POLICY);
    environment.put("ROLE_TO_ASSUME", DEPLOY);
    Ran written = profile("--allowed-account-ids", "111122223333");
    assertEquals(0, written.exit(), written.err());
    assertEquals("", written.out());
    assertEquals(process("config"), process("credentials"));
    Path cache = Path.of(process("config").get(4));
    assertEquals(
        List.of("the cache " + cache, "the profile deploy in " + home.resolve(".aws/credentials")),
        exported(written));

    environment.keySet().removeAll(List.of("INLINE_SESSION_POLICY", "AWS_REGION"));
    environment.put("ROLE_TO_ASSUME", "arn:aws:iam::111122223333:role/Other");
    environment.put("AWS_PROFILE", "deploy");
    Ran answer = run(process("config"));
    assertEquals(new Ran(0, answer.out(), ""), answer);
    assertTrue(answer.out().startsWith("{\"Version\":1,"), answer.out());
    // The second run used the cached credentials of the first run.
    assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
    Files.delete(cache);
    assertEquals(0, run(process("config")).exit());
    var calls = aws.calls("AssumeRoleWithWebIdentity");
    assertEquals(2, calls.size());
    assertEquals(calls.get(0).parameters(), calls.get(1).parameters());
  }

  @Test
  void noSecretIsInTheProfileAndEveryFileIsTheOwners() throws IOException {
    Ran written = profile("--role-to-assume", DEPLOY);
    assertEquals(0, written.exit(), written.err());
    for (String file : List.of("config", "credentials")) {
      String text = Files.readString(home.resolve(".aws").resolve(file));
      aws.secrets().forEach(secret -> assertFalse(text.contains(secret), text));
    }
    try (var files = Files.list(Path.of(process("config").get(4)).getParent())) {
      for (Path file : files.toList()) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
            file::toString);
        if (!file.toString().endsWith(".settings")) {
          continue;
        }
        String settings = Files.readString(file);
        aws.secrets().forEach(secret -> assertFalse(settings.contains(secret), settings));
      }
    }
  }

  @Test
  void aRoleThatIsRefusedWritesNothing() {
    Ran refused = profile("--role-to-assume", DEPLOY, "--forbidden-account-ids", "111122223333");
    assertEquals(1, refused.exit());
    assertFalse(Files.exists(home.resolve(".aws/config")));
  }

  @Test
  void keysOfTheEnvironmentAreRefused() {
    environment.keySet().removeIf(name -> name.startsWith("CI_") || name.contains("GITLAB"));
    environment.put("AWS_ACCESS_KEY_ID", Observation.KEY);
    environment.put("AWS_SECRET_ACCESS_KEY", Observation.SECRET);
    Ran refused = profile("--role-to-assume", "arn:aws:iam::111122223333:role/Chained");
    assertEquals(1, refused.exit());
    assertTrue(refused.err().contains("(session-not-renewable)"), refused.err());
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void aProfileCannotAssumeTheRoleForItself() {
    Ran refused = profile("--role-to-assume", DEPLOY, "--source-profile", "deploy");
    assertEquals(2, refused.exit());
    assertTrue(refused.err().contains("another profile than the one"), refused.err());
  }

  @Test
  void onlyAProfileRefreshes() {
    Ran refused = refresh("--format", "json", "--role-to-assume", DEPLOY);
    assertEquals(2, refused.exit());
    assertTrue(refused.err().contains("--refresh and --format json"), refused.err());
  }
}
